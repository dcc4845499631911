"""The author's road: a new package keeps every rule, and each rule sees its own breach."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.conformance.rules import RULES, checked
from civtui.conformance.subject import Subject, subject
from civtui.locale import t
from civtui.model.errors import BadInput, NotFound, Refused, UsageFault
from civtui.plugin.scaffold import KINDS, new


def broken_rules(what: Path | str) -> dict[str, str]:
    one: Subject = subject(str(what))
    try:
        found = checked(one)
    finally:
        one.close()
    return {rule.id: findings[0].place for rule, findings in found if findings}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_package_keeps_every_rule(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / f"my-{kind}"
    files = new(kind, folder, publisher="甲局")
    assert {file.name for file in files} >= {"pyproject.toml", "README.md", "test_conformance.py"}
    assert not any("{{" in file.read_text("utf-8") for file in files)
    assert broken_rules(folder) == {}


@pytest.mark.parametrize("name", ["json", "class", "civtui", "9lives", "书"])
def test_a_name_that_no_package_can_bear_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput):
        new("export", tmp_path / name)


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").touch()
    with pytest.raises(Refused):
        new("export", tmp_path / "mine")


def test_an_unknown_kind_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UsageFault) as caught:
        new("exprot", tmp_path / "mine")
    assert caught.value.nearest == "export"


def test_a_path_without_a_plugin_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        subject(str(tmp_path))
    with pytest.raises(NotFound):
        subject("no-such-plugin-anywhere")


EXPORT = """
import os
from civtui.api import Bilingual, ExportFormat, Plugin, hookimpl

@hookimpl
def civtui_describe():
    return Plugin(title=Bilingual("样例", "Sample"), publisher="甲局")

@hookimpl
def civtui_export_formats():
    title = Bilingual("样例", "Sample")
    return [ExportFormat(id="sample", title=title, extension=".tsv", entry=":render")]

def render(report):
    return "\\n".join(map(str, report["stamp"].values())).encode()
"""
BREACHES = {
    "loads": ("return [ExportFormat", "return [ExportFromat"),
    "introduces-itself": ('publisher="甲局"', 'publisher=""'),
    "hooks-marked": ("def render", "def civtui_importers(): return []\ndef render"),
    "api-only": ("import os", "import os\nfrom civtui.plugin.host import Host"),
    "both-languages": ('Bilingual("样例", "Sample")\n    return', 'Bilingual("样例")\n    return'),
    "answers": ("return ", "report['sections'][0]; return ", "def render"),
    "same-twice": ("return ", "return os.urandom(4).hex().encode() + ", "def render"),
    "text-formats": (".encode()", '.encode("utf-16")'),
    "quiet": ("return ", "print('hello'); return ", "def render"),
    "quick": (
        "return ",
        "import time; time.sleep(0 if report['sections'] else 2.1); return ",
        "def render",
    ),
}


@pytest.mark.parametrize("rule", BREACHES)
def test_each_rule_sees_its_breach(tmp_path: Path, rule: str) -> None:
    old, fresh, *after = BREACHES[rule]
    head, mark, tail = EXPORT.rpartition(after[0]) if after else ("", "", EXPORT)
    (tmp_path / "sample.py").write_text(head + mark + tail.replace(old, fresh, 1), "utf-8")
    assert rule in broken_rules(tmp_path / "sample.py")


def test_the_sample_itself_keeps_every_rule(tmp_path: Path) -> None:
    (tmp_path / "sample.py").write_text(EXPORT, "utf-8")
    assert broken_rules(tmp_path / "sample.py") == {}


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_rule_says_itself_why_and_how(rule: str, lang: str) -> None:
    for ending in ("", "-why", "-example"):
        key = f"plugin.rule-{rule}{ending}"
        assert t(key, lang) != key  # type: ignore[arg-type]  # the two languages
