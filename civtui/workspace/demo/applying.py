"""The demo's applications: of earlier years with their titles, of this year in every state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from civtui.ledger.ledger import Person
from civtui.model.facts.applications import ObjectionReceived
from civtui.model.roles import Right
from civtui.workspace.demo.city import Place
from civtui.workspace.demo.clock import DAY
from civtui.workspace.demo.people import CLERK, FILES
from civtui.workspace.demo.registry import Cast
from civtui.workspace.demo.scoring import EVERYTHING, Panel, score
from civtui.workspace.demo.story import Story
from civtui.workspace.demo.years import resolve, sit, team
from civtui.workspace.rounds import round_life
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, grants, notices

CITY = "agency-level"
ABOVE = {"municipal": "市文明委", "provincial": "省文明委"}
PAPER = {"municipal": "市文明委〔{year}〕{n}号", "provincial": "省文明委〔{year}〕{n}号"}
UNIT = "hubei-unit-summary"


def case_id(place: Place, honor: str, year: int) -> str:
    """Return the id of an application."""
    return f"{year}-{honor}-{place.id}"


def file(story: Story, place: Place, honor: str, day: date, *, passes: bool | None = True) -> str:
    """File an application on `day`; it is checked a week later unless `passes` is None."""
    case = case_id(place, honor, day.year)
    story.on(day, lambda ws: applications.apply(ws, honor, place.id, case=case), user=FILES)
    if passes is not None:
        story.on(day + timedelta(days=7), lambda ws: applications.check(ws, case), user=CLERK)
    return case


def item(honor: str, places: Sequence[Place]) -> str:
    """Return the item of an agenda by which the group decides on applicants."""
    matter = "grant" if honor == CITY else "recommend"
    return f"{matter}:{honor}={','.join(place.id for place in places)}"


def history(story: Story, parts: Cast) -> None:
    """Let agencies rise: filed, checked, decided, made public, granted or answered from above."""
    for year, risen in parts.rises.items():
        filed, met = date(year, 8, 17), date(year, 9, 4)
        by_honor: dict[str, list[Place]] = {}
        for place, honor in risen:
            file(story, place, honor, filed)
            by_honor.setdefault(honor, []).append(place)
        if not by_honor:
            continue
        sitting = f"s-{year}-2"
        sit(
            story,
            sitting,
            met,
            [item(honor, who) for honor, who in by_honor.items()],
            minutes="审议申报单位，按名额推荐。",
        )
        cases = [case_id(place, honor, year) for place, honor in risen]
        posted = partial(notices.post, cases=cases, notice=f"notice-{year}-1")
        story.on(met + timedelta(days=3), posted, user=CLERK)
        _answered(story, year, sitting, by_honor)


def _answered(story: Story, year: int, sitting: str, by_honor: dict[str, list[Place]]) -> None:
    after = date(year, 9, 21)
    for number, (honor, who) in enumerate(by_honor.items(), 1):
        ids = [case_id(place, honor, year) for place in who]
        if honor == CITY:
            given = partial(
                grants.grant,
                honor=honor,
                names=[place.id for place in who],
                decision=f"{sitting}-{number}",
                document=f"市直创建〔{year}〕9号",
            )
            story.on(after, given, user=CLERK)
            continue
        paper = f"市直文明办〔{year}〕{20 + number}号"
        sent = partial(applications.submit, cases=ids, document=paper, to=ABOVE[honor])
        story.on(after, sent, minute=number, user=CLERK)
        for case in ids:
            _result(story, case, honor, date(year, 10, 20), granted=True)


def _result(story: Story, case: str, honor: str, day: date, *, granted: bool) -> None:
    given: dict[str, Any] = {
        "granted": granted,
        "by": ABOVE[honor],
        "document": PAPER[honor].format(year=day.year, n=12),
    }
    story.on(day, lambda ws: applications.receive(ws, case, **given), minute=30, user=CLERK)


def this_year(story: Story, parts: Cast) -> None:
    """Bring applications of this year into every state, and leave a sitting half decided."""
    year, rest = DAY.year, list(parts.applying)
    city = [p for p in rest if not p.honor][:5]
    muni = [p for p in rest if p.honor == CITY][:3]
    prov = [p for p in rest if p.honor == "municipal"][:3]
    _panel(story, [*city, *muni, *prov])
    _checked(story, city, muni, prov)
    half = f"s-{year}-5"
    met = date(year, 10, 23)
    # three agencies on the agenda, two decided: the third waits for what it still owes
    if len(city) >= 3:
        sit(
            story,
            half,
            met,
            [item(CITY, city[:3]), "plan"],
            approve=False,
            minutes="第三个单位材料待补，下次再议。",
        )
        resolve(story, half, met, 1, subjects=[p.id for p in city[:2]], votes=(5, 1, 1))
        case = case_id(city[1], CITY, year)
        story.on(
            date(year, 10, 26),
            lambda ws: notices.post(ws, [case], notice=f"notice-{year}-3"),
            user=CLERK,
        )
        story.on(date(year, 10, 27), lambda ws: _object(ws, f"notice-{year}-3", case), user=CLERK)


def _checked(story: Story, city: list[Place], muni: list[Place], prov: list[Place]) -> None:
    """File what is filed this year, and bring two recommendations to their end."""
    year = DAY.year
    for number, place in enumerate(city):
        # one is filed and not looked at yet, one is withdrawn by the agency itself
        day = date(year, 10, 26) if number == 3 else date(year, 10, 8)
        case = file(story, place, CITY, day, passes=None if number == 3 else True)
        if number == 4:
            closed = partial(applications.close, case=case, cause="withdrawn")
            story.on(date(year, 10, 22), closed, user=FILES)
    wanted = [*((p, "municipal") for p in muni), *((p, "provincial") for p in prov)]
    for place, honor in wanted:
        file(story, place, honor, date(year, 8, 24))
    ready = [(honor, who) for honor, who in (("municipal", muni), ("provincial", prov[:2])) if who]
    sitting, met = f"s-{year}-4", date(year, 9, 8)
    sit(
        story,
        sitting,
        met,
        [item(honor, who) for honor, who in ready],
        minutes="按得分和名额推荐。",
        absent="g5",
    )
    cases = [case_id(place, honor, year) for honor, who in ready for place in who]
    notice = f"notice-{year}-2"
    story.on(date(year, 9, 9), lambda ws: notices.post(ws, cases, notice=notice), user=CLERK)
    if len(cases) < 5:
        return
    story.on(
        date(year, 9, 11),
        lambda ws: notices.object_to(ws, notice, cases[1], "反映其窗口办事排队时间长"),
        user=CLERK,
    )
    story.on(
        date(year, 9, 14),
        lambda ws: notices.object_to(ws, notice, cases[2], "反映其下属单位违规收费"),
        user=CLERK,
    )
    story.on(date(year, 9, 18), lambda ws: _handle(ws, notice, cases), user=CLERK)
    story.on(
        date(year, 9, 21),
        lambda ws: applications.close(ws, cases[2], "objection-upheld"),
        user=CLERK,
    )
    paper = f"市直文明办〔{year}〕31号"
    story.on(
        date(year, 9, 22),
        lambda ws: applications.submit(ws, cases[:2], paper, to=ABOVE["municipal"]),
        user=CLERK,
    )
    story.on(
        date(year, 9, 22),
        lambda ws: applications.submit(ws, cases[3:4], paper, to=ABOVE["provincial"]),
        minute=5,
        user=CLERK,
    )
    _result(story, cases[0], "municipal", date(year, 10, 19), granted=False)


def _handle(ws: Workspace, notice: str, cases: list[str]) -> None:
    """Answer the two objections to a notice: one is found right."""
    findings = {
        cases[1]: (False, "增设窗口后已缓解，不影响推荐"),
        cases[2]: (True, "经查属实，责成退还，不予推荐"),
    }
    for found in notices.objection_rows(ws, notice):
        upheld, said = findings[found.case]
        notices.handle(ws, found.id, upheld=upheld, finding=said)


def _object(ws: Workspace, notice: str, case: str) -> None:
    """Record a signed objection; the name stands in the side table."""
    token, salt = f"p-demo-{notice}", f"salt-{notice}"
    body = ObjectionReceived(
        objection=f"{notice}-o1",
        notice=notice,
        case=case,
        signed=True,
        person=token,
        matter="反映该单位公开栏长期不更新，希望核实",
    )
    ws.write(body, right=Right.KEEP, persons=[Person(token, salt, "高女士")])


def _panel(story: Story, places: list[Place]) -> None:
    """Let a panel look at every applicant before its check: its score ranks them."""
    rng = story.rng("applicants")
    year = DAY.year
    given: dict[str, Any] = {
        "name": f"{year}年申报单位实地考评",
        "standard": UNIT,
        "scope": "agencies",
        "subjects": [place.id for place in places],
        "assessors": [{**judge, "agency": None} for judge in team(rng, "u", 3, ["a", "b", "c"])],
        "due": date(year, 8, 21),
    }

    def hold(ws: Workspace) -> None:
        round_life.open_round(ws, f"units-{year}", **given)
        everything = {judge["id"]: EVERYTHING for judge in given["assessors"]}
        score(ws, f"units-{year}", Panel(rng), everything)
        round_life.close_round(ws, f"units-{year}")

    story.on(date(year, 8, 19), hold, user=CLERK)
