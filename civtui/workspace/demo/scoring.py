"""Made-up judges of the demo: every office has a quality, every judge a severity."""

from __future__ import annotations

from random import Random
from typing import Any

from civtui.model.facts.rounds import MarksImported
from civtui.model.roles import Right
from civtui.scoring.pipeline.items import ItemSpec, parse_mark
from civtui.workspace.marks.marks import milli
from civtui.workspace.rounds import rounds
from civtui.workspace.session import Workspace

STANDARD = "civilized-office"
JUDGES = ("陈建国", "林秀英", "王志强", "赵敏", "周文斌", "吴丽华", "郑海涛")
SLICE = 2000
EVERYTHING = 10**9


class Panel:
    """Made-up judges: every office has a quality, every judge a severity.

    Args:
        rng: seeded source of every mark.
    """

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.quality: dict[str, float] = {}
        self.severity: dict[str, float] = {}
        # what was worked out before: judges type the same few texts over and over
        self.steps: dict[str, int] = {}
        self.texts: dict[tuple[str, int], str] = {}
        self.parsed: dict[tuple[str, str], tuple[str, int | None]] = {}

    def mark(self, subject: str, item: ItemSpec, judge: str) -> tuple[str, int | None]:
        """Return a mark of `item` as a judge would type it, and its points in thousandths."""
        rng = self.rng
        quality = self.quality.setdefault(subject, rng.uniform(0.62, 0.97))
        severity = self.severity.setdefault(judge, rng.uniform(-0.05, 0.05))
        share = min(1.0, max(0.0, quality - severity + rng.gauss(0, 0.06)))
        text = self.plausible(item, share)
        known = self.parsed.get((item.id, text))
        if known is None:
            mark = parse_mark(item, text)
            known = self.parsed[item.id, text] = mark.value_text, milli(mark.points)
        return known

    def plausible(self, item: ItemSpec, share: float) -> str:
        """Return a text that `item` takes, worth about `share` (0 to 1) of its points."""
        if item.kind != "points":
            return _other_kind(item, share)
        most = self.steps.get(item.id)
        if most is None:
            most = self.steps[item.id] = int(item.max_points / item.step)
        place = item.id, round(most * share)
        text = self.texts.get(place)
        if text is None:
            text = self.texts[place] = _decimal(place[1] * item.step)
        return text


def _other_kind(item: ItemSpec, share: float) -> str:
    if item.kind == "grades":
        place = min(len(item.grades) - 1, int((1 - share) * len(item.grades)))
        return item.grades[place].label.zh
    if item.kind == "yes-no":
        return "是" if share > 0.5 else "否"
    if item.kind == "ratio":
        return f"{round(100 * share)}%"
    return str(round((1 - share) * 3))


def _decimal(points: Any) -> str:
    return f"{float(points):.3f}".rstrip("0").rstrip(".")


def score(
    ws: Workspace,
    round_id: str,
    judges: Panel,
    given: dict[str, int],
) -> None:
    """Write marks into a round: for each judge the first `given[judge]` cells, anchors first."""
    round_ = rounds.round_row(ws, round_id)
    items = rounds.items_of(ws, round_)
    subjects = rounds.subjects_of(ws, round_)
    rows: list[tuple[str, str, str, str, int | None]] = []
    for judge in rounds.assessors_of(ws, round_):
        mine = rounds.mine(judge, subjects)
        own = sorted((s for s in subjects if s.id in mine), key=lambda s: not s.anchor)
        cells = [(s.id, item) for s in own for item in items]
        for subject, item in cells[: given[judge.id]]:
            rows.append((subject, item.id, judge.id, *judges.mark(subject, item, judge.id)))
    for start in range(0, len(rows), SLICE):
        body = MarksImported(round=round_id, rows=tuple(rows[start : start + SLICE]), source="demo")
        ws.write(body, right=Right.MARK)
