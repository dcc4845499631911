"""What was due on a past day is what a workspace that ends with that day tells."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

from civtui.model.facts.registry import OpeningTitle, Registered
from civtui.model.facts.rounds import Assessor, RoundClosed, RoundOpened
from civtui.model.roles import Right
from civtui.workspace.building import registers
from civtui.workspace.building.records import record_rows
from civtui.workspace.overview.due import KINDS, DueRow, due_rows, due_then
from civtui.workspace.session import Workspace
from civtui.workspace.titles import appeals, applications, card_steps, endings, group, notices
from tests.titles.city import City
from tests.titles.small import START, Sittings, let_pass, small_city
from tests.titles.test_life_property import Player, city


class Year(Player):
    """Takes the steps of a year in a city whose day goes along."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__(ws)
        self.told: dict[date, list[DueRow]] = {}
        self.rounds: list[str] = []

    def live(self, verb: str, a: int, b: int, days: int) -> None:
        """Take a step on its day, and keep what was due at the end of the day it came to."""
        let_pass(self.ws, self.day + timedelta(days=days + 10))  # for steps that take some days
        self.step(verb, a, b, days)
        let_pass(self.ws, self.day)
        self.told[self.day] = due_rows(self.ws)

    def do_ahead(self, a: int, b: int) -> None:
        """Call a sitting, or put a notice up, for a day that comes."""
        let_pass(self.ws, self.day)  # from the day on which it is written
        day = self.day + timedelta(days=b % 30)
        if a % 2:
            item = f"grant:agency-level={self._agency(a)}"
            group.call(self.ws, f"s{self.count}", [item], held_on=day)
        else:
            notices.post(self.ws, [self._case(b)], on=day)

    def do_reform(self, a: int, b: int) -> None:
        """Reform seldom: a city that is one agency by summer has nothing due."""
        if a % 4 == 0:
            super().do_reform(a // 4, b)

    def do_road(self, a: int, b: int) -> None:
        """Go some of the way to a title."""
        agency = self._agency(a)
        honor, matter = ("municipal", "recommend") if agency == "a-1" else ("agency-level", "grant")
        case = applications.apply(self.ws, honor, agency, on=self.day).id
        applications.check(self.ws, case, score="95", on=self.day)
        if b % 5:
            self._decided(f"{matter}:{honor}={agency}")
        if b % 5 > 1:
            notice = notices.post(self.ws, [case], on=self.day)[0].id
            if b % 5 > 2:
                self.day += timedelta(days=2)
                notices.object_to(self.ws, notice, case, "异议", on=self.day)

    def do_warn(self, a: int, b: int) -> None:
        """Give a card, and go some of the way to its end."""
        agency = self._agency(a)
        word = self._decided(f"card={agency}")
        card = card_steps.issue(self.ws, agency, "停滞", "整改", word, on=self.day).state.id
        if b % 3:
            self.day += timedelta(days=9)
            card_steps.progress(self.ws, card, "reminded", on=self.day)
            card_steps.progress(self.ws, card, "re-inspected", met=False, on=self.day)
        if b % 3 == 2:
            self._decided(f"prolong-card={agency}")

    def do_veto(self, a: int, b: int) -> None:
        card_steps.veto(self.ws, self._agency(a), "事故", months=b % 4 + 1, on=self.day)

    def do_appeal(self, a: int, b: int) -> None:
        """Delist, appeal, and now and then answer."""
        agency = self._agency(a)
        ruled = self._decided(f"delist:municipal={agency}")
        endings.end(self.ws, "municipal", [agency], "delisted", ruled, on=self.day)
        appeals.appeal(self.ws, agency, ruled, on=self.day)
        self.day += timedelta(days=5)
        if b % 3:
            answer = self._decided(f"appeal={agency}")
            if b % 3 == 2:
                appeals.answer_appeal(self.ws, agency, ruled, answer, on=self.day)

    def do_filing(self, a: int, b: int) -> None:
        """Want a paper of every agency by a day, or take one in."""
        let_pass(self.ws, self.day)  # a record is of the day on which it is written
        rows = record_rows(self.ws, "filing")
        if rows and b % 2:
            given = {"filing": rows[a % len(rows)].id, "on": str(self.day)}
            registers.add(self.ws, "filed", self._agency(b), given)
            return
        due = str(self.day + timedelta(days=b))
        registers.add(self.ws, "filing", None, {"title": f"材料{self.count}", "due": due})

    def do_round(self, a: int, b: int) -> None:
        """Open a round that should end soon, or close one."""
        if self.rounds and a % 2:
            closed = RoundClosed(round=self.rounds.pop(), state="closed")
            self.ws.write(closed, right=Right.MANAGE, effective=self.day)
            return
        self.rounds.append(f"r{self.count}")
        opened = RoundOpened(
            round=f"r{self.count}",
            name=f"轮{self.count}",
            organizer="city",
            standard="s",
            scope="sampled-offices",
            standard_version="1",
            standard_sha256="0" * 64,
            subjects=("o-1-1",),
            items=("i",),
            assessors=(Assessor(id="k", name="甲"),),
            due=self.day + timedelta(days=b),
        )
        self.ws.write(opened, right=Right.MANAGE, effective=self.day)


VERBS = tuple(name[3:] for name in dir(Year) if name.startswith("do_"))
VERBS += ("road", "warn", "climb", "appeal", "filing", "handle", "submit", "grant") * 2


def test_a_past_day_is_told_as_on_that_day(tmp_path: Path) -> None:
    seen: set[str] = set()
    for seed in range(3):
        ws = city(tmp_path / str(seed))
        ends = OpeningTitle(holder="a-3", honor="agency-level", since=START, until=date(2026, 8, 1))
        ws.write(Registered(titles=(ends,)), right=Right.KEEP, effective=START)
        year, random = Year(ws), Random(seed)
        for agency in range(3):
            year.live("road", agency, 4, 1)
        for _ in range(70):
            year.live(
                random.choice(VERBS),
                random.randrange(60),
                random.randrange(60),
                random.randrange(8),
            )
        let_pass(ws, year.day + timedelta(days=300))
        for day, rows in year.told.items():
            assert due_then(ws, on=day) == (rows, 0), (seed, day)
            seen |= {row.what for row in rows}
        ws.close()
    # an application of a past day is told in `test_waiting_to_be_put`
    assert seen | {"application"} == {*KINDS} - {"by-itself", "waiting"}, seen


def test_what_comes_by_itself_is_told_as_on_that_day(tmp_path: Path) -> None:
    policies = {"term-lapsed": "ends", "reapply-after-years": "1"}
    ws = small_city(tmp_path / "w", policies=policies, today=START)
    ends = OpeningTitle(holder="a-3", honor="municipal", since=START, until=date(2026, 8, 1))
    mine = OpeningTitle(holder="a-1", honor="municipal", since=START)
    ws.write(Registered(titles=(ends, mine)), right=Right.KEEP, effective=START)
    ruled = Sittings(ws).decide("delist:municipal=a-1", START)
    endings.end(ws, "municipal", ["a-1"], "delisted", ruled, on=START)
    told = {}
    for day in (START + timedelta(days=n) for n in range(0, 420, 30)):
        let_pass(ws, day)
        told[day] = due_rows(ws)
        if day > date(2026, 8, 1):  # a write brings what came by itself on record
            card_steps.veto(ws, "a-2", "事故", months=1, on=day)
            told[day] = due_rows(ws)
    for day, rows in told.items():
        assert due_rows(ws, on=day) == rows, day
    assert {row.what for rows in told.values() for row in rows} >= {"by-itself", "waiting"}
    ws.close()


def test_of_a_past_day_the_profile_is_said_to_be_the_one_of_today(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START + timedelta(days=9))
    ws.close()
    made = City(tmp_path / "w")
    days = ([], ["--on", str(START + timedelta(days=9))], ["--on", str(START)])
    said = [made.said("honor", "due", *words)[1] for words in days]
    assert ["by the profile of today" in one for one in said] == [False, False, True]
