"""The demo's years before this one: declarations, the group's sittings, selections, reviews."""

from __future__ import annotations

from datetime import date
from functools import partial
from random import Random
from typing import Any

from civtui.model.facts.applications import Renewed
from civtui.model.facts.registry import Declared
from civtui.model.facts.titles import Decided, Granted
from civtui.model.roles import Right
from civtui.workspace.demo.calendar import at_work
from civtui.workspace.demo.city import Place
from civtui.workspace.demo.clock import DAY, FIRST_YEAR, YEARS
from civtui.workspace.demo.people import CLERK, HEAD, RECORDER
from civtui.workspace.demo.registry import TERM, Cast, civilized_in, lost_office
from civtui.workspace.demo.scoring import EVERYTHING, JUDGES, STANDARD, Panel, score
from civtui.workspace.demo.story import Story
from civtui.workspace.rounds import recusals, round_life
from civtui.workspace.session import Workspace
from civtui.workspace.titles import decisions, endings, grants, group, party_group

STAGES = ("building", "started", "planned", "not-started")
SAMPLE, CANDIDATES, PANEL = 10, 5, 3
PAPERS = {
    "plan": ("年度创建工作计划", "文明处室考评标准"),
    "result": ("年度考评结果通报",),
}


def declarations(story: Story, before: list[Place]) -> None:
    """Let every agency say whether it runs civilized-office building, and how far it is."""
    rng = story.rng("declarations")
    bodies = []
    for place in before:
        runs = bool(place.civilized) or rng.randrange(3) > 0
        stage = STAGES[0] if place.honor else STAGES[rng.randint(1, 3) if not runs else 1]
        bodies.append(
            Declared(
                agency=place.id,
                runs_program=runs,
                has_conditions=len(place.offices) >= 3,
                stage=stage,
            )
        )
    story.on(date(FIRST_YEAR, 1, 20), lambda ws: ws.write(*bodies, right=Right.KEEP))


def heir_declares(story: Story, heir: Place) -> None:
    """Let the commission that came out of the reform declare its building."""
    body = Declared(agency=heir.id, runs_program=True, has_conditions=True, stage=STAGES[0])
    story.on(date(2025, 3, 12), lambda ws: ws.write(body, right=Right.KEEP), user=CLERK)


def sit(
    story: Story,
    sitting: str,
    day: date,
    items: list[str],
    *,
    minutes: str = "",
    absent: str = "",
    approve: bool = True,
) -> None:
    """Call the guidance group for `day` a week before, and let it meet.

    Args:
        items: as `decide` reads them.
        approve: decide every item as it was submitted, without votes.
    """
    called = at_work(date.fromordinal(day.toordinal() - 7), back=True)
    story.on(called, lambda ws: group.call(ws, sitting, items, held_on=day, on=called), user=CLERK)
    there = [f"g{n}" for n in range(1, 8) if f"g{n}" != absent]
    story.on(
        day,
        lambda ws: group.hold_sitting(ws, sitting, present=there, minutes=minutes),
        minute=60,
        user=CLERK,
    )
    for number in range(1, len(items) + 1 if approve else 1):
        resolve(story, sitting, day, number)


def resolve(story: Story, sitting: str, day: date, number: int, **said: Any) -> None:
    """Let the group decide an item of a sitting."""
    story.on(
        day,
        lambda ws: decisions.decide(ws, sitting, str(number), **said),
        minute=61 + number,
        user=RECORDER,
    )


def past_years(story: Story, before: list[Place], parts: Cast) -> None:
    """Tell the years before this one: plan, own decisions, selection, review, renewals, results."""
    for year in YEARS:
        if year < DAY.year:
            sit(
                story,
                f"s-{year}-1",
                date(year, 3, 14),
                ["plan", "measure"],
                minutes="审议年度创建计划和推进措施，原则同意。",
            )
            _own(story, before, year)
            _selection(story, before, parts, year)
            _review(story, before, year)
            _renewals(story, parts, year)
    _fall(story, parts)


def _own(story: Story, before: list[Place], year: int) -> None:
    """Let the party groups name the civilized offices of the year."""
    days: dict[date, list[Decided | Granted]] = {}
    for number, place in enumerate(before):
        fresh = tuple(civilized_in(place, year))
        if fresh:
            day = date(year, 9, 1 + number % 25)
            days.setdefault(day, []).extend(own_title(place, year, fresh))
    for day, bodies in days.items():
        story.write(day, *bodies, right=Right.MANAGE)


def own_title(place: Place, year: int, fresh: tuple[str, ...]) -> tuple[Decided, Granted]:
    """Return the decision of a party group on its own offices, and the titles by it."""
    decision = f"{year}-{place.id}"
    decided = Decided(
        decision=decision,
        body="party-group",
        agency=place.id,
        matter="grant",
        honor="civilized-office",
        subjects=fresh,
        session=f"{place.short}党组会议",
    )
    granted = Granted(
        honor="civilized-office", holders=fresh, decision=decision, awarded_by=place.id
    )
    return decided, granted


