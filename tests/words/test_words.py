"""No word of a machine in Chinese, no Chinese in English beside data: all that the demo says."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest

from civtui import locale
from civtui.model.text import Lang
from tests.demos import demo
from tests.house.test_locale import AREAS, catalogue
from tests.words import heard, listed
from tests.words.allowed import ALLOWED, machine_words
from tests.words.data import CHINESE, strangers

pytestmark = pytest.mark.long

# what a person types or a file of the city holds, and the key that changes the language
EXAMPLES = {
    "exchange.head-word",
    "exchange.no-agency-column",
    "exchange.no-name",
    "exchange.of-one-unsure",
    "exchange.agency-beside-refused",
    "exchange.rows-of-another-refused",
    "exchange.other-agency-refused",
    "exchange.which-honor",
    "finding.kind-text",
    "keys.language",
    "plain.language",
    "plain.which-command",
    "plugin.rule-both-languages-example",
    "plugin.rule-importers-refuse-example",
    "titles.way-item",
    "verbs/import.sheets-no-agency",
    "workspace.write-judge",
}
SHOWN = 40  # faults that are told
Spoken = Callable[[Path, Lang], Iterator[heard.Heard]]
SPOKEN: tuple[Spoken, ...] = (
    heard.commands,
    heard.helps,
    heard.facts,
    heard.reports,
    listed.panes,
    listed.forms,
)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("words") / "city"
    demo(folder).close()
    return folder


@pytest.fixture
def spare(city: Path, tmp_path: Path) -> Path:
    """A city that may be changed."""
    return Path(shutil.copytree(city, tmp_path / "spare"))


@pytest.fixture(autouse=True)
def in_chinese_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "no-config"))
    monkeypatch.chdir(tmp_path)  # a form lists the tables of the folder the session began in
    yield
    locale.use("zh")


def faults(city: Path, lang: Lang, said: Iterator[heard.Heard]) -> list[str]:
    """Return the lines that hold a word of the wrong kind, each with its place and words."""
    found = []
    for place, text in said:
        for line in text.splitlines():
            words = machine_words(place, line) if lang == "zh" else strangers(city, place, line)
            if words:
                found.append(f"{place}: {' '.join(words)} | {line.strip()}")
    return found


def told(found: list[str]) -> str:
    return "\n".join([f"{len(found)} lines", *found[:SHOWN]])


@pytest.mark.parametrize("lang", get_args(Lang))
@pytest.mark.parametrize("said", SPOKEN, ids=lambda said: said.__name__)
def test_what_is_said_is_in_one_language(city: Path, said: Spoken, lang: Lang) -> None:
    found = faults(city, lang, said(city, lang))
    assert not found, told(found)


@pytest.mark.parametrize("lang", get_args(Lang))
def test_refusals_are_in_one_language(city: Path, spare: Path, lang: Lang) -> None:
    found = faults(city, lang, heard.refusals(spare, lang))
    assert not found, told(found)


@pytest.mark.parametrize("lang", get_args(Lang))
async def test_screens_are_in_one_language(city: Path, tmp_path: Path, lang: Lang) -> None:
    said = [one async for one in heard.screens(city, tmp_path / "screen", lang)]
    assert len({place for place, _ in said}) > 100
    found = faults(city, lang, iter(said))
    assert not found, told(found)


@pytest.mark.parametrize("area", AREAS)
def test_no_english_sentence_of_the_catalogue_holds_chinese(area: str) -> None:
    english = catalogue("en", area)
    held = {f"{area}.{key}" for key, text in english.items() if CHINESE.search(text)}
    assert held - EXAMPLES == set()


def test_the_finder_finds_what_it_is_for() -> None:
    for text, word in (
        ("口径 has-conditions=self-declared", "has-conditions=self-declared"),
        ("键 review-by", "review-by"),
        ("规则 within-quota", "within-quota"),
        ("已存入 a-50/programmes/2026", "a-50/programmes/2026"),
        ("按 mean 合并", "mean"),
        ('口径  ["has-conditions", "self-declared"]', "has-conditions"),
        ('{"a": 1}', "{"),
    ):
        assert word in machine_words("screen ledger", text)
    for text in (
        "用 civtui card clear card-2026-1 --decision 决定 解除",
        "按 Ctrl+S 存",
        "另存为 xlsx",
    ):
        assert machine_words("screen ledger", text) == []


def test_every_word_of_the_short_list_has_its_reason() -> None:
    assert all(one.why and re.compile(one.place) and re.compile(one.word) for one in ALLOWED)


# what is counted in sentences; one of them stands in the singular
COUNTED = (
    "offices facts points places votes members rows characters columns values events assessors "
    "titles holders years months days findings inspections activities records entries notes cards "
    "marks cells keys agencies applications recommendations pieces subjects letters decimals bytes "
    "rounds judges items faults files"
).replace(" ", "|")
BARE_PLURAL = re.compile(rf"\{{(\w+)\}} (?:(?!of |in |and |to |at )[a-z]+ )?(?:{COUNTED})\b|\(s\)")
# what is no count, or comes from the command-line library
NO_COUNT = {"click.takes-many", "titles.offices-alike"}


@pytest.mark.parametrize("area", AREAS)
def test_the_ledger_and_a_register_have_a_chinese_word_each(area: str) -> None:
    """`登记簿` is the ledger of all facts, `台账` a register that agencies keep."""
    english, chinese = catalogue("en", area), catalogue("zh_CN", area)
    held = {
        f"{area}.{key}"
        for key, text in chinese.items()
        if ("台账" in text and re.search(r"\b[Ll]edger", english[key]))
        or ("登记簿" in text and re.search(r"\b[Rr]egisters?\b", english[key]))
    }
    assert held == set()


@pytest.mark.parametrize("area", AREAS)
def test_a_command_shows_what_it_shows_in_the_order_of_english(area: str) -> None:
    texts = catalogue("en", area).items()
    assert not [key for key, text in texts if re.search(r" (shows|lists|names) civtui ", text)]


@pytest.mark.parametrize("area", AREAS)
def test_a_number_in_english_is_followed_by_the_form_that_fits_it(area: str) -> None:
    found = {f"{area}.{k}" for k, text in catalogue("en", area).items() if BARE_PLURAL.search(text)}
    assert found - NO_COUNT == set()


def test_one_thing_is_told_in_the_singular() -> None:
    said = [locale.t("rules.denominator-taking-part", "en", count=count) for count in (1, 2)]
    assert said[0].startswith("1 office takes") and said[1].startswith("2 offices take")
