"""Two worlds that differ only in what a round hides from somebody, and every path out of them.

A world is a small city with one round. `pair` draws one, and its twin in which everything that is
hidden from the viewer is another: marks, notes, self-assessment, or who judges at all.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from random import Random
from typing import NamedTuple

from civtui import locale
from civtui.cli.main import run
from civtui.model.errors import CivtuiError
from civtui.model.facts.places import UserSet
from civtui.model.facts.rounds import MarksImported
from civtui.model.roles import Right, Role
from civtui.workspace.marks import deeds, marks, remarks, self_marks
from civtui.workspace.rounds import round_life, rounds
from civtui.workspace.rounds.seeing import EVERYTHING, Phase, Relation, What, seen
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.voiding import doing
from tests.rounds.small import STANDARD
from tests.titles.small import small_city

ROUND = "r"
SUBJECTS = ("o-1-1", "o-1-2", "o-2-1")
CELLS = [(s, i) for s in SUBJECTS for i in ("study", "style", "place")]
WORTH = {
    "study": ("0", "1", "2", "3", "4"),
    "style": ("0", "1", "2", "3", "4"),
    "place": ("1", "0"),
}
START = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
# judge -> who marks as that judge; the first two sit on every panel
USERS = {"k1": "jia", "k2": "mei", "k3": "bing", "k4": "ding", "k5": "wu", "k6": "ji"}
SITTING = ("k1", "k2")


class Seat(NamedTuple):
    """A user of the city and what the user is to the round."""

    user: str
    role: Role
    relation: Relation


SEATS = (
    Seat("boss", Role.ADMIN, Relation.ORGANIZER),
    Seat("clerk", Role.CLERK, Relation.ORGANIZER),
    Seat("mei", Role.CLERK, Relation.JUDGE),
    Seat("jia", Role.ASSESSOR, Relation.JUDGE),
    Seat("aus", Role.ASSESSOR, Relation.OBSERVER),
    Seat("dai", Role.DECIDER, Relation.OBSERVER),
    Seat("look", Role.OBSERVER, Relation.OBSERVER),
    Seat("rep", Role.REPORTER, Relation.JUDGED),
    Seat("far", Role.REPORTER, Relation.OBSERVER),
)


class Act(NamedTuple):
    """Something that was written: by the judge of a place in the panel, or by a reporter (None)."""

    place: int | None
    deed: str
    subject: str
    item: str
    text: str


@dataclass(frozen=True)
class World:
    """What is written into the city.

    Args:
        panel: (judge, name) by place.
        acts: in their order.
        brought: (subject, item, place, text) of a file with everybody's marks.
    """

    visibility: str
    phase: Phase
    own_round: bool
    panel: tuple[tuple[str, str], ...]
    acts: tuple[Act, ...]
    brought: tuple[tuple[str, str, int, str], ...]


def base(folder: Path) -> Path:
    """Return the city that every world begins with."""
    ws = small_city(folder)
    (folder / "standards").mkdir()
    (folder / "standards" / "small.toml").write_text(STANDARD, encoding="utf-8")
    other = STANDARD.replace('"small"', '"other"').replace('id = "place"', 'id = "room"')
    (folder / "standards" / "other.toml").write_text(other, encoding="utf-8")
    judges = {user: judge for judge, user in USERS.items()}
    homes = {"rep": "a-1", "far": "a-3"}
    known = {seat.user: seat.role for seat in SEATS}
    ws.write(
        *(
            UserSet(
                user=user,
                role=known.get(user, Role.ASSESSOR),
                agency=homes.get(user),
                assessor=judges.get(user),
            )
            for user in dict.fromkeys([*known, *judges])
        ),
        right=Right.MANAGE,
    )
    ws.close()
    return folder


def drawn(draw: Random, visibility: str, phase: Phase) -> World:
    """Return a world."""
    panel = _panel(draw)
    acts = []
    for place in range(len(panel)):
        for subject, item in CELLS:
            if draw.random() < 0.75:
                acts.append(Act(place, "mark", subject, item, draw.choice(WORTH[item])))
                if draw.random() < 0.1:
                    acts.append(Act(place, "undo", subject, item, ""))
                elif draw.random() < 0.15:
                    acts += _voiding(draw, Act(place, "void", subject, item, ""))
            elif draw.random() < 0.4:
                acts.append(Act(place, "skip", subject, item, f"缓{draw.randrange(99)}"))
            if draw.random() < 0.2:
                acts.append(Act(place, "note", subject, item, f"批{draw.randrange(99)}"))
    for subject, item in CELLS:
        if subject.startswith("o-1") and draw.random() < 0.4:
            acts.append(Act(None, "self", subject, item, draw.choice(WORTH[item])))
    marked = sorted({(a.subject, a.item, a.place) for a in acts if a.deed == "mark"})
    brought = (
        [(s, i, p, draw.choice(WORTH[i])) for s, i, p in marked if p is not None]
        if draw.random() < 0.5
        else []
    )
    return World(visibility, phase, draw.random() < 0.5, panel, tuple(acts), tuple(brought))


def _voiding(draw: Random, act: Act) -> list[Act]:
    """Return that a judge takes a mark back with a reason; or that too, and once more."""
    return [act._replace(text=f"错{draw.randrange(99)}") for _ in range(draw.choice((1, 1, 2, 3)))]


def _panel(draw: Random) -> tuple[tuple[str, str], ...]:
    rest = sorted(draw.sample(sorted(USERS.keys() - set(SITTING)), 2))
    return tuple((judge, f"评{draw.randrange(1000)}") for judge in (*SITTING, *rest))


def twin(draw: Random, world: World, seat: Seat) -> World:
    """Return a world that differs from `world` in all that is hidden from a seat, and no more."""
    hidden = EVERYTHING - seen(seat.role, seat.relation, world.phase, world.visibility)
    own = {"jia": 0, "mei": 1}.get(seat.user) if seat.relation == Relation.JUDGE else None
    acts = list(world.acts)
    if What.PANEL in hidden:
        world = replace(world, panel=_panel(draw))
    if What.MARKS in hidden:
        acts, world = _remarked(draw, acts, world, own, keep=What.TOTALS not in hidden)
    for place, act in enumerate(acts):
        if act.deed in ("note", "skip") and What.NOTES in hidden and act.place != own:
            acts[place] = act._replace(text=f"别{draw.randrange(10**6)}")
        if act.deed == "void" and What.MARKS in hidden and act.place != own:
            acts[place] = act._replace(text=f"另{draw.randrange(10**6)}")
        if act.deed == "self" and What.SELF in hidden:
            acts[place] = act._replace(text=draw.choice(WORTH[act.item]))
    return replace(world, acts=tuple(acts))


def _remarked(
    draw: Random, acts: list[Act], world: World, own: int | None, *, keep: bool
) -> tuple[list[Act], World]:
    """Return the acts, and the world with its file, with other marks.

    Args:
        own: the place whose marks stay.
        keep: totals stay: the panel changes places, in every cell alike.
    """
    if keep:
        places = list(range(len(world.panel)))
        draw.shuffle(places)
        acts = [a if a.place is None else a._replace(place=places[a.place]) for a in acts]
        brought = tuple((s, i, places[p], text) for s, i, p, text in world.brought)
        return acts, replace(world, brought=tuple(sorted(brought)))
    acts = [
        a._replace(text=draw.choice(WORTH[a.item])) if a.deed == "mark" and a.place != own else a
        for a in acts
    ]
    brought = tuple(
        (s, i, p, text if p == own else draw.choice(WORTH[i])) for s, i, p, text in world.brought
    )
    return acts, replace(world, brought=brought)


class Made:
    """A city with a world in it.

    Args:
        folder: where it is made.
        city: see `base`.
        form: how its commands are to answer: " --json", or "" for text.
    """

    def __init__(self, folder: Path, city: Path, world: World, form: str = " --json") -> None:
        self.form = form
        shutil.copytree(city, folder)
        self.folder, self.world, self.moment = folder, world, START
        self.ws = open_workspace(folder, user="boss")
        self.ws.ledger.connection.execute("PRAGMA synchronous = OFF")
        self._write()

    def _as(self, user: str) -> Workspace:
        self.ws.user = user
        self.ws.__dict__.pop("role", None)
        self.moment += timedelta(seconds=1)
        self.ws.set_clock(self.moment)
        return self.ws

    def _write(self) -> None:
        world = self.world
        round_life.open_round(
            self._as("clerk"),
            ROUND,
            name="一轮",
            standard="small",
            visibility=world.visibility,
            subjects=[s for s in SUBJECTS if not world.own_round or s.startswith("o-1")],
            organizer="agency" if world.own_round else "city",
            agency="a-1" if world.own_round else None,
            scope="agency-offices" if world.own_round else "sampled-offices",
            assessors=[{"id": id_, "name": name} for id_, name in world.panel],
        )
        judged = {s.id for s in rounds.subjects_of(self.ws, rounds.round_row(self.ws, ROUND))}
        for act in world.acts:
            if act.subject in judged:
                self._act(act)
        self._bring(judged)
        if world.phase == Phase.CLOSED:
            round_life.close_round(self._as("clerk"), ROUND)
        self._as("boss")

    def _act(self, act: Act) -> None:
        cell = (act.subject, act.item)
        if act.place is None:
            self_marks.set_self(self._as("rep"), ROUND, *cell, act.text)
            return
        judge = self.world.panel[act.place][0]
        ws = self._as(USERS[judge])
        if act.deed == "mark":
            marks.set_mark(ws, ROUND, *cell, act.text, judge)
        elif act.deed == "undo":
            deeds.undo(ws, ROUND, judge)
        elif act.deed == "void":
            doing.void(ws, self._newest_of(act, judge), act.text)
        elif act.deed == "skip":
            remarks.skip(ws, ROUND, *cell, why=act.text, assessor=judge)
        else:
            remarks.note(ws, ROUND, act.subject, act.text, item=act.item, assessor=judge)

    def _newest_of(self, act: Act, judge: str) -> int:
        """Return the newest fact of a cell's mark, or the newest that took it back."""
        found = 0
        for seq, kind, payload in self.ws.ledger.connection.execute(
            "SELECT seq, kind, payload FROM fact WHERE kind IN ('marked', 'voided') ORDER BY seq"
        ):
            p = json.loads(payload)
            cell = (p.get("subject"), p.get("item"), p.get("assessor"))
            if cell == (act.subject, act.item, judge) or (kind == "voided" and found in p["facts"]):
                found = seq
        return found

    def _bring(self, judged: set[str]) -> None:
        rows = [
            (s, i, self.world.panel[p][0], text, points(i, text))
            for s, i, p, text in self.world.brought
            if s in judged
        ]
        if rows:
            body = MarksImported(round=ROUND, rows=tuple(rows), source="marks.csv")
            self._as("clerk").write(body, right=Right.MARK)

    def seen_by(self, seat: Seat) -> Workspace:
        """Return the workspace as a user has it open."""
        self.ws.user = seat.user
        self.ws.__dict__.pop("role", None)
        self.ws.visit = None
        return self.ws

    def command(self, seat: Seat, words: str) -> str:
        """Run a command and return what it says, and its exit status."""
        out, err = StringIO(), StringIO()
        given = ["-w", str(self.folder), "--as", seat.user, "--lang", "en"]
        with redirect_stdout(out), redirect_stderr(err):
            status = run([*given, *words.split()])
        locale.use("zh")
        return self.plain(f"{status}\n{out.getvalue()}\n{err.getvalue()}")

    def called(self, seat: Seat, path: Callable[[Workspace], object]) -> str:
        """Return what a function of the workspace gives, as text."""
        try:
            found = path(self.seen_by(seat))
        except CivtuiError as error:
            return f"3\n{locale.error_line(error)}"
        return self.plain(f"0\n{json.dumps(found, ensure_ascii=False, default=str, indent=1)}")

    def plain(self, text: str) -> str:
        """Return a text without heads, hashes, the folder and the moment of asking."""
        text = text.replace(str(self.folder), "W")
        text = re.sub(r'("written": )"[^"]*"', r"\1…", text)
        text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", "…", text)  # doctor's: a minute may pass
        return re.sub(r"(?<![\w.])[0-9a-f]{16,64}\b", "#", text)

    def close(self) -> None:
        """Close the workspace and throw it away."""
        self.ws.close()
        shutil.rmtree(self.folder)


def points(item: str, text: str) -> int:
    """Return the thousandths of a point that a mark is worth."""
    return 2000 * int(text) if item == "place" else 1000 * int(text)
