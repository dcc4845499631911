"""A small city in which one policy has a say, and what people then see of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.model.facts.registry import AgencyRecord, OfficeRecord, OpeningTitle, Registered
from civtui.model.facts.rounds import Assessor, RoundClosed, RoundOpened, StandardAdopted
from civtui.model.facts.titles import Carded, Granted
from civtui.model.roles import Right
from civtui.rules.policies import said
from civtui.workspace.overview.due import due_rows
from civtui.workspace.overview.overview import overview
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.titles import appeals, applications, card_steps, endings, party_group, reforms
from civtui.workspace.titles.decided import decision_rows
from civtui.workspace.titles.declaring import declare, record_part
from civtui.workspace.titles.eligibility import eligibility_of
from civtui.workspace.titles.grants import Outcome
from tests.chain.road import strict_road
from tests.chain.test_flagged_gates import SHUT, others
from tests.titles.small import OFFICES, Sittings, small_city

FOUR = OFFICES["a-1"]
TWO = [(FOUR[0], "civilized-office"), (FOUR[1], "civilized-office")]
DAY = date(2026, 3, 2)


class Seen(NamedTuple):
    """What people see.

    Args:
        what: of a ledger, a status, a list, a refusal or a due board.
        named: the policies that answers and facts name, as `id=choice` or `id`.
    """

    what: str
    named: frozenset[str]


class Scene:
    """A city under one choice of one policy.

    Args:
        folder: for its workspace.
        policy, choice: what its profile chooses.
    """

    def __init__(self, folder: Path, policy: str, choice: str) -> None:
        self.folder, self.policy, self.choice = folder, policy, choice
        self.named: set[str] = set()
        self.ws: Workspace

    def begin(
        self, *titles: tuple[str, str], day: date = date(2026, 6, 1), **more: str
    ) -> Workspace:
        """Let the city begin with titles, and let it be `day`; `more` are other choices."""
        chosen = {self.policy: self.choice, **{k.replace("_", "-"): v for k, v in more.items()}}
        ws = small_city(self.folder, titles=titles, policies=chosen)
        return self.later(ws, day)

    def later(self, ws: Workspace, day: date) -> Workspace:
        """Return the workspace opened anew on a day."""
        file = ws.dir / "civtui.toml"
        lines = [
            line if not line.startswith("today") else f"today = {day}"
            for line in file.read_text("utf-8").splitlines()
        ]
        file.write_text("\n".join(lines), encoding="utf-8")
        ws.close()
        self.ws = open_workspace(ws.dir, user="tester")
        return self.ws

    def took(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Note the policies that an answer names."""
        self.named |= {f"{policy}={choice}" for policy, choice in pairs}

    def checked(self, honor: str, day: date, agency: str = "a-1") -> str:
        """File an application and check it: its state on record."""
        case = applications.apply(self.ws, honor, agency, on=day).id
        found = applications.check(self.ws, case, on=day)
        self.took([(p.id, p.choice) for p in found.answer.policies])
        return f"{honor} {applications.case_row(self.ws, case).state}"

    def filed(self, honor: str, day: date, gate: str) -> str:
        """File an application that `gate` may bar and check it, or ask why it is refused."""
        try:
            return self.checked(honor, day)
        except Refused as refused:
            assert refused.where["rule"] == gate and refused.hint, refused
            return f"refused: {self.asked(honor, day)}"

    def asked(self, honor: str, day: date, agency: str = "a-1") -> str:
        """Ask whether an agency may apply, and why."""
        (tier,) = eligibility_of(self.ws, agency, honor, day)[1].tiers
        self.took([(p.id, p.choice) for p in tier.policies])
        return f"{honor} {tier.eligible} " + "; ".join(r.why.key for r in tier.reasons)

    def standing(self) -> str:
        """Return the status: who holds what, and cards."""
        found = overview(self.ws)
        honors = {**found.honors, **found.office_honors}
        counts = " ".join(f"{honor} {n}" for honor, n in honors.items() if n and honor != "none")
        return f"{counts or 'no titles'}, cards {found.cards}, lapsed {found.lapsed}"

    def due(self, days: int = 90) -> str:
        """Return the due board."""
        rows = due_rows(self.ws, days=days)
        for row in rows:
            if render(said(self.policy, self.choice)) in render(row.why):
                self.took([(self.policy, self.choice)])
        return "; ".join(f"{row.on} {row.what} {row.subject}" for row in rows) or "nothing due"

    def seen(self, *what: str) -> Seen:
        """Return what is seen; the facts that policies wrote name them too."""
        for row in self.ws.ledger.rows():
            decision = str(json.loads(row.payload).get("decision") or "")
            if decision == f"policy:{self.policy}":
                self.took([(self.policy, self.choice)])
        return Seen(" | ".join(what), frozenset(self.named))


