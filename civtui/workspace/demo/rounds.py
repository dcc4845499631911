"""The demo's rounds: agencies' own, a model-office selection, a city review half scored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from civtui.model.facts.rounds import MarksImported
from civtui.model.facts.titles import Decided, Granted
from civtui.model.roles import Right
from civtui.scoring.pipeline.items import ItemSpec, parse_mark
from civtui.workspace import rounds
from civtui.workspace.demo.city import PROGRAM_AGENCY, Place, newly_civilized
from civtui.workspace.demo.clock import moment
from civtui.workspace.marks import milli
from civtui.workspace.session import Workspace

STANDARD = "civilized-office"
JUDGES = ("陈建国", "林秀英", "王志强", "赵敏", "周文斌", "吴丽华", "郑海涛")
OWN_ROUNDS = 6
SAMPLE = 40
SLICE = 2000


def panel(rng: Random, prefix: str, size: int, agencies: Sequence[str]) -> list[dict[str, Any]]:
    """Return `size` judges, each from another agency, whose offices are closed to them."""
    homes = rng.sample(list(agencies), size)
    return [
        {"id": f"{prefix}{n}", "name": JUDGES[n - 1], "agency": home, "related": []}
        for n, home in enumerate(homes, 1)
    ]


class Panel:
    """Made-up judges: every office has a quality, every judge a severity.

    Args:
        rng: seeded source of every mark.
    """

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.quality: dict[str, float] = {}
        self.severity: dict[str, float] = {}

    def text(self, subject: str, item: ItemSpec, judge: str) -> str:
        """Return a mark of `item` as a judge would type it."""
        rng = self.rng
        quality = self.quality.setdefault(subject, rng.uniform(0.62, 0.97))
        severity = self.severity.setdefault(judge, rng.uniform(-0.05, 0.05))
        share = min(1.0, max(0.0, quality - severity + rng.gauss(0, 0.06)))
        return plausible(item, share)


def plausible(item: ItemSpec, share: float) -> str:
    """Return a text that `item` takes, worth about `share` (0 to 1) of its points."""
    if item.kind != "points":
        return _other_kind(item, share)
    steps = int(item.max_points / item.step)
    return str(parse_mark(item, _decimal(round(steps * share) * item.step)).value_text)


def _other_kind(item: ItemSpec, share: float) -> str:
    if item.kind == "grades":
        place = min(len(item.grades) - 1, int((1 - share) * len(item.grades)))
        return str(item.grades[place].label)
    if item.kind == "yes-no":
        return "是" if share > 0.5 else "否"
    return str(round((1 - share) * 3))


def _decimal(points: Any) -> str:
    return f"{float(points):.3f}".rstrip("0").rstrip(".")


def score(
    ws: Workspace,
    round_id: str,
    judges: Panel,
    given: dict[str, int],
) -> None:
    """Write marks into a round: for each judge the first `given[judge]` cells of the sheet."""
    round_ = rounds.round_row(ws, round_id)
    items = rounds.items_of(ws, round_)
    subjects = rounds.subjects_of(ws, round_)
    rows: list[tuple[str, str, str, str, int | None]] = []
    for judge in rounds.assessors_of(ws, round_):
        barred = rounds.barred_subjects(judge, subjects)
        cells = [(s.id, item) for s in subjects if s.id not in barred for item in items]
        for subject, item in cells[: given[judge.id]]:
            parsed = parse_mark(item, judges.text(subject, item, judge.id))
            points = milli(parsed.points)
            rows.append((subject, item.id, judge.id, parsed.value_text, points))
    for start in range(0, len(rows), SLICE):
        body = MarksImported(round=round_id, rows=tuple(rows[start : start + SLICE]), source="demo")
        ws.write(body, right=Right.MARK)


EVERYTHING = 10**9


def own_rounds(ws: Workspace, rng: Random, places: list[Place], year: int) -> None:
    """Let agencies hold their own rounds, decide, and file the new civilized offices upward."""
    judges = Panel(rng)
    ready = [place for place in places if newly_civilized(place)]
    holders = [p for p in ready if p.agency.short and p.agency.short.endswith(PROGRAM_AGENCY)][:1]
    holders += [place for place in ready if place not in holders][: OWN_ROUNDS - len(holders)]
    for number, place in enumerate(ready):
        day = date(year, 9, 1 + number % 25)
        ws.set_clock(moment(day, number))
        if place in holders:
            round_id = f"own-{place.agency.id}-{year}"
            team: list[dict[str, Any]] = [
                {"id": f"z{n}", "name": JUDGES[n - 1], "agency": None, "related": []}
                for n in (1, 2, 3)
            ]
            rounds.open_round(
                ws,
                round_id,
                name=f"{year}年{place.agency.short}文明处室评比",
                standard=STANDARD,
                subjects=[office.id for office in place.offices],
                assessors=team,
                organizer="agency",
                agency=place.agency.id,
                scope="agency-offices",
                due=date(year, 9, 30),
            )
            score(ws, round_id, judges, {judge["id"]: EVERYTHING for judge in team})
            rounds.close_round(ws, round_id)
        _grant_own(ws, place, f"{year}-{place.agency.id}")


def _grant_own(ws: Workspace, place: Place, decision: str) -> None:
    fresh = tuple(newly_civilized(place))
    ws.write(
        Decided(
            decision=decision,
            body="party-group",
            agency=place.agency.id,
            matter="grant",
            honor="civilized-office",
            subjects=fresh,
            session=f"{place.agency.short}党组会议",
        ),
        Granted(
            honor="civilized-office",
            holders=fresh,
            decision=decision,
            awarded_by=place.agency.name,
        ),
        right=Right.MANAGE,
    )


def city_rounds(ws: Workspace, rng: Random, places: list[Place], year: int) -> None:
    """Hold a closed model-office selection and a city review whose panel is half done."""
    judges = Panel(rng)
    agencies = [place.agency.id for place in places]
    model = [office for place in places for office in place.model][:12]
    ws.set_clock(moment(date(year, 10, 9)))
    team = panel(rng, "b", 5, agencies)
    rounds.open_round(
        ws,
        f"model-{year}",
        name=f"{year}年标兵处室复核",
        standard=STANDARD,
        subjects=model,
        assessors=team,
        scope="model-candidates",
        due=date(year, 10, 20),
    )
    score(ws, f"model-{year}", judges, {judge["id"]: EVERYTHING for judge in team})
    rounds.close_round(ws, f"model-{year}")
    ws.set_clock(moment(date(year, 10, 19)))
    candidates = [office.id for place in places for office in place.offices]
    team = panel(rng, "kp", 5, agencies)
    rounds.open_round(
        ws,
        f"city-{year}",
        name=f"{year}年文明处室抽查考评",
        standard=STANDARD,
        subjects=sorted(rng.sample(candidates, SAMPLE), key=candidates.index),
        assessors=team,
        scope="sampled-offices",
        due=date(year, 11, 6),
    )
    opened = rounds.round_row(ws, f"city-{year}")
    each = opened.subjects * len(opened.items)
    shares = (0.42, 0.55, 0.5, 0.61, 0.42)
    given = {j["id"]: int(each * s) for j, s in zip(team, shares, strict=True)}
    score(ws, opened.id, judges, given)
