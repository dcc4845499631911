"""When a share fell: on the first day on record too, and by the order of facts within a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.workspace.automatic.telling import rehearsed
from civtui.workspace.session import Workspace
from civtui.workspace.titles import endings, grants, party_group, reforms
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.honors import held_on
from civtui.workspace.voiding.doing import void
from tests.policies.test_automatic import FOUR, SHARE, kinds, later, withdraw
from tests.titles.small import START, Sittings, small_city

DAY = date(2026, 3, 2)


def city(folder: Path, choice: str, titles: list[tuple[str, str]] = SHARE) -> Workspace:
    return small_city(folder, titles=titles, policies={"share-falls-below": choice}, today=START)


@pytest.mark.parametrize(
    ("choice", "kind"), [("yellow-card", "carded"), ("automatic", "withdrawn")]
)
def test_a_share_falls_on_the_day_on_which_the_city_came_in(
    tmp_path: Path, choice: str, kind: str
) -> None:
    ws = city(tmp_path / "w", choice)
    withdraw(ws, FOUR[0], START)
    assert [c.opened for c in card_rows(ws)] == [str(START)] * (choice == "yellow-card")
    assert ("a-1" in {h.holder for h in held_on(ws, START)}) is (choice == "yellow-card")
    ws = later(ws, date(2026, 1, 9))
    withdraw(ws, FOUR[1], date(2026, 1, 8))  # it has fallen already
    assert kinds(ws) == [(kind, "policy:share-falls-below", str(START))]
    assert verify(ws.ledger) == []


def test_a_share_that_never_reached_its_gate_does_not_fall(tmp_path: Path) -> None:
    ws = city(tmp_path / "w", "automatic", SHARE[:2])  # one of four is 25 %
    withdraw(ws, FOUR[0], START)
    assert kinds(ws) == []


def keep(ws: Workspace, day: date) -> None:
    grants.keep(ws, "municipal", ["a-1"], Sittings(ws).decide("renew:municipal=a-1", day), on=day)


def test_what_falls_after_the_renewal_of_its_day_falls(tmp_path: Path) -> None:
    ws = later(city(tmp_path / "after", "automatic"), date(2026, 3, 10))
    keep(ws, DAY)
    withdraw(ws, FOUR[0], DAY)
    assert kinds(ws) == [("withdrawn", "policy:share-falls-below", str(DAY))]


def test_a_title_given_back_on_the_day_of_its_fall_stands(tmp_path: Path) -> None:
    ws = later(city(tmp_path / "w", "automatic"), DAY)
    withdraw(ws, FOUR[0], DAY)
    assert len(kinds(ws)) == 1
    endings.restore(
        ws, "municipal", ["a-1"], Sittings(ws).decide("restore:municipal=a-1", DAY), on=DAY
    )
    assert "a-1" in {h.holder for h in held_on(ws, DAY)}
    assert len(kinds(ws)) == 1


def test_one_title_for_another_on_one_day_is_no_fall(tmp_path: Path) -> None:
    from civtui.workspace.titles import party_group

    ws = later(city(tmp_path / "w", "automatic"), date(2026, 3, 10))
    ruled = party_group.decide(ws, "a-1", "grant", [FOUR[2]], session="党组会议", on=DAY)
    ended = party_group.decide(ws, "a-1", "withdraw", [FOUR[0]], session="党组会议", on=DAY)
    grants.grant(ws, "civilized-office", [FOUR[2]], ruled.id, on=DAY)
    endings.end(ws, "civilized-office", [FOUR[0]], "withdrawn", ended.id, on=DAY)
    assert kinds(ws) == []


@pytest.mark.parametrize(
    ("choice", "kind"), [("yellow-card", "carded"), ("automatic", "withdrawn")]
)
def test_a_share_falls_when_a_grant_is_taken_back(tmp_path: Path, choice: str, kind: str) -> None:
    ws = later(city(tmp_path / "w", choice, [*SHARE[:1], (FOUR[0], "civilized-office")]), DAY)
    ruled = party_group.decide(ws, "a-1", "grant", [FOUR[1]], session="党组会").id
    grants.grant(ws, "civilized-office", [FOUR[1]], ruled)
    granted = ws.head()
    keep(ws, DAY)
    ws = later(ws, date(2026, 3, 10))
    told = [m.key for m in rehearsed(ws, lambda: void(ws, granted, "误"))]
    assert told == [f"automatic.will-{'card-came' if kind == 'carded' else 'title-ended'}"]
    _, by = void(ws, granted, "误")
    assert kinds(ws) == [(kind, "policy:share-falls-below", "2026-03-10")]
    assert verify(ws.ledger) == []
    void(ws, by, "误作废")
    assert card_rows(ws) == [] and "a-1" in {h.holder for h in held_on(ws, ws.today())}
    assert verify(ws.ledger) == []


BY_REFORM = {  # two of four hold the title, and 30 % are wanted
    "abolished": "".join(f'[[abolish_office]]\noffice = "{one}"\n' for one in FOUR[:2]),
    "split": "".join(
        f'[[split_office]]\noffice = "{one}"\ninto = ["{one}甲科", "{one}乙科", "{one}丙科"]\n'
        for one in FOUR[:2]
    ),
    "moved": "".join(f'[[move]]\noffice = "{one}"\nto = "a-2"\n' for one in FOUR[:2]),
    "come": "".join(f'[[move]]\noffice = "o-2-{n}"\nto = "a-1"\n' for n in (1, 2, 3)),
}


@pytest.mark.parametrize("begun", ["brought in", "kept"])
@pytest.mark.parametrize("what", BY_REFORM)
@pytest.mark.parametrize(
    ("choice", "kind"), [("yellow-card", "carded"), ("automatic", "withdrawn")]
)
def test_a_reform_lets_a_share_fall_on_the_day_of_the_title(
    tmp_path: Path, choice: str, kind: str, what: str, begun: str
) -> None:
    ws, day = city(tmp_path / "w", choice), START
    if begun == "kept":
        ws, day = later(ws, date(2026, 3, 10)), DAY
        keep(ws, DAY)
    file = ws.dir / "reform.toml"
    file.write_text(f'id = "r1"\neffective = {day}\n{BY_REFORM[what]}', encoding="utf-8")
    said = [one.key for one in reforms.reform(ws, file).notes]
    assert "titles.share-falls" in said
    assert kinds(ws) == [(kind, "policy:share-falls-below", str(day))]
    assert verify(ws.ledger) == []
