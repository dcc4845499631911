"""An office that a reform moves is whose it was on each day, and a share that sinks by it falls."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.locale import render
from civtui.model.errors import Refused
from civtui.rules.policies import CHOICES
from civtui.rules.policies import said as policy_said
from civtui.workspace.agencies.agencies import agency
from civtui.workspace.overview.overview import overview
from civtui.workspace.session import Workspace
from civtui.workspace.titles import reforms
from civtui.workspace.titles.eligibility import Record, eligibility_of
from tests.policies.test_automatic import FOUR, SHARE, kinds, later, small_city
from tests.titles.small import Sittings, others
from tests.voiding.tables import tables_of

MOVED, DAY = date(2026, 3, 2), date(2026, 3, 10)


def move(ws: Workspace, *offices: str, to: str = "a-2", dry_run: bool = False) -> list[str]:
    """Return what a reform says that moves offices."""
    steps = "".join(f'[[move]]\noffice = "{office}"\nto = "{to}"\n' for office in offices)
    file = ws.dir / "reform.toml"
    file.write_text(f'id = "r1"\neffective = {MOVED}\n{steps}', encoding="utf-8")
    return [render(note) for note in others(reforms.reform(ws, file, dry_run=dry_run).notes)]


@pytest.mark.parametrize("choice", CHOICES["share-falls-below"])
def test_a_share_that_sinks_by_a_move_falls_as_the_policy_says(tmp_path: Path, choice: str) -> None:
    ws = small_city(tmp_path / "w", titles=SHARE, policies={"share-falls-below": choice})
    ws = later(ws, DAY)
    before = tables_of(ws)
    (said,) = move(ws, *FOUR[:2], dry_run=True)
    assert (
        render(policy_said("share-falls-below", choice)) in said
        and "0/2" in said
        and "30 %" in said
    )
    assert tables_of(ws) == before
    assert move(ws, *FOUR[:2]) == [said]
    kind = {"yellow-card": "carded", "automatic": "withdrawn"}.get(choice)
    want = [(kind, "policy:share-falls-below", str(MOVED))] if kind else []
    assert kinds(ws) == want
    assert overview(ws).honors["municipal"] == int(choice != "automatic")
    assert verify(ws.ledger) == []


def test_a_share_falls_by_what_comes_too(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=SHARE, policies={"share-falls-below": "automatic"})
    ws = later(ws, DAY)
    assert move(ws, "o-2-1", "o-2-2", dry_run=True, to="a-1") == []  # two of six hold it
    (said,) = move(ws, "o-2-1", "o-2-2", "o-2-3", to="a-1")
    assert "2/7" in said
    assert [row[0] for row in kinds(ws)] == ["withdrawn"]


def test_one_without_the_title_that_goes_lets_nothing_fall(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=SHARE, policies={"share-falls-below": "automatic"})
    ws = later(ws, DAY)
    assert move(ws, FOUR[3]) == []
    assert kinds(ws) == [] and overview(ws).honors["municipal"] == 1


@pytest.mark.parametrize("choice", ["yellow-card", "automatic"])
def test_a_move_that_is_taken_back_takes_its_fall_back(tmp_path: Path, choice: str) -> None:
    ws = small_city(tmp_path / "w", titles=SHARE, policies={"share-falls-below": choice})
    ws = later(ws, DAY)
    before = tables_of(ws)
    move(ws, *FOUR[:2])
    assert kinds(ws)
    reforms.take_back(ws, "r1")
    after = tables_of(ws)
    assert {name for name in after if after[name] != before[name]} <= {"reform", "voided"}
    assert verify(ws.ledger) == []


def test_a_past_day_counts_an_office_where_it_was(tmp_path: Path) -> None:
    ws = later(small_city(tmp_path / "w", titles=SHARE), DAY)
    move(ws, *FOUR[:2])

    def counted(name: str, day: date) -> int:
        return sum(g.count for g in Record(ws, day).facts(agency(ws, name)).offices)

    assert [counted(a, date(2026, 3, 1)) for a in ("a-1", "a-2")] == [4, 4]
    assert [counted(a, MOVED) for a in ("a-1", "a-2")] == [2, 6]
    answers = [
        eligibility_of(ws, "a-1", "municipal", day)[1].tiers[0] for day in (date(2026, 3, 1), MOVED)
    ]
    assert answers[0] != answers[1]


@pytest.mark.parametrize("choice", CHOICES["share-falls-below"])
@pytest.mark.parametrize("short", [True, False])
def test_an_heir_that_starts_under_the_gate_is_named_and_asked_at_its_review(
    tmp_path: Path, choice: str, short: bool
) -> None:
    titles = SHARE if short else [*SHARE, ("o-2-1", "civilized-office")]
    ws = later(
        small_city(tmp_path / "w", titles=titles, policies={"share-falls-below": choice}), DAY
    )
    file = ws.dir / "reform.toml"
    merge = '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市并局"\nshort = "并局"\n'
    file.write_text(f'id = "r1"\neffective = {MOVED}\n{merge}', encoding="utf-8")
    before, done = (reforms.reform(ws, file, dry_run=dry) for dry in (True, False))
    said = [note for note in before.notes if "share-" in note.key]
    assert [note for note in done.notes if "share-" in note.key] == said
    assert kinds(ws) == [] and overview(ws).honors["municipal"] == 1  # by itself nothing follows
    if not short:
        assert said == []
        return
    (one,) = said
    text = render(one)
    assert "并局" in text and "2/8 = 25 %" in text and "30 %" in text
    assert render(policy_said("share-falls-below", choice)) in text
    assert ("只管此后跌破的" in text) is (choice != "at-renewal")
    with pytest.raises(Refused) as told:
        Sittings(ws).decide(f"renew:municipal={agency(ws, '并局').id}", DAY)
    assert told.value.message.key == "rules.share-short"
