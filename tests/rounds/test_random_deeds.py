"""Whoever does what in whatever order: a cell always shows the newest deed that stands.

Several judges and several users of one judge set, import, store blocks, skip, note, undo, redo,
hand over, submit and unlock in any order, each in a session of their own. `deed_model` says by the
rule alone what every cell then shows and which deed an undo is about; after each step the program
is compared with it, refusals included, and at the end the ledger replays.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civtui.model.errors import CivtuiError
from civtui.workspace.files import imports
from civtui.workspace.marks import deeds, mark_blocks, marks, remarks
from civtui.workspace.marks.holds import ChangedMeanwhile
from civtui.workspace.marks.mark_blocks import Wanted
from civtui.workspace.reading.history import verify
from civtui.workspace.rounds import handovers, recusals, rounds, submissions
from civtui.workspace.session import Workspace, open_workspace
from tests.rounds.deed_model import BEYOND, NOTHING, Content, Deed, Layer, Model, Place
from tests.rounds.small import ITEMS, panel_city

R = "r"
JUDGES = ("k1", "k2", "k3")
OFFICES = ("o-1-1", "o-1-2", "o-2-1")
OWN = {"jia": "k1", "yi": "k2"}
EXAMPLES = 60

# who acts for whom: a judge for themselves, clerk and admin for anybody; most of it on one sheet
hands = st.sampled_from(
    [
        *[("jia", "k1")] * 5,
        *[("clerk", "k1")] * 3,
        ("boss", "k1"),
        *[("yi", "k2")] * 2,
        ("clerk", "k2"),
        ("boss", "k3"),
    ]
)
cells = st.tuples(st.sampled_from(OFFICES), st.sampled_from(ITEMS[:2]))
texts = st.sampled_from(["0", "1", "2", "3"])
reasons = st.sampled_from(["未到场", "材料未齐"])
rows = st.dictionaries(st.tuples(st.sampled_from(JUDGES), cells), texts, min_size=1, max_size=3)
keepers = st.sampled_from(["clerk", "boss"])
given_to: dict[str, tuple[st.SearchStrategy[Any], ...]] = {
    "mark": (hands, cells, texts),
    "seen": (hands, cells, texts, st.none() | texts),
    "block": (hands, st.dictionaries(cells, texts, min_size=2, max_size=4)),
    "skip": (hands, cells, reasons),
    "note": (hands, cells, st.sampled_from(["整洁", "补材料", ""])),
    "undo": (hands,),
    "redo": (hands,),
    "unskip": (hands, cells),
    "retype": (hands,),
    "import": (keepers, rows),
    "hand-over": (hands, st.sampled_from(JUDGES), st.sampled_from(OFFICES)),
    "submit": (hands,),
    "unlock": (keepers, st.sampled_from(JUDGES)),
    "recuse": (hands, st.sampled_from(OFFICES)),
}
# what nobody can undo is seldom, else there would be little to undo
often = {"mark": 8, "seen": 3, "block": 5, "skip": 3, "note": 3, "undo": 12, "redo": 9, "unskip": 2}
verbs = [verb for verb in given_to for _ in range(often.get(verb, 1))]
step = st.sampled_from(verbs).flatmap(lambda verb: st.tuples(st.just(verb), *given_to[verb]))


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    city = panel_city(tmp_path_factory.mktemp("deeds") / "city")
    offices = [word for office in OFFICES for word in ("--office", office)]
    city.do(
        "round",
        "new",
        R,
        "--standard",
        "small",
        *offices,
        "--assessor",
        "k1:甲",
        "--assessor",
        "k2:乙",
        "--assessor",
        "k3:丙",
    )
    city.do("round", "assign", R, "--per-subject", "2")
    return city.folder


class Panel:
    """The sessions of all users, the model beside them, and both made to do the same.

    Args:
        folder: of a workspace with a round that is dealt.
    """

    def __init__(self, folder: Path) -> None:
        self.sessions = {u: open_workspace(folder, user=u) for u in (*OWN, "clerk", "boss")}
        for ws in self.sessions.values():
            ws.ledger.connection.execute("PRAGMA synchronous = OFF")
        self.folder = folder
        boss = self.sessions["boss"]
        panel = rounds.assessors_of(boss, rounds.round_row(boss, R))
        self.model = Model({judge.id: set(judge.share or ()) for judge in panel})
        for judge in panel:
            self.model.do("boss", judge.id, "deal", {})
        self.typed: dict[tuple[str, str], tuple[int, Deed]] = {}

    def close(self) -> None:
        for ws in self.sessions.values():
            ws.close()

    @contextmanager
    def expects(self, allowed: bool, kind: type[CivtuiError] = CivtuiError) -> Iterator[None]:
        """Hold that what follows is done or refused, and that a refusal writes nothing."""
        ws = self.sessions["boss"]
        before = ws.head()
        if allowed:
            yield
            return
        with pytest.raises(kind):
            yield
        assert ws.head() == before

    def do(self, words: tuple[Any, ...]) -> None:
        """Do one step with both."""
        verb, *given = words
        verbs: dict[str, Callable[..., None]] = {
            "mark": self.mark,
            "seen": self.mark,
            "block": self.block,
            "import": self.bring,
            "skip": self.skip,
            "unskip": self.unskip,
            "note": self.note,
            "retype": self.retype,
            "hand-over": self.hand_over,
            "submit": self.submit,
            "unlock": self.unlock,
            "recuse": self.recuse,
        }
        if verb in ("undo", "redo"):
            self.turn(verb, *given[0])
        elif isinstance(given[0], tuple):
            verbs[verb](*given[0], *given[1:])
        else:
            verbs[verb](*given)

    def mark(
        self, user: str, judge: str, cell: tuple[str, str], text: str, *seen: str | None
    ) -> None:
        place: Place = (judge, *cell, "cell")
        what, shown = self.model.shows(place)
        stands = shown if what == "mark" else None
        held = bool(seen) and stands not in (seen[0], text)
        may = self.model.may(judge, cell[0])
        with self.expects(may and not held, ChangedMeanwhile if may else CivtuiError):
            known = {"seen": seen[0]} if seen else {}
            saved = marks.set_mark(self.sessions[user], R, *cell, text, judge, **known)
            deed = self.model.do(user, judge, "mark", {place: ("mark", text)})
            self.typed[user, judge] = saved.seq, deed

    def block(self, user: str, judge: str, block: dict[tuple[str, str], str]) -> None:
        with self.expects(all(self.model.may(judge, office) for office, _ in block)):
            wanted = [Wanted(*cell, text) for cell, text in block.items()]
            mark_blocks.set_marks(self.sessions[user], R, wanted, judge)
            puts: dict[Place, Content] = {
                (judge, *c, "cell"): ("mark", t) for c, t in block.items()
            }
            self.model.do(user, judge, "block", puts)

    def bring(self, user: str, rows: dict[tuple[str, tuple[str, str]], str]) -> None:
        path = self.folder / "marks.csv"
        lines = [f"{office},{item},{k},{text}" for (k, (office, item)), text in rows.items()]
        path.write_text("\n".join(["处室,项目,考评员,评分", *lines]) + "\n", encoding="utf-8")
        if not all(self.model.may(judge, office) for judge, (office, _) in rows):
            assert not imports.import_marks(self.sessions[user], path, R).written
            return
        fresh: dict[Place, Content] = {
            (k, *cell, "cell"): ("mark", text)
            for (k, cell), text in rows.items()
            if self.model.shows((k, *cell, "cell")) != ("mark", text)
        }
        answer = imports.import_marks(self.sessions[user], path, R, overwrite=True)
        assert answer.written == bool(fresh)  # what stands already is not put again
        for judge in sorted({place[0] for place in fresh}):
            puts = {place: put for place, put in fresh.items() if place[0] == judge}
            self.model.do(user, judge, "import", puts)

    def skip(self, user: str, judge: str, cell: tuple[str, str], why: str) -> None:
        place: Place = (judge, *cell, "cell")
        may = self.model.may(judge, cell[0]) and self.model.shows(place)[0] != "mark"
        with self.expects(may):
            remarks.skip(self.sessions[user], R, *cell, why=why, assessor=judge)
            self.model.do(user, judge, "skip", {place: ("skip", why)})

    def unskip(self, user: str, judge: str, cell: tuple[str, str]) -> None:
        place: Place = (judge, *cell, "cell")
        may = self.model.may(judge, cell[0]) and self.model.shows(place)[0] == "skip"
        with self.expects(may):
            remarks.unskip(self.sessions[user], R, *cell, assessor=judge)
            self.model.do(user, judge, "unskip", {place: NOTHING})

    def note(self, user: str, judge: str, cell: tuple[str, str], text: str) -> None:
        place: Place = (judge, *cell, "note")
        there = bool(text) or self.model.shows(place) != NOTHING
        with self.expects(self.model.may(judge, cell[0]) and there):
            remarks.note(self.sessions[user], R, cell[0], text, item=cell[1], assessor=judge)
            put: Content = ("note", text) if text else NOTHING
            self.model.do(user, judge, "note", {place: put})

    def retype(self, user: str, judge: str) -> None:
        if (user, judge) in self.typed:
            seq, deed = self.typed.pop((user, judge))
            with self.expects(self.model.retype(deed)):
                deeds.take_back(self.sessions[user], R, judge, seq)

    def hand_over(self, user: str, judge: str, to: str, office: str) -> None:
        try:  # whether it may be is another test's; here it is only not to be undone
            done = handovers.hand_over(
                self.sessions[user], R, judge, to, subjects=[office], why="换人"
            )
        except CivtuiError:
            return
        self.model.shares[judge] -= set(done.subjects)
        self.model.shares[to] |= set(done.subjects)
        for one in (judge, to):
            self.model.do(user, one, "hand-over", {})

    def submit(self, user: str, judge: str) -> None:
        with self.expects(judge not in self.model.submitted):
            submissions.submit(self.sessions[user], R, judge, partial=True, why="病假")
            self.model.submitted.add(judge)
            self.model.do(user, judge, "submit", {})

    def unlock(self, user: str, judge: str) -> None:
        with self.expects(judge in self.model.submitted):
            submissions.unlock(self.sessions[user], R, judge, why="更正")
            self.model.submitted.discard(judge)
            self.model.do(user, judge, "unlock", {})

    def recuse(self, user: str, judge: str, office: str) -> None:
        try:
            recusals.recuse(self.sessions[user], R, judge, office, why="亲属")
        except CivtuiError:
            return
        self.model.shares[judge].discard(office)
        self.model.do(user, judge, "recusal", {})

    def turn(self, verb: str, user: str, judge: str) -> None:
        answer, layers = (self.model.undo if verb == "undo" else self.model.redo)(user, judge)
        with self.expects(answer != "refuses"):
            done = (deeds.undo if verb == "undo" else deeds.redo)(self.sessions[user], R, judge)
            assert (done is None) == (answer == "nothing")
            if done is not None:
                now = {place_of(judge, c): content_of(c.new) for c in done.changes}
                assert now == {layer.place: self.model.shows(layer.place) for layer in layers}
                was = {place_of(judge, c): content_of(c.old) for c in done.changes}
                assert was == {layer.place: before(verb, layer) for layer in layers}

    def check(self) -> None:
        """Compare every cell and note, and what an undo of anybody would be about."""
        for judge in JUDGES:
            ws = self.sessions["boss"]
            sheet = rounds.sheet(ws, R, judge)
            for office in OFFICES:
                for item in ITEMS:
                    mark = sheet.marks.get((office, item))
                    why, note = sheet.skips.get((office, item)), sheet.notes.get((office, item))
                    assert mark is None or why is None
                    shown = ("mark", mark) if mark else ("skip", why) if why else NOTHING
                    assert shown == self.model.shows((judge, office, item, "cell"))
                    noted = ("note", note) if note else NOTHING
                    assert noted == self.model.shows((judge, office, item, "note"))
            for user, own in self.sessions.items():
                if OWN.get(user, judge) == judge:
                    self.check_newest(own, user, judge)

    def check_newest(self, ws: Workspace, user: str, judge: str) -> None:
        told, deed = deeds.newest_deed(ws, R, judge), self.model.newest(user, judge)
        if deed is None:
            assert told is None
            return
        assert told is not None and (told.kind, told.who) == (deed.kind, user)
        if deed.kind in BEYOND:
            assert told.refusal is not None and told.refusal.hint is not None


def place_of(judge: str, change: deeds.Change) -> Place:
    return judge, change.subject, change.item, "note" if change.noting else "cell"


def content_of(content: deeds.Content) -> Content:
    if content.mark is not None:
        return "mark", content.mark
    if content.skip is not None:
        return "skip", content.skip
    return ("note", content.note) if content.note is not None else NOTHING


def before(verb: str, layer: Layer) -> Content:
    """Return what a cell showed before `layer` was lifted off, or laid back."""
    if verb == "undo":
        return layer.content
    return layer.over.content if layer.over else NOTHING


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(step, min_size=1, max_size=50))
def test_a_cell_always_shows_the_newest_deed_that_stands(
    fresh: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Any, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("walk") / "city"
    shutil.copytree(fresh, folder)
    panel = Panel(folder)
    try:
        for words in steps:
            panel.do(words)
            panel.check()
        assert verify(panel.sessions["boss"]) == []
    finally:
        panel.close()
    shutil.rmtree(folder)