def team(rng: Random, prefix: str, size: int, agencies: list[str]) -> list[dict[str, Any]]:
    """Return `size` judges, each from another agency, whose offices are closed to them."""
    homes = rng.sample(agencies, size)
    return [
        {"id": f"{prefix}{n}", "name": JUDGES[n - 1], "agency": home, "related": []}
        for n, home in enumerate(homes, 1)
    ]


def _round(
    ws: Workspace, rng: Random, round_id: str, given: dict[str, Any], *, recused: str = ""
) -> None:
    """Hold a round from its opening to its end, every mark given.

    Args:
        recused: a judge who steps back from the first office that is judged.
    """
    round_life.open_round(ws, round_id, standard=STANDARD, **given)
    score(ws, round_id, Panel(rng), {judge["id"]: EVERYTHING for judge in given["assessors"]})
    if recused:
        office = given["subjects"][0]
        recusals.recuse(ws, round_id, recused, office, why="配偶在该处室任职，申请回避")
    round_life.close_round(ws, round_id)


def _selection(story: Story, before: list[Place], parts: Cast, year: int) -> None:
    """Select model offices: a round over candidates, the group's decision, the titles."""
    rng = story.rng(f"selection {year}")
    chosen = parts.models[year]
    ids = {place.id for place in chosen}
    others = [p for p in before[:85] if p.model and p.id not in ids][: CANDIDATES - len(chosen)]
    subjects = [place.model[0] for place in (*chosen, *others)]
    judges = team(rng, "b", PANEL, [p.id for p in before[:85]])
    given = {
        "name": f"{year}年标兵处室评选",
        "subjects": subjects,
        "assessors": judges,
        "scope": "model-candidates",
        "due": date(year, 10, 24),
    }
    story.on(date(year, 10, 21), lambda ws: _round(ws, rng, f"model-{year}", given), user=CLERK)
    offices = [place.model[0] for place in chosen]
    sitting, day = f"s-{year}-3", date(year, 11, 6)
    sit(
        story,
        sitting,
        day,
        [f"grant:model-office={','.join(offices)}", "result"],
        minutes="听取标兵处室评选情况，同意授予称号，下发通报。",
    )
    story.on(
        day,
        lambda ws: grants.grant(ws, "model-office", offices, f"{sitting}-1"),
        minute=120,
        user=CLERK,
    )


def _review(story: Story, before: list[Place], year: int) -> None:
    """Let the city review a sample of civilized offices in the autumn."""
    rng = story.rng(f"review {year}")
    offices = [office.id for place in before[:85] for office in place.offices]
    given: dict[str, Any] = {
        "name": f"{year}年文明处室抽查考评",
        "subjects": sorted(rng.sample(offices, SAMPLE), key=offices.index),
        "assessors": team(rng, "kp", PANEL, [p.id for p in before[:85]]),
        "due": date(year, 11, 28),
    }
    # one who judges no office of the first agency already
    judges = given["assessors"]
    home = f"a-{given['subjects'][0].split('-')[1]}"
    recused = next(judge["id"] for judge in judges if judge["agency"] != home)
    held = partial(_round, rng=rng, round_id=f"city-{year}", given=given, recused=recused)
    story.on(date(year, 11, 25), held, user=CLERK)


def _renewals(story: Story, parts: Cast, year: int) -> None:
    """Let the group keep the titles whose term ends in the year, honor by honor."""
    day = date(year, 9, 26)
    for number, honor in enumerate(("provincial", "municipal", "agency-level"), 1):
        holders = tuple(p.id for p in parts.renewed[year] if p.honor == honor)
        if not holders:
            continue
        decision = f"{year}-renew-{number}"
        decided = Decided(
            decision=decision,
            body="guidance-group",
            matter="renew",
            honor=honor,
            subjects=holders,
            session=f"{year}年复查工作会议",
            resolution="复查合格，保留称号。",
        )
        kept = Renewed(
            honor=honor,
            holders=holders,
            decision=decision,
            document=f"市直创建〔{year}〕{10 + number}号",
            until=date(year + TERM, 12, 20),
        )
        story.write(day, decided, kept, right=Right.MANAGE, minute=number, user=HEAD)


def _fall(story: Story, parts: Cast) -> None:
    """Let a party group take a title back; the model title falls with it by the policy."""
    office, day = lost_office(parts), date(2025, 6, 24)

    def withdraw(ws: Workspace) -> None:
        made = party_group.decide(
            ws,
            parts.fallen.id,
            "withdraw",
            [office],
            session="党组会议纪要第9号",
            resolution="服务群众态度生硬，群众反映强烈，撤销称号。",
        )
        endings.end(ws, "civilized-office", [office], "withdrawn", made.id)

    story.on(day, withdraw, user=CLERK)
