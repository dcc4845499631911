"""Whatever is taken back and put again: what stands could have been done without any of it.

The verbs of the deeds that stand are performed again, in their order, on a workspace where nothing
was ever taken back. Each has to be accepted there, and to put the same on record: so no restoration
leaves a step without what its verb asked for, and nothing is taken back from under what needs it.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from civtui.ledger.verify import verify
from civtui.model.errors import CivtuiError
from civtui.verbs import verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.voiding.doing import void
from tests.rounds.small import STANDARD
from tests.titles.small import held_city
from tests.verbs.test_facts import CARDS, CASE, GROUP, inside, of_title, on, titles

WHY = "误录"
PAPER = "计划"
SHA = sha256(PAPER.encode()).hexdigest()
Act = tuple[str, dict[str, Any]]
# what the ledger makes up anew each time
MADE_UP = {"salt", "person"}


def roll() -> Iterator[Act]:
    """Yield records of a year, and its end."""
    duty = {
        "agency": "a-1",
        "duty": "archive",
        "owner": "办公室",
        "target": "1",
        "state": "running",
        "year": "2025",
    }
    yield "duty.add", duty
    yield "duty.set", {"record": "a-1/archive/2025", "target": "2"}
    yield "duty.add", {**duty, "agency": "a-2"}
    yield "duty.add", {**duty, "agency": "a-3", "year": "2026"}
    yield "duty.remove", {"record": "a-2/archive/2025", "why": WHY}
    yield "year.roll", {"year": "2025"}
    yield "duty.set", {"record": "a-1/archive/2026", "target": "3"}


def models() -> Iterator[Act]:
    """Yield a title out of which model offices are chosen, the round, and what came of it."""
    acts = [
        inside(1, "grant", "2026-01-05"),
        of_title("honor.grant", 1, "2026-01-05", "granted", {}),
    ]
    yield from ((act.verb, act.given) for act in acts)
    yield (
        "round.new",
        {
            "id": "r1",
            "standard": "small",
            "scope": "model-candidates",
            "office": ["o-2-1", "o-1-1"],
            "assessor": ["k1:甲"],
        },
    )
    yield "honor.veto", on("2026-01-05", agency="a-2", event="事故", months="3")


def papers() -> Iterator[Act]:
    """Yield evidence, and what uses it."""
    yield "evidence.add", {"files": ["plan.txt"]}
    for title in ("读书会", "清洁日"):
        yield (
            "activity.add",
            {"agency": "a-1", "title": title, "on": "2026-01-05", "evidence": [SHA]},
        )


# a member's id that the program makes is another one where an earlier member was taken back
OF_MADE_IDS = ("group.seat", "group.change")


def of(stories: Any) -> list[Act]:
    told = (*GROUP, *stories)
    return [(done.verb, done.given) for done in told if done.verb not in OF_MADE_IDS]


STORIES: dict[str, list[Act]] = {
    "cards": of(CARDS),
    "applications": of(CASE),
    "titles": of(titles()),
    "years": [*roll()],
    "models": [*models()],
    "papers": [*papers()],
}
SPAN = 8  # acts that a walk plays behind a place in a story


class Deed(NamedTuple):
    """What an act wrote: facts from the first to the last."""

    act: Act
    first: int
    last: int


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspaces that walks begin at: those told up to each place are made where missing."""
    folder = tmp_path_factory.mktemp("restoring")
    held_city(folder / "start").close()
    (folder / "start" / "standards").mkdir(exist_ok=True)
    (folder / "start" / "standards" / "small.toml").write_text(STANDARD, encoding="utf-8")
    (folder / "plan.txt").write_text(PAPER, "utf-8")
    with copied(folder / "start", folder / "adopted") as ws:  # the standard, once for all
        do(
            ws,
            folder,
            (
                "round.new",
                {"id": "r0", "standard": "small", "office": ["o-3-1"], "assessor": ["k1:甲"]},
            ),
        )
    return folder


@contextmanager
def copied(source: Path, folder: Path) -> Iterator[Workspace]:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source, folder)
    ws = open_workspace(folder)
    ws.ledger.connection.execute("PRAGMA synchronous = OFF")
    yield ws
    ws.close()


