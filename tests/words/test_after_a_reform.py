"""Whatever a reform ended is called by name: no list, report or fact shows its id, or fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from civtui import locale
from civtui.locale import t
from civtui.workspace.session import open_workspace
from civtui.workspace.titles import reforms
from tests.demos import demo
from tests.words import heard, listed
from tests.words.allowed import machine_words
from tests.words.test_words import Spoken, told

pytestmark = pytest.mark.long

# agencies that a round counted, one of them with its targets, one with a card; one is abolished
# that is on a public notice; offices with records of every register that names one
REFORM = """
id = "big"
effective = 2026-10-28
document = "委发〔2026〕20号"
[[rename]]
agency = "a-32"
name = "市新名局"
[[move]]
office = "o-12-1"
to = "a-13"
[[merge]]
agencies = ["a-29", "a-35", "a-31"]
name = "市人审局"
short = "人审局"
[[abolish]]
agency = "a-38"
[[split]]
agency = "a-62"
name = "市分出局"
offices = ["o-62-1"]
[[merge_office]]
offices = ["o-10-1", "o-10-2"]
name = "并处"
[[abolish_office]]
office = "o-10-3"
[[abolish_office]]
office = "o-11-1"
[[split_office]]
office = "o-1-6"
into = ["甲处", "乙处"]
"""
# the input of a scheme, in which all are ids
INPUT = "civtui round sheet "


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reformed") / "city"
    demo(folder).close()
    file = folder / "reform.toml"
    file.write_text(REFORM, "utf-8")
    with closing(open_workspace(folder, user="tester")) as ws:
        reforms.reform(ws, file)
    return folder


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "no-config"))
    monkeypatch.chdir(tmp_path)
    yield
    locale.use("zh")


def ended(city: Path) -> re.Pattern[str]:
    """Return what finds the id of an agency or office that is no more, where it stands alone."""
    with closing(open_workspace(city)) as ws:
        sql = "SELECT id FROM {} WHERE ended IS NOT NULL"
        found = [
            row[0]
            for table in ("agency", "office")
            for row in ws.ledger.connection.execute(sql.format(table))
        ]
    assert {"a-29", "a-38", "o-10-1", "o-10-3", "o-38-1"} <= {*found}
    return re.compile(rf"(?<![\w/:-])(?:{'|'.join(map(re.escape, found))})(?![\w/-])")


@pytest.mark.parametrize(
    "said",
    [heard.facts, heard.reports, listed.panes, heard.commands],
    ids=lambda said: said.__name__,
)
def test_who_is_no_more_is_called_by_name(city: Path, said: Spoken) -> None:
    gone, fault = ended(city), t("machine.bug", "zh", what="").partition("（")[0]
    lines, found = 0, []
    for place, text in said(city, "zh"):
        for line in text.splitlines() if not place.startswith(INPUT) else ():
            lines += 1
            words = gone.findall(line) or fault in line
            words = words or (not place.startswith("civtui ") and machine_words(place, line))
            if words:
                found.append(f"{place}: {words} | {line.strip()}")
    assert lines > 1000 and not found, told(found)
