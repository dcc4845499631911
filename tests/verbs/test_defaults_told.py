"""What a field's hint says it takes where it is left empty is what it takes."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from civtui.locale import render
from civtui.model.fields import Field
from civtui.model.text import msg
from civtui.verbs import every_verb, verb_of
from civtui.verbs.registers import ANY_YEAR, YEAR
from civtui.verbs.verb import TODAY, Verb
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.titles import group
from civtui.workspace.titles.sittings import sitting_row
from tests.titles.small import START, small_city
from tests.titles.small import TODAY as LATE

# every hint that says a default -> the days and years that it means are tried below
SAID = (
    TODAY,
    YEAR.hint,
    ANY_YEAR.hint,
    msg("verbs/group.group.hold.present-hint"),
    msg("verbs/group.group.hold.on-hint"),
    msg("verbs/group.group.call.date-hint"),
    msg("verbs/group.group.call.on-hint"),
    msg("verbs.field-option-hint"),
)
EARLY = START + timedelta(days=40)


def hinted() -> Iterator[tuple[Verb, Field]]:
    """Yield every declared field whose hint says what it takes where it is left empty."""
    for verb in every_verb():
        for field in verb.fields:
            if field.hint and "默认" in render(field.hint, "zh"):
                yield verb, field


def test_no_hint_says_a_default_that_is_not_tried_here() -> None:
    found = [field.hint for _, field in hinted()]
    assert all(hint in SAID for hint in found) and all(hint in found for hint in SAID)


def answers(hint: Any) -> list[Any]:
    return [
        pytest.param(verb, field.id, id=verb.id)
        for verb, field in hinted()
        if field.hint == hint and not verb.writes
    ]


def asked(ws: Workspace, verb: Verb, **given: Any) -> Any:
    words = {"agency": "a-1", "holder": "a-1", "honor": "municipal"}
    own = {f.id: words[f.id] for f in verb.fields if f.required and f.id in words}
    return perform(ws, verb, {**own, **given}).document()


@pytest.mark.parametrize(("verb", "field"), [*answers(TODAY), *answers(YEAR.hint)])
def test_an_answer_is_of_today(ws: Workspace, verb: Verb, field: str) -> None:
    if verb.id == "agency.bundle":  # writes a file; its year stands in its answer
        assert asked(ws, verb)["year"] == ws.today().year
        return
    now = str(ws.today()) if field == "on" else str(ws.today().year)
    assert asked(ws, verb) == asked(ws, verb, **{field: now})


@pytest.mark.parametrize(("verb", "field"), answers(ANY_YEAR.hint))
def test_a_register_lists_all_years(ws: Workspace, verb: Verb, field: str) -> None:
    rows = asked(ws, verb)
    years = {row["year"] for row in rows}
    found = [row for year in years if year for row in asked(ws, verb, **{field: str(year)})]
    assert len(found) <= len(rows)
    assert all(row in rows for row in found)
    assert len(rows) == len(asked(ws, verb)) >= len(found)


def test_a_register_of_another_year_is_listed_where_no_year_is_given(ws: Workspace) -> None:
    given = {"agency": "a-1", "what": "funds", "planned": "1", "unit": "元"}
    for year in ("2019", str(ws.today().year)):
        perform(ws, verb_of("guarantee.add"), {**given, "year": year})
    rows = asked(ws, verb_of("guarantee.list"), agency="a-1")
    assert {2019, ws.today().year} <= {row["year"] for row in rows}


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = small_city(tmp_path_factory.mktemp("told") / "w", titles=[("a-1", "municipal")])
    yield made
    made.close()


def effective(ws: Workspace) -> str:
    """Return the day of the last fact."""
    return [row.effective for row in ws.ledger.rows()][-1]


def test_a_sitting_is_held_on_its_day(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w")
    group.call(ws, "s1", ["plan=计划"], held_on=EARLY)
    perform(ws, verb_of("group.hold"), {"sitting": "s1"})
    assert effective(ws) == str(EARLY) != str(LATE)
    assert len(sitting_row(ws, "s1").present) == 3  # all are there by default


@pytest.mark.parametrize(
    ("before", "given", "day", "since"),
    [
        (None, {}, LATE, LATE),
        (None, {"date": EARLY}, EARLY, EARLY),
        (None, {"on": EARLY}, EARLY, EARLY),
        (EARLY, {}, EARLY, LATE),
        (EARLY, {"on": START}, START, START),
    ],
)
def test_a_sitting_is_called_for_the_day_that_its_form_says(
    tmp_path: Path, before: date | None, given: dict[str, date], day: date, since: date
) -> None:
    ws = small_city(tmp_path / "w")
    if before:
        group.call(ws, "s1", ["plan=计划"], held_on=before)
    texts = {name: str(value) for name, value in given.items()}
    perform(ws, verb_of("group.call"), {"sitting": "s1", "item": ["measure=措施"], **texts})
    assert sitting_row(ws, "s1").on == str(day)
    assert effective(ws) == str(since)


def test_a_deed_is_of_today(tmp_path: Path) -> None:
    """Of the deeds on record those that need no more than an agency, an office, a member."""
    ws = small_city(tmp_path / "w")
    deeds: dict[str, dict[str, Any]] = {
        "agency.set": {"agency": "a-1", "runs-program": "yes"},
        "agency.add": {"name": "市新局"},
        "office.add": {"agency": "a-1", "name": "新处"},
        "office.take-part": {"office": "o-1-1", "takes": "no"},
        "activity.add": {"agency": "a-1", "title": "读书会"},
        "honor.veto": {"agency": "a-1", "event": "事故"},
        "apply.add": {"honor": "agency-level", "agency": "a-2"},
        "group.add": {"member": "m9"},
        "group.remove": {"member": "m9"},
        "decide.inside": {
            "agency": "a-1",
            "matter": "grant",
            "subjects": ["o-1-1"],
            "session": "会",
        },
    }
    for id_, given in deeds.items():
        verb = verb_of(id_)
        assert any(f.hint == TODAY for f in verb.fields), id_
        perform(ws, verb, given)
        assert effective(ws) == str(LATE), id_
    ws.close()
    open_workspace(tmp_path / "w").close()
