"""Whatever is done and taken back in whatever order: tables follow from facts, all goes back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civtui.ledger.verify import verify
from civtui.model.errors import CivtuiError
from civtui.verbs import verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.rounds import round_life, submissions
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.titles import reforms
from civtui.workspace.voiding.doing import taking, void
from tests.rounds.small import panel_city
from tests.voiding.tables import tables_of

WHY = "误录"
AGENCIES = ("a-1", "a-2", "a-3")
OFFICES = ("o-1-1", "o-1-2", "o-2-1", "o-3-1")
HONORS = ("agency-level", "municipal")
DAYS = ("2026-01-05", "2026-01-06", "2026-02-01")

agencies, offices, honors = map(st.sampled_from, (AGENCIES, OFFICES, HONORS))
days = st.sampled_from(DAYS)
few = st.integers(1, 3).map(str)
fixed = st.fixed_dictionaries
# verb -> what it is given; most of it is refused now and then, as the order has it
VERBS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "agency.set": fixed({"agency": agencies, "runs-program": st.just("yes")}),
    "agency.void": fixed({"thing": agencies, "why": st.just(WHY)}),
    "office.void": fixed({"thing": offices, "why": st.just(WHY)}),
    "agency.correct": fixed(
        {"agency": agencies, "short": few.map("局{}".format), "why": st.just(WHY)}
    ),
    "office.correct": fixed(
        {"office": offices, "name": few.map("处{}号".format), "why": st.just(WHY)}
    ),
    "activity.add": fixed({"agency": agencies, "title": few, "on": st.just("2026-01-05")}),
    "user.set": fixed(
        {"name": few.map("u{}".format), "role": st.sampled_from(["clerk", "observer", "admin"])}
    ),
    "user.remove": fixed({"name": few.map("u{}".format)}),
    "group.add": fixed({"member": few.map("n{}".format), "part": st.just("member"), "on": days}),
    "group.remove": fixed({"member": few.map("n{}".format), "on": days}),
    "group.call": fixed(
        {
            "sitting": few.map("s{}".format),
            "date": days,
            "on": st.just(DAYS[0]),
            "item": agencies.map(lambda a: [f"card={a}"]),
        }
    ),
    "group.hold": fixed(
        {
            "sitting": few.map("s{}".format),
            "present": st.just(["m1", "m2", "m3"]),
            "chair": st.just("m1"),
            "on": days,
        }
    ),
    "decide.add": fixed(
        {"sitting": few.map("s{}".format), "item": st.just("1"), "id": few.map("d{}".format)}
    ),
    "card.add": fixed(
        {
            "agency": agencies,
            "cause": st.just("停滞"),
            "demands": st.just("整改"),
            "decision": few.map("d{}".format),
            "id": few.map("c{}".format),
            "on": days,
        }
    ),
    "card.plan": fixed({"card": few.map("c{}".format), "note": few, "on": days}),
    "card.inspect": fixed({"card": few.map("c{}".format), "finding": st.just("met"), "on": days}),
    "decide.inside": fixed(
        {
            "agency": st.just("a-1"),
            "matter": st.just("grant"),
            "subjects": st.just(["o-1-1"]),
            "session": few,
            "honor": st.just("civilized-office"),
            "id": few.map("p{}".format),
            "on": days,
        }
    ),
    "honor.grant": fixed(
        {
            "honor": st.just("civilized-office"),
            "holders": st.just(["o-1-1"]),
            "decision": few.map("p{}".format),
            "on": days,
        }
    ),
    "honor.correct": st.one_of(
        fixed(
            {
                "honor": st.just("civilized-office"),
                "holder": st.sampled_from(["o-1-2", "o-3-1"]),
                "why": st.just(WHY),
            },
            optional={
                "to": st.sampled_from(["o-1-2", "o-3-1"]),
                "since": days,
                "tier": st.sampled_from(["model-office", "none"]),
            },
        ),
        fixed(
            {
                "honor": st.just("municipal"),
                "holder": st.sampled_from(["a-2", "a-3"]),
                "why": st.just(WHY),
            },
            optional={
                "to": st.sampled_from(["a-2", "a-3"]),
                "since": days,
                "tier": st.sampled_from(["agency-level", "municipal", "none"]),
            },
        ),
    ),
    "honor.veto": fixed({"agency": agencies, "event": few, "months": st.just("3"), "on": days}),
    "apply.add": fixed(
        {"honor": honors, "agency": agencies, "id": few.map("k{}".format), "on": days}
    ),
    "apply.close": fixed(
        {"case": few.map("k{}".format), "cause": st.just("withdrawn"), "on": days}
    ),
    "round.new": fixed(
        {
            "id": few.map("r{}".format),
            "standard": st.just("small"),
            "office": st.just(list(OFFICES)),
            "assessor": st.just(["k1:甲", "k2:乙"]),
        }
    ),
    "round.assign": fixed({"round": few.map("r{}".format), "per-subject": st.just("1")}),
    "round.correct": fixed({"round": few.map("r{}".format), "title": few, "why": st.just(WHY)}),
    "round.close": fixed({"round": few.map("r{}".format)}),
    "round.submit": fixed(
        {
            "round": few.map("r{}".format),
            "assessor": st.just("k1"),
            "partial": st.just(True),
            "why": st.just(WHY),
        }
    ),
    "mark.set": fixed(
        {
            "round": few.map("r{}".format),
            "subject": offices,
            "item": st.sampled_from(["study", "style"]),
            "value": few,
            "assessor": st.sampled_from(["k1", "k2"]),
        }
    ),
    "mark.clear": fixed(
        {
            "round": few.map("r{}".format),
            "subject": offices,
            "item": st.sampled_from(["study", "style"]),
            "why": st.just(WHY),
            "assessor": st.sampled_from(["k1", "k2"]),
        }
    ),
    "mark.note": fixed(
        {"round": few.map("r{}".format), "subject": offices, "text": few, "assessor": st.just("k1")}
    ),
    "duty.add": fixed(
        {
            "agency": agencies,
            "duty": st.just("archive"),
            "owner": st.just("办公室"),
            "target": few,
            "state": st.just("running"),
            "year": st.sampled_from(["2025", "2026"]),
        }
    ),
    "duty.remove": fixed({"record": agencies.map("{}/archive/2025".format), "why": st.just(WHY)}),
    "year.roll": fixed({"year": st.just("2025")}),
}
REFORMS = (
    '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市新局"\n',
    '[[rename]]\nagency = "a-1"\nname = "市改名局"\n',
    '[[move]]\noffice = "o-1-1"\nto = "a-3"\n',
    '[[split_office]]\noffice = "o-1-1"\ninto = ["处甲", "处乙"]\n',
    '[[abolish]]\nagency = "a-2"\n',
)
steps = st.one_of(
    *(st.tuples(st.just(verb), given_to) for verb, given_to in VERBS.items()),
    *(st.tuples(st.just("reform"), st.sampled_from(REFORMS)) for _ in range(3)),
    *(st.tuples(st.just("unreform"), st.integers(0, 3)) for _ in range(3)),
    *(st.tuples(st.just("void"), st.integers(0, 40)) for _ in range(8)),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("random") / "city"
    panel_city(folder, titles=(("o-1-2", "civilized-office"), ("a-3", "municipal")))
    return folder


@contextmanager
def copied(template: Path, folder: Path) -> Iterator[Workspace]:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    ws = open_workspace(folder, user="boss")
    ws.ledger.connection.execute("PRAGMA synchronous = OFF")
    yield ws
    ws.close()


def since(ws: Workspace, before: int) -> list[int]:
    """Return the deeds written after a fact, each by its last one: a verb may do two."""
    found, seq = list[int](), ws.head()
    while seq > before:
        found.insert(0, seq)
        seq = taking(ws, seq).deed[0].seq - 1
    return found


def own_way(ws: Workspace, seq: int) -> bool:
    """Take back what has a way of its own; return whether there was one."""
    row = taking(ws, seq).deed[-1]
    p = ws.ledger.payload(row.seq)
    if row.kind == "sheet-submitted":
        submissions.unlock(ws, str(p["round"]), str(p["assessor"]), why=WHY)
    elif row.kind == "round-closed":
        round_life.close_round(ws, str(p["round"]), reopen=True)
    elif row.kind == "reformed":
        reforms.take_back(ws, str(p["reform"]))
    else:
        return False
    return True


def reform(ws: Workspace, text: str) -> None:
    """Do a reform."""
    file = ws.dir / "reform.toml"
    file.write_text(f'id = "rf{ws.head()}"\neffective = {DAYS[-1]}\n{text}', "utf-8")
    reforms.reform(ws, file)


def unreform(ws: Workspace, number: int, deeds: list[int]) -> None:
    """Take one of the reforms back."""
    done = [row for row in reforms.reform_rows(ws) if row.state == "done"]
    if done:
        row = done[number % len(done)]
        reforms.take_back(ws, row.id)
        deeds.remove(row.seq)


@settings(max_examples=25, deadline=None, suppress_health_check=[*HealthCheck])
@given(walk=st.lists(steps, min_size=5, max_size=40))
def test_a_walk_with_its_inverses_follows_from_its_facts_and_goes_back(
    template: Path, tmp_path_factory: pytest.TempPathFactory, walk: list[tuple[str, Any]]
) -> None:
    folder = tmp_path_factory.getbasetemp() / "walked"
    with copied(template, folder) as ws:
        start = tables_of(ws)
        deeds = list[int]()  # those that stand, by the last fact of each
        for verb, given_to in walk:
            try:
                if verb == "void":
                    place = given_to % max(1, len(deeds))
                    if deeds:
                        void(ws, deeds[place], WHY)
                        del deeds[place]
                elif verb == "unreform":
                    unreform(ws, given_to, deeds)
                else:
                    before = ws.head()
                    if verb == "reform":
                        reform(ws, given_to)
                    else:
                        perform(ws, verb_of(verb), given_to)
                    deeds += since(ws, before)
            except CivtuiError:
                continue
        assert verify(ws.ledger) == []
        for seq in reversed(deeds):
            if ws.ledger.connection.execute(
                "SELECT 1 FROM voided WHERE seq = ?", (seq,)
            ).fetchone():
                continue  # it went along with a round
            if not own_way(ws, seq):
                void(ws, seq, WHY)
        after = tables_of(ws)
        assert not {table for table in after if after[table] != start[table]} - {"reform"}
        assert verify(ws.ledger) == []
