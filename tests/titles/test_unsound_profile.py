"""A profile that is wrong does nothing by itself; a sound one says beside a write what it did."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.model.errors import CivtuiError, Refused
from civtui.model.facts.titles import Granted
from civtui.model.roles import Right
from civtui.rules.policies import CHOICES
from civtui.verbs import verb_of
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing import performing
from civtui.workspace.session import Workspace
from civtui.workspace.titles.holders import holds, names_of
from civtui.workspace.voiding.doing import void
from tests.titles.small import START, small_city

LATE = datetime(2031, 6, 1, 9, tzinfo=UTC)
OTHER = next(choice for choice in CHOICES["term-lapsed"] if choice != "ends")
GIVEN = {"agency": "a-2", "title": "读书会", "on": "2031-05-30"}


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    ws = small_city(tmp_path / "w", policies={"term-lapsed": "ends"}, today=START)
    title = Granted(
        honor="municipal",
        holders=("a-1",),
        decision="d-1",
        awarded_by="市文明委",
        document="甬文明〔2026〕1号",
        until=date(2028, 12, 31),
    )
    ws.write(title, right=Right.KEEP)
    ws.set_clock(LATE)
    return ws


def rewrite(ws: Workspace, old: str, new: str) -> None:
    file = ws.dir / "profile.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    later = file.stat().st_mtime_ns + 1_000_000_000
    os.utime(file, ns=(later, later))


def test_a_wrong_profile_ends_nothing_for_readers_or_on_record(ws: Workspace) -> None:
    assert not holds(ws, "a-1", "municipal")
    rewrite(ws, "[policy.term-lapsed.when]", "[policy.term-lapsed.wann]")
    with pytest.raises(CivtuiError):
        ws.profile()
    assert holds(ws, "a-1", "municipal")
    assert not [d for d in due_rows(ws, days=400, ahead=True) if d.what == "by-itself"]
    before = ws.head()
    performing.perform(ws, verb_of("activity.add"), GIVEN)
    assert ws.head() == before + 1
    assert holds(ws, "a-1", "municipal")
    rewrite(ws, "[policy.term-lapsed.wann]", "[policy.term-lapsed.when]")
    assert not holds(ws, "a-1", "municipal")


def test_a_write_says_what_was_recorded_along_with_it(ws: Workspace) -> None:
    before = ws.head()
    answer = performing.perform(ws, verb_of("activity.add"), GIVEN)
    assert ws.head() > before + 1
    (said,) = [text for text in answer.aside if "term-lapsed" in text]
    assert names_of(ws, ["a-1"])[0] in said
    again = performing.perform(ws, verb_of("activity.add"), {**GIVEN, "title": "讲座"})
    assert not [text for text in again.aside if "term-lapsed" in text]


def test_an_ending_goes_once_its_choice_is_chosen_no_more(ws: Workspace) -> None:
    performing.perform(ws, verb_of("activity.add"), GIVEN)
    ended = next(row.seq for row in ws.ledger.rows() if row.kind == "withdrawn")
    with pytest.raises(Refused) as refused:
        void(ws, ended, "口径改了")
    assert refused.value.message.key == "voiding.by-policy"
    rewrite(ws, 'choice = "ends"', f'choice = "{OTHER}"')
    void(ws, ended, "口径改了")
    assert holds(ws, "a-1", "municipal")
    assert verify(ws.ledger) == []
