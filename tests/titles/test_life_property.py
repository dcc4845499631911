"""Whatever is commanded, in any order, no state comes about that the rules forbid."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civtui.ledger.verify import verify
from civtui.model.errors import BadInput, Refused
from civtui.model.facts.rounds import Assessor, RoundClosed, RoundOpened, StandardAdopted
from civtui.model.roles import Right
from civtui.workspace.session import Workspace
from civtui.workspace.titles import (
    applications,
    card_steps,
    decisions,
    endings,
    grants,
    group,
    notices,
    party_group,
    reforms,
)
from civtui.workspace.titles.decided import decision_rows
from tests.titles.small import AGENCIES, OFFICES, START, small_city

TIERS = ("agency-level", "municipal")
QUOTA = {"agency-level": 1, "municipal": 2}
ALL_OFFICES = tuple(office for offices in OFFICES.values() for office in offices)
MATTERS = (
    "grant:agency-level",
    "recommend:municipal",
    "renew:municipal",
    "delist:municipal",
    "delist:agency-level",
    "expire:municipal",
    "restore:municipal",
    "card",
    "clear-card",
    "prolong-card",
    "delist-card",
    "appeal",
)

# a standard of one item, for a round that nobody marks
ITEM = {"id": "i", "title": {"zh": "项", "en": "item"}, "kind": "points", "points": "1"}
DOCUMENT = {"id": "s", "version": "1", "title": ITEM["title"], "total": "1", "item": [ITEM]}


def city(folder: Path) -> Workspace:
    """Return the small city with some titles, tight quotas, and a closed selection round."""
    words = {"zh": "测试", "en": "test"}
    quota = [{"honor": h, "kind": "fixed", "places": n} for h, n in QUOTA.items()]
    titles = [("a-1", "municipal"), ("a-2", "agency-level")]
    titles += [(office, "civilized-office") for office in ALL_OFFICES[:6]]
    titles += [(ALL_OFFICES[0], "model-office")]
    ws = small_city(folder, titles=titles, own={"quota": quota, "title": words})
    ws.write(
        StandardAdopted(id="s", version="1", sha256="0" * 64, document=DOCUMENT),
        RoundOpened(
            round="m",
            name="标兵",
            organizer="city",
            scope="model-candidates",
            standard="s",
            standard_version="1",
            standard_sha256="0" * 64,
            subjects=ALL_OFFICES,
            items=("i",),
            assessors=(Assessor(id="k", name="甲"),),
        ),
        RoundClosed(round="m", state="closed"),
        right=Right.MANAGE,
    )
    return ws


class Player:
    """Takes one random step after another.

    Args:
        ws: the workspace.
    """

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self.day = START
        self.count = 0
        self.done: Counter[str] = Counter()

    def step(self, verb: str, a: int, b: int, days: int) -> None:
        """Take a step `days` after the last; what the rules refuse does not happen."""
        self.day += timedelta(days=days)
        self.count += 1
        with suppress(Refused, BadInput):
            getattr(self, f"do_{verb}")(a, b)
            self.done[verb] += 1

    def do_apply(self, a: int, b: int) -> None:
        applications.apply(self.ws, TIERS[b % 2], self._agency(a), on=self.day)

    def do_climb(self, a: int, b: int) -> None:
        """Go the whole way to a title, or as far as the rules let it."""
        honor, agency = TIERS[b % 2], self._agency(a)
        case = applications.apply(self.ws, honor, agency, on=self.day).id
        applications.check(self.ws, case, score=str(a), on=self.day)
        matter = ("grant", "recommend")[b % 2]
        decision = self._decided(f"{matter}:{honor}={agency}")
        notices.post(self.ws, [case], on=self.day)
        self.day += timedelta(days=8)
        if honor == "agency-level":
            grants.grant(self.ws, honor, [agency], decision, on=self.day)
            return
        applications.submit(self.ws, [case], "文号", on=self.day)
        answer = {"granted": True, "document": "上级文号", "by": "上级", "on": self.day}
        applications.receive(self.ws, case, **answer)

    def do_fall(self, a: int, b: int) -> None:
        """Card an agency and bring the card to an end."""
        agency = self._agency(a)
        card = card_steps.issue(
            self.ws, agency, "停滞", "整改", self._decided(f"card={agency}"), on=self.day
        ).state.id
        card_steps.progress(self.ws, card, "re-inspected", met=bool(b % 2), on=self.day)
        matter, outcome = (("delist-card", "delisted"), ("clear-card", "cleared"))[b % 2]
        card_steps.conclude(
            self.ws, card, outcome, self._decided(f"{matter}={agency}"), on=self.day
        )

    def _decided(self, item: str) -> str:
        self.count += 1
        group.call(self.ws, f"s{self.count}", [item], held_on=self.day)
        group.hold_sitting(self.ws, f"s{self.count}")
        return decisions.decide(self.ws, f"s{self.count}", "1").id

    def do_check(self, a: int, b: int) -> None:
        applications.check(self.ws, self._case(a), score=str(b), on=self.day)

    def do_sit(self, a: int, b: int) -> None:
        matter = MATTERS[a % len(MATTERS)]
        item = f"{matter}={self._agency(b)},{self._agency(b + 1)}"
        group.call(self.ws, f"s{self.count}", [item], held_on=self.day)
        if a % 5:
            group.hold_sitting(self.ws, f"s{self.count}")
        only = [self._agency(b)] if b % 3 else []
        outcome: group.Outcome = "refused" if b % 7 == 6 else "approved"
        decisions.decide(self.ws, f"s{self.count}", "1", outcome=outcome, subjects=only)

    def do_inside(self, a: int, b: int) -> None:
        office = ALL_OFFICES[a % len(ALL_OFFICES)]
        owner, matter = "a-" + office.split("-")[1], ("grant", "withdraw", "renew")[b % 3]
        party_group.decide(self.ws, owner, matter, [office], session="党组", on=self.day)

    def do_model(self, a: int, b: int) -> None:
        office = ALL_OFFICES[a % len(ALL_OFFICES)]
        matter = ("grant", "withdraw", "restore")[b % 3]
        group.call(self.ws, f"s{self.count}", [f"{matter}:model-office={office}"], held_on=self.day)
        group.hold_sitting(self.ws, f"s{self.count}")
        decisions.decide(self.ws, f"s{self.count}", "1")

    def do_notice(self, a: int, b: int) -> None:
        notices.post(self.ws, [self._case(a)], on=self.day)

    def do_object(self, a: int, b: int) -> None:
        row = notices.notice_rows(self.ws)
        if row:
            notices.object_to(self.ws, row[a % len(row)].id, self._case(b), "异议", on=self.day)

    def do_handle(self, a: int, b: int) -> None:
        rows = notices.objection_rows(self.ws)
        if rows:
            notices.handle(
                self.ws, rows[a % len(rows)].id, upheld=bool(b % 2), finding="核实", on=self.day
            )

    def do_grant(self, a: int, b: int) -> None:
        self._by_decision(a, b, grants.grant)

    def do_keep(self, a: int, b: int) -> None:
        self._by_decision(a, b, grants.keep)

    def do_restore(self, a: int, b: int) -> None:
        self._by_decision(a, b, endings.restore)

    def do_end(self, a: int, b: int) -> None:
        cause = ("delisted", "withdrawn", "expired")[b % 3]

        def end(ws: Workspace, honor: str, names: Any, decision: str, *, on: date) -> None:
            endings.end(ws, honor, names, cause, decision, on=on)

        self._by_decision(a, b, end)

    def _by_decision(self, a: int, b: int, verb: Callable[..., Any]) -> None:
        rows = decision_rows(self.ws)
        if rows:
            row = rows[a % len(rows)]
            honor = row.honor or ("municipal", "model-office", "civilized-office")[b % 3]
            verb(self.ws, honor, list(row.subjects), row.id, on=self.day)

    def do_submit(self, a: int, b: int) -> None:
        applications.submit(self.ws, [self._case(a)], "文号", on=self.day)

    def do_result(self, a: int, b: int) -> None:
        given = {"granted": bool(b % 3), "document": "上级文号", "by": "上级", "on": self.day}
        applications.receive(self.ws, self._case(a), **given)

    def do_close(self, a: int, b: int) -> None:
        cause = ("withdrawn", "objection-upheld")[b % 2]
        applications.close(self.ws, self._case(a), cause, on=self.day)

    def do_card(self, a: int, b: int) -> None:
        rows = decision_rows(self.ws)
        if rows:
            card_steps.issue(
                self.ws, self._agency(b), "停滞", "整改", rows[a % len(rows)].id, on=self.day
            )

    def do_inspect(self, a: int, b: int) -> None:
        card_steps.progress(
            self.ws, self._any_card(a), "re-inspected", met=bool(b % 2), on=self.day
        )

    def do_conclude(self, a: int, b: int) -> None:
        rows = decision_rows(self.ws)
        if rows:
            outcome = ("cleared", "prolonged", "delisted")[b % 3]
            card_steps.conclude(
                self.ws, self._any_card(b), outcome, rows[a % len(rows)].id, on=self.day
            )

    def do_reform(self, a: int, b: int) -> None:
        one, two, n = self._agency(a), self._agency(a + 1), self.count
        office = ALL_OFFICES[a % len(ALL_OFFICES)]
        texts = (
            f'[[merge]]\nagencies = ["{one}", "{two}"]\nname = "新局{n}"\n',
            f'[[rename]]\nagency = "{one}"\nname = "改名{n}"\n',
            f'[[abolish]]\nagency = "{one}"\n',
            f'[[split_office]]\noffice = "{office}"\ninto = ["甲{n}", "乙{n}"]\n',
        )
        file = self.ws.dir / "reform.toml"
        file.write_text(f'id = "r{n}"\neffective = {self.day}\n' + texts[b % 4], "utf-8")
        reforms.reform(self.ws, file)

    def do_take_back(self, a: int, b: int) -> None:
        rows = reforms.reform_rows(self.ws)
        if rows:
            reforms.take_back(self.ws, rows[0].id, on=self.day)

    def _agency(self, number: int) -> str:
        return AGENCIES[number % len(AGENCIES)]

    def _case(self, number: int) -> str:
        rows = applications.case_rows(self.ws)
        return rows[number % len(rows)].id if rows else "none"

    def _any_card(self, number: int) -> str:
        rows = self.ws.ledger.connection.execute("SELECT id FROM card ORDER BY id").fetchall()
        return str(rows[number % len(rows)][0]) if rows else "none"


VERBS = tuple(name[3:] for name in vars(Player) if name.startswith("do_"))
steps = st.tuples(
    st.sampled_from(VERBS), st.integers(0, 60), st.integers(0, 60), st.integers(0, 40)
)


def forbidden(ws: Workspace) -> list[tuple[object, ...]]:
    """Return every row that the rules forbid."""
    ask = ws.ledger.connection.execute
    found = ask(
        "SELECT 'title without a word', holder, honor FROM title WHERE decision IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM title_event e WHERE e.honor = title.honor "
        "  AND e.day = title.since AND e.holder = title.holder "
        "  AND e.event IN ('opening', 're-recognized'))"
    ).fetchall()
    found += ask(
        "SELECT 'decision unknown or refused', holder, title.decision FROM title "
        "LEFT JOIN decision ON decision.id = title.decision WHERE title.decision IS NOT NULL "
        "AND coalesce(decision.outcome, 'none') <> 'approved'"
    ).fetchall()
    found += ask(
        "SELECT 'model, not civilized', holder FROM title m WHERE honor = 'model-office' "
        "AND ended IS NULL AND NOT EXISTS (SELECT 1 FROM title c WHERE c.holder = m.holder "
        "AND c.honor = 'civilized-office' AND c.ended IS NULL)"
    ).fetchall()
    found += ask(
        "SELECT 'card ended without a decision', card.id FROM card "
        "LEFT JOIN decision ON decision.id = card.closing LEFT JOIN reform ON reform.id = closing "
        "WHERE card.state <> 'open' AND decision.id IS NULL AND reform.id IS NULL"
    ).fetchall()
    for honor, places in QUOTA.items():
        found += ask(
            "SELECT 'over quota', substr(decided, 1, 4), count(*) FROM application "
            "WHERE honor = ? AND decision IS NOT NULL AND state <> 'not-recommended' "
            "GROUP BY 2 HAVING count(*) > ?",
            (honor, places),
        ).fetchall()
    found += ask(
        "SELECT 'held twice', holder, honor FROM title WHERE ended IS NULL "
        "GROUP BY holder, honor HAVING count(*) > 1"
    ).fetchall()
    found += ask(
        "SELECT 'held by one that is no more', holder FROM title JOIN agency ON agency.id = holder "
        "WHERE title.ended IS NULL AND agency.ended IS NOT NULL"
    ).fetchall()
    return found


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(steps, min_size=20, max_size=60))
def test_no_sequence_of_commands_breaks_the_rules(
    commands: list[tuple[str, int, int, int]],
) -> None:
    folder = Path(tempfile.mkdtemp()) / "w"
    ws = city(folder)
    try:
        player = Player(ws)
        for command in commands:
            player.step(*command)
        assert forbidden(ws) == []
        assert verify(ws.ledger) == []
    finally:
        ws.close()
        shutil.rmtree(folder.parent)
