"""A reform says of each decision whether it can be carried out afterwards, and then it can, or not.

What becomes of a title that is decided on is what would have become of it, carried out before.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.verbs import verb_of
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import card_steps, endings, party_group
from civtui.workspace.titles.carrying_out import Undone, undone
from civtui.workspace.titles.honors import held_on
from tests.titles.merger import judged
from tests.titles.small import OFFICES, START, Sittings, small_city
from tests.titles.test_carrying_out import MERGED, reform
from tests.titles.test_reform_decisions import asked

CIVILIZED, MODEL = "civilized-office", "model-office"
ONE, TWO = OFFICES["a-2"][:2]
LATE = START.replace(year=2027)
ABOLISHED = '[[abolish]]\nagency = "a-2"\n'
MERGED_OFFICES = f'[[merge_office]]\noffices = ["{ONE}", "{TWO}"]\nname = "合处"\n'
SPLIT_OFFICE = f'[[split_office]]\noffice = "{ONE}"\ninto = ["甲处", "乙处"]\n'
ABOLISHED_OFFICE = f'[[abolish_office]]\noffice = "{ONE}"\n'
MOVED = f'[[move]]\noffice = "{ONE}"\nto = "a-3"\n'
SPLIT = f'[[split]]\nagency = "a-2"\nname = "市分局"\nshort = "分局"\noffices = ["{ONE}"]\n'
# kind of reform -> its text, and the choices of the policy that it goes by
REFORMS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "agencies merged": (MERGED, "merger-titles", ("carry-over", "restart")),
    "offices merged": (MERGED_OFFICES, "merger-titles", ("carry-over", "restart")),
    "office split": (SPLIT_OFFICE, "split-office", ("none", "one", "both")),
    "agency split": (SPLIT, "split-office", ("none",)),
    "office moved": (MOVED, "split-office", ("none",)),
    "agency abolished": (ABOLISHED, "split-office", ("none",)),
    "office abolished": (ABOLISHED_OFFICE, "split-office", ("none",)),
}


def inside(ws: Workspace, matter: str) -> None:
    party_group.decide(ws, "a-2", matter, [ONE], session="党组会议", on=START)


def grant_office(ws: Workspace) -> None:
    judged(ws, {ONE: 96, TWO: 20}, "own", scope="agency-offices", body="a-2")
    inside(ws, "grant")


def grant_model(ws: Workspace) -> None:
    judged(ws, {ONE: 96, TWO: 20}, "models", scope="model-candidates")
    Sittings(ws).decide(f"grant:{MODEL}={ONE}", START)


def grant_agency(ws: Workspace) -> None:
    asked(ws, "agency-level", "a-2")
    Sittings(ws).decide("grant:agency-level=a-2", START)


def recommend(ws: Workspace) -> None:
    asked(ws, "municipal", "a-2")
    Sittings(ws).decide("recommend:municipal=a-2", START)


def restore(ws: Workspace) -> None:
    ruled = Sittings(ws, "o").decide("withdraw:municipal=a-2", START)
    endings.end(ws, "municipal", ["a-2"], "withdrawn", ruled, on=START)
    Sittings(ws).decide("restore:municipal=a-2", START)


def restore_office(ws: Workspace) -> None:
    ruled = party_group.decide(ws, "a-2", "withdraw", [ONE], session="会", on=START).id
    endings.end(ws, CIVILIZED, [ONE], "withdrawn", ruled, on=START)
    Sittings(ws).decide(f"restore:{CIVILIZED}={ONE}", START)


def clear_card(ws: Workspace) -> None:
    ruled = Sittings(ws, "o").decide("card=a-2", START)
    card_steps.issue(ws, "a-2", "停滞", demands="整改", decision=ruled, card="c1", on=START)
    card_steps.progress(ws, "c1", "re-inspected", met=True, note="已整改", on=START)
    Sittings(ws).decide("clear-card=a-2", START)


def by_group(item: str) -> Callable[[Workspace], None]:
    return lambda ws: Sittings(ws).decide(item, START) and None


HELD = [("a-2", "municipal"), (ONE, CIVILIZED)]
# decided deed -> how it is decided, and the titles that are held before
DEEDS: dict[str, tuple[Callable[[Workspace], None], list[tuple[str, str]]]] = {
    "grant office": (grant_office, []),
    "grant model": (grant_model, [(ONE, CIVILIZED), (TWO, CIVILIZED)]),
    "keep office": (lambda ws: inside(ws, "renew"), HELD),
    "withdraw office": (lambda ws: inside(ws, "withdraw"), HELD),
    "restore office": (restore_office, HELD),
    "grant agency": (grant_agency, [(o, CIVILIZED) for o in OFFICES["a-2"]]),
    "recommend": (recommend, [(o, CIVILIZED) for o in OFFICES["a-2"]]),
    "keep agency": (
        by_group("renew:municipal=a-2"),
        [("a-2", "municipal"), *((o, CIVILIZED) for o in OFFICES["a-2"])],
    ),
    "withdraw agency": (by_group("withdraw:municipal=a-2"), HELD),
    "delist": (by_group("delist:municipal=a-2"), HELD),
    "restore": (restore, HELD),
    "card": (by_group("card=a-2"), []),
    "clear card": (clear_card, []),
}
TITLES = [one for one in DEEDS if "office" in one or one in ("grant model", "keep agency")]
# what was decided about the loss of one is not done to a successor, whose titles it was not
ALONE = ("withdraw office", "restore office")
CASES = [
    (r, choice, deed) for r, (_, _, many) in REFORMS.items() for choice in many for deed in DEEDS
]


def decided(folder: Path, which: str, choice: str, deed: str) -> Workspace:
    """Return a city where a decision waits, under a choice of the reform's policy."""
    decide, titles = DEEDS[deed]
    policies = {REFORMS[which][1]: choice, "title-needs-result": "required", "open-card": "flagged"}
    ws = small_city(folder, titles=titles, today=START, policies=policies)
    if deed.startswith("keep office"):
        judged(ws, {ONE: 96, TWO: 20}, "own", scope="agency-offices", body="a-2")
    decide(ws)
    return ws


