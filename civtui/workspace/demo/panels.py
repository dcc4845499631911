"""The demo's rounds with a panel at work: shares, an anchor, a submitted sheet; and an overlay."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from civtui.workspace.demo.city import PROGRAM_AGENCY, Place, one
from civtui.workspace.demo.people import CLERK, FILES
from civtui.workspace.demo.scoring import EVERYTHING, JUDGES, STANDARD, Panel, score
from civtui.workspace.demo.story import Story
from civtui.workspace.marks import remarks
from civtui.workspace.marks.self_marks import set_self
from civtui.workspace.rounds import round_life, rounds, shares, submissions
from civtui.workspace.session import Workspace

OVERLAY = "trade-offices"
CANDIDATES = 20
PER_SUBJECT = 2
# how much of the own share each judge of the selection has marked
DONE = (1.0, 1.0, 0.6, 0.45, 0.3)
SELF = (("study.plan", "5"), ("style.one-stop", "92%"), ("strength.targets", "7.5"))


def plan(story: Story, places: list[Place], year: int) -> None:
    """Let the selection of model offices run, and the trade-development bureau's own round."""
    rng, trade = story.rng("selection"), story.rng("trade round")
    story.on(date(year, 10, 12), lambda ws: selection(ws, rng, places, year), user=CLERK)
    story.on(date(year, 10, 16), lambda ws: _first_sheet(ws, year), user=CLERK)
    story.on(date(year, 10, 14), lambda ws: trade_round(ws, trade, places, year), user=FILES)


def selection(ws: Workspace, rng: Random, places: list[Place], year: int) -> None:
    """Hold a selection of model offices, dealt to five judges, the first sheet submitted."""
    ready = [place for place in places if len(place.civilized) > len(place.model)]
    chosen = sorted(rng.sample(ready, CANDIDATES), key=lambda place: place.agency.order or 0)
    subjects = [next(o for o in place.civilized if o not in place.model) for place in chosen]
    homes = rng.sample([place.agency.id for place in places], len(DONE) + 1)
    team = [
        {"id": f"s{n}", "name": JUDGES[n - 1], "agency": home, "related": []}
        for n, home in enumerate(homes[1:], 1)
    ]
    team[0]["related"] = [homes[0]]
    round_ = f"select-{year}"
    round_life.open_round(
        ws,
        round_,
        name=f"{year}年标兵处室评选",
        standard=STANDARD,
        subjects=subjects,
        assessors=team,
        scope="model-candidates",
        due=date(year, 11, 10),
        anchors=subjects[:1],
    )
    shares.assign(ws, round_, PER_SUBJECT)
    panel = rounds.assessors_of(ws, rounds.round_row(ws, round_))
    given = {j.id: int(j.expected * done) for j, done in zip(panel, DONE, strict=True)}
    score(ws, round_, Panel(rng), given)


def _first_sheet(ws: Workspace, year: int) -> None:
    """Submit the first judge's sheet with a remark; the third leaves a mark for later."""
    round_ = f"select-{year}"
    first, third = rounds.sheet(ws, round_, "s1"), rounds.sheet(ws, round_, "s3")
    office = next(s.id for s in first.subjects if s.id in first.mine)
    note = "窗口服务有特色，建议总结推广"
    remarks.note(ws, round_, office, note, assessor="s1")
    submissions.submit(ws, round_, "s1")
    subject, item = next(
        (s.id, i.id)
        for s in third.subjects
        if s.id in third.mine
        for i in third.items
        if (s.id, i.id) not in third.marks
    )
    remarks.skip(ws, round_, subject, item, why="材料原件借出，待补看", assessor="s3")


def trade_round(ws: Workspace, rng: Random, places: list[Place], year: int) -> None:
    """Let the trade-development bureau judge its offices by its overlay, self marks beside."""
    bureau = one(places, PROGRAM_AGENCY)
    team: list[dict[str, Any]] = [
        {"id": f"m{n}", "name": JUDGES[-n], "agency": None, "related": []} for n in (1, 2, 3)
    ]
    round_ = f"trade-{year}"
    round_life.open_round(
        ws,
        round_,
        name=f"{year}年{bureau.agency.short}文明处室季度考评",
        standard=STANDARD,
        overlay=OVERLAY,
        subjects=[office.id for office in bureau.offices],
        assessors=team,
        organizer="agency",
        agency=bureau.agency.id,
        scope="agency-offices",
        due=date(year, 10, 31),
    )
    for office in bureau.offices[:2]:
        for item, mark in SELF:
            set_self(ws, round_, office.id, item, mark)
    opened = rounds.round_row(ws, round_)
    half = opened.subjects * len(opened.items) // 2
    score(ws, round_, Panel(rng), {"m1": EVERYTHING, "m2": half, "m3": half // 2})