def office_lost(ws: Workspace) -> Outcome:
    """Let the party group of a-1 take the civilized title of its first office away."""
    ruled = party_group.decide(ws, "a-1", "withdraw", [FOUR[0]], session="党组会议", on=DAY)
    return endings.end(ws, "civilized-office", [FOUR[0]], "withdrawn", ruled.id, on=DAY)


def delist(ws: Workspace, honor: str) -> str:
    """Let the group delist a-1, which holds `honor`; return its decision."""
    ruled = Sittings(ws).decide(f"delist:{honor}=a-1", DAY)
    endings.end(ws, honor, ["a-1"], "delisted", ruled, on=DAY)
    return ruled


def no_offices(at: Scene) -> Seen:
    ws = at.begin()
    ws.write(Registered(agencies=(AgencyRecord(id="a-9", name="市无处局"),)), right=Right.KEEP)
    declare(ws, "a-9", runs_program=True, has_conditions=True)
    return at.seen(at.checked("agency-level", date(2026, 6, 1), "a-9"))


def has_conditions(at: Scene) -> Seen:
    declare(at.begin(*TWO), "a-1", runs_program=True, has_conditions=True, on=DAY)
    return at.seen(at.checked("agency-level", DAY))


def without_program(at: Scene) -> Seen:
    declare(at.begin(*TWO), "a-1", runs_program=False, has_conditions=True, on=DAY)
    return at.seen(at.checked("agency-level", DAY))


def withdrawn(at: Scene) -> Seen:
    ws = at.begin((FOUR[0], "civilized-office"), (FOUR[0], "model-office"))
    at.took(office_lost(ws).policies)
    return at.seen(at.standing())


def roster_date(at: Scene) -> Seen:
    ws = at.begin(*TWO, day=date(2027, 3, 1))
    more = tuple(OfficeRecord(id=f"o-9-{n}", agency="a-1", name=f"新{n}处") for n in range(8))
    ws.write(Registered(offices=more), right=Right.KEEP, effective=date(2027, 2, 1))
    won = Granted(honor="civilized-office", holders=("o-9-0",), decision="年内命名")
    ws.write(won, right=Right.KEEP, effective=date(2027, 2, 9))
    return at.seen(at.checked("municipal", date(2027, 3, 1)))


def later_selection(at: Scene) -> Seen:
    both = [(office, "civilized-office") for office in FOUR]
    ws = at.begin(*both, (FOUR[0], "model-office"))
    opened = RoundOpened(
        round="m",
        name="标兵",
        organizer="city",
        scope="model-candidates",
        standard="s",
        standard_version="1",
        standard_sha256="0" * 64,
        subjects=FOUR,
        items=("i",),
        assessors=(Assessor(id="k", name="甲"),),
    )
    adopted = StandardAdopted(id="s", version="1", sha256="0" * 64, document={"id": "s"})
    closed = RoundClosed(round="m", state="closed")
    ws.write(adopted, opened, closed, right=Right.MANAGE, effective=DAY)
    newer = Granted(honor="model-office", holders=(FOUR[1],), decision="新一轮")
    ws.write(newer, right=Right.KEEP, effective=DAY.replace(day=9))
    return at.seen(at.standing(), at.asked("provincial", date(2026, 6, 1)))


def carded(at: Scene) -> Seen:
    ws = at.begin(*TWO)
    ruled = Sittings(ws).decide("card=a-1", DAY)
    card_steps.issue(ws, "a-1", "停滞", "整改", ruled, on=DAY)
    return at.seen(at.filed("municipal", date(2026, 3, 9), "open-card"))


def second_card(at: Scene) -> Seen:
    ws = at.begin(*TWO, ("a-1", "municipal"))
    group = Sittings(ws)
    first = card_steps.issue(ws, "a-1", "停滞", "整改", group.decide("card=a-1", DAY), on=DAY)
    card_steps.progress(ws, first.state.id, "re-inspected", met=True, on=date(2026, 4, 1))
    clearing = group.decide("clear-card=a-1", date(2026, 4, 2))
    card_steps.conclude(ws, first.state.id, "cleared", clearing, on=date(2026, 4, 2))
    ruled = group.decide("card=a-1", date(2026, 5, 4))
    second = card_steps.issue(ws, "a-1", "再次停滞", "整改", ruled, on=date(2026, 5, 4))
    at.took(second.policies)
    shown = card_steps.card_detail(ws, second.state.id).notes
    told = "; ".join(note.key for note in (*second.notes, *shown))
    return at.seen(at.standing(), told, at.asked("provincial", date(2026, 6, 1)))


def old_card(at: Scene) -> Seen:
    ws = at.begin(*TWO)
    body = Carded(card="old", agency="a-1", decision="旧", cause="旧牌")
    ws.write(body, right=Right.KEEP, effective=DAY)
    at.asked("municipal", date(2026, 6, 1))
    return at.seen(at.due(10))