def waiting(ws: Workspace) -> list[Undone]:
    return undone(ws, LATE)


def carry_out(ws: Workspace, one: Undone) -> None:
    """Give the command that the due board names."""
    declared = verb_of(one.verb)
    texts = {f.id: "写明" for f in declared.fields if f.required and f.type == "text"}
    dated = {"on": str(START)} if any(f.id == "on" for f in declared.fields) else {}
    perform(ws, declared, {**texts, **one.given, **dated})


@pytest.mark.parametrize(("which", "choice", "deed"), CASES)
def test_what_is_said_is_what_its_command_then_does(
    tmp_path: Path, which: str, choice: str, deed: str
) -> None:
    ws = decided(tmp_path / "w", which, choice, deed)
    (before,) = waiting(ws)
    foreseen = reform(ws, REFORMS[which][0], dry_run=True).notes
    said = [n for n in foreseen if n.key.startswith("titles.decision-")]
    assert reform(ws, REFORMS[which][0]).notes == foreseen
    stage = said[0].key.removeprefix("titles.decision-") if said else "goes"
    left = waiting(ws)
    assert bool(left) is (stage in ("goes", "first", "gone")), stage
    rows = [row for row in due_rows(ws) if row.what == "carrying-out"]
    for row in rows:
        assert {"goes": "", "first": "-first", "gone": "-gone"}[stage] == row.why.key.removeprefix(
            "titles.due-carrying-out"
        )
        assert stage == "goes" or f"decide void {before.decision}" in render(row.why)
    for one in left:
        if stage == "goes":
            carry_out(ws, one)
            assert one.verb == "notice.add" or not waiting(ws)
        else:
            with pytest.raises(Refused):
                carry_out(ws, one)


@pytest.mark.parametrize(
    ("which", "choice", "deed"),
    [one for one in CASES if one[2] in TITLES and not ("merged" in one[0] and one[2] in ALONE)],
)
def test_the_order_of_a_reform_and_a_decided_title_is_all_one(
    tmp_path: Path, which: str, choice: str, deed: str
) -> None:
    found = []
    for first in (True, False):
        ws = decided(tmp_path / str(first), which, choice, deed)
        if first:
            carry_out(ws, *waiting(ws))
        reform(ws, REFORMS[which][0])
        for one in waiting(ws):
            try:
                carry_out(ws, one)
            except Refused:
                continue
        found.append({(row.holder, row.honor) for row in held_on(ws, START)})
        ws.close()
    assert found[0] == found[1]