def told(base: Path, name: str, at: int) -> Path:
    """Return the workspace in which the acts of a story before a place were done."""
    folder = base / f"{name}-{at}"
    if not folder.exists():
        with copied(base / "adopted", folder) as ws:
            for act in STORIES[name][:at]:
                do(ws, base, act)
    return folder


def do(ws: Workspace, base: Path, act: Act) -> Deed:
    verb, values = act
    if "files" in values:
        values = {**values, "files": [str(base / name) for name in values["files"]]}
    before = ws.head()
    perform(ws, verb_of(verb), values)
    return Deed(act, before + 1, ws.head())


def facts(ws: Workspace, after: int) -> list[tuple[str, str, str]]:
    """Return what stands behind a fact, as it was put on record."""
    rows = ws.ledger.connection.execute(
        "SELECT kind, effective, payload FROM standing_fact WHERE seq > ? AND kind <> 'voided' "
        "ORDER BY seq",
        (after,),
    )
    found = [
        (kind, day, json.dumps({k: v for k, v in json.loads(payload).items() if k not in MADE_UP}))
        for kind, day, payload in rows
    ]
    # an activity is numbered by its fact
    return [(kind, day, re.sub(r"act-[0-9]+-", "act-", payload)) for kind, day, payload in found]


def standing(ws: Workspace, deed: Deed) -> bool:
    """Return whether a deed wrote something, and all of it stands."""
    return deed.last >= deed.first and not any(
        fallen(ws, seq) for seq in range(deed.first, deed.last + 1)
    )


def fallen(ws: Workspace, seq: int) -> bool:
    return bool(
        ws.ledger.connection.execute("SELECT 1 FROM voided WHERE seq = ?", (seq,)).fetchone()
    )


moves = st.one_of(
    # what stands, counted from the newest deed, and from the newest taking
    st.tuples(st.just("void"), st.just(0)),
    st.tuples(st.just("void"), st.integers(0, 6)),
    st.tuples(st.just("restore"), st.integers(0, 3)),
    st.tuples(st.just("act"), st.integers(0, SPAN - 1)),
)


def walk(ws: Workspace, base: Path, acts: list[Act], given_to: list[tuple[str, int]]) -> list[Deed]:
    """Play acts, then take back, put again and do anew; return the deeds."""
    deeds, takings = [do(ws, base, act) for act in acts], list[int]()
    for move, number in given_to:
        try:
            if move == "act":
                deeds.append(do(ws, base, acts[number % len(acts)]))
                continue
            ends = takings if move == "restore" else [deed.last for deed in deeds]
            ends = [seq for seq in ends if not fallen(ws, seq)]
            if ends:
                takings.append(void(ws, ends[-1 - number % len(ends)], WHY)[1])
        except CivtuiError:
            continue
    return deeds


@pytest.mark.parametrize("name", STORIES)
@settings(max_examples=40, deadline=None, suppress_health_check=[*HealthCheck])
@given(
    part=st.integers(0, 9),
    first=st.integers(0, SPAN - 1),  # out of order, of all that stands
    given_to=st.lists(moves, min_size=3, max_size=14),
)
# a record put down anew rests on its removal
@example(part=0, first=0, given_to=[("void", 0), ("act", 2), ("void", 1)])
def test_what_stands_could_have_been_done_without_what_was_taken_back(
    base: Path, name: str, part: int, first: int, given_to: list[tuple[str, int]]
) -> None:
    at = part * SPAN // 2 % max(1, len(STORIES[name]) - SPAN // 2)
    source = told(base, name, at)
    acts = STORIES[name][at : at + SPAN]
    with copied(source, base / "walked") as ws:
        start = ws.head()
        deeds = walk(ws, base, acts, [("void", first), *given_to])
        assert verify(ws.ledger) == []
        left = [deed for deed in deeds if standing(ws, deed)]
        found = facts(ws, start)
    with copied(source, base / "replayed") as ws:
        for deed in left:
            if not deed.act[0].endswith(".void"):
                do(ws, base, deed.act)  # a refusal is a gate that was passed by
        assert facts(ws, start) == found