def delisted(at: Scene, asked: date) -> Seen:
    ws = at.begin(*TWO, ("a-1", "municipal"), day=asked)
    delist(ws, "municipal")
    return at.seen(at.filed("municipal", asked, "reapply-after-years"), at.due(400))


def short_share(at: Scene) -> Seen:
    ws = at.begin(*TWO, ("a-1", "municipal"))
    office_lost(ws)
    return at.seen(at.standing(), at.asked("municipal", date(2026, 6, 1)))


def appealed(at: Scene) -> Seen:
    ws = at.begin(*TWO, ("a-1", "municipal"))
    ruled = delist(ws, "municipal")
    at.took(appeals.appeal(ws, "a-1", ruled, on=date(2026, 3, 10)).policies)
    return at.seen(at.standing())


def reformed(at: Scene, text: str, *titles: tuple[str, str]) -> reforms.ReformAnswer:
    ws = at.begin(*titles)
    if at.policy == "merger-delisting":
        delist(ws, "agency-level")
    file = ws.dir / "reform.toml"
    file.write_text(f'id = "r1"\neffective = {DAY}\n{text}', encoding="utf-8")
    done = reforms.reform(ws, file)
    at.took([(a.policy, a.choice) for a in done.annex if a.policy])
    for note in done.notes:
        if render(said(at.policy, at.choice), "en") in render(note, "en"):
            at.took([(at.policy, at.choice)])
    return done


MERGED = '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市新局"\n'


def merged(at: Scene) -> Seen:
    reformed(at, MERGED, ("a-1", "municipal"))
    return at.seen(at.standing())


def merged_bar(at: Scene) -> Seen:
    done = reformed(at, MERGED, ("a-1", "agency-level"))
    told = "; ".join(note.key for note in done.notes)
    declare(at.ws, "a-4", runs_program=True, has_conditions=True)
    return at.seen(told, at.asked("agency-level", date(2026, 6, 1), "a-4"))


def split(at: Scene) -> Seen:
    text = f'[[split_office]]\noffice = "{FOUR[0]}"\ninto = ["甲处", "乙处"]\n'
    reformed(at, text, (FOUR[0], "civilized-office"))
    return at.seen(at.standing())


def idle(at: Scene) -> Seen:
    ws = at.begin((FOUR[0], "civilized-office"))
    record_part(ws, FOUR[3], takes=False, on=DAY)
    return at.seen(at.checked("municipal", DAY))


def mismatched(at: Scene) -> Seen:
    ws = at.begin(*TWO)
    more = AgencyRecord(id="a-1", name="市a-1局", declared_offices=40)
    ws.write(Registered(agencies=(more,)), right=Right.KEEP)
    return at.seen(at.checked("municipal", date(2026, 6, 1)))


def skipped(at: Scene) -> Seen:
    all_ = [(office, "civilized-office") for office in FOUR]
    at.begin(*all_, (FOUR[0], "model-office"))
    return at.seen(at.checked("provincial", DAY))


def run_out(at: Scene) -> Seen:
    ws = at.begin(day=date(2026, 2, 1))
    ends = date(2026, 3, 31)
    titles = [("a-1", "municipal"), (FOUR[0], "civilized-office"), (FOUR[1], "civilized-office")]
    ws.write(
        Registered(
            titles=tuple(
                OpeningTitle(holder=h, honor=honor, since=date(2025, 12, 20), until=ends)
                for h, honor in titles
            )
        ),
        right=Right.KEEP,
    )
    board = at.due()
    at.later(ws, date(2026, 4, 1))
    return at.seen(board, at.standing(), at.asked("municipal", date(2026, 4, 1)))


def vetoed(at: Scene) -> Seen:
    ws = at.begin(*TWO)
    card_steps.veto(ws, "a-1", "重大事故", on=DAY)
    return at.seen(at.filed("municipal", date(2026, 3, 9), "vetoes"))


def shut(at: Scene) -> Seen:
    """Let the gate of the policy be shut, and the body that it stands before decide all the same.

    What it says differs as the first line of its answer does: decided, or refused.
    """
    city = strict_road(at.folder, **{**others(at.policy), at.policy: at.choice})
    SHUT[at.policy][0](city)
    words = city.inside_words(FOUR[0])
    if at.policy == "target-duty":
        city.at("2026-02-20")
        city.do("apply", "check", city.do("apply", "add", "municipal", "a-1局")["id"])
        city.sit("s1", "2026-03-20", "recommend:municipal=a-1")
        words = ["decide", "add", "s1", "1"]
    status, told = city.said(*words)
    if render(said(at.policy, at.choice), "en") in told:
        at.took([(at.policy, at.choice)])
    at.ws = open_workspace(city.folder, user="tester")
    return at.seen(str(status), str(len(decision_rows(at.ws))))
