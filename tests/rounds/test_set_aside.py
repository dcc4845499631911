"""What a judge gave before stepping back stands in the trace with the reason, and counts not."""

from __future__ import annotations

from pathlib import Path

from civtui.model.facts.rounds import MarksImported
from civtui.model.roles import Right
from civtui.workspace.results.trace_text import told_below
from civtui.workspace.results.traces import explain
from civtui.workspace.rounds import round_life, rounds
from civtui.workspace.rounds.recusals import recuse
from tests.titles.small import small_city


def test_a_recused_judges_mark_is_told_with_the_reason(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "city")
    judges = [{"id": k, "name": k, "agency": None, "related": []} for k in ("k1", "k2")]
    two = ["o-1-1", "o-1-2"]
    round_life.open_round(
        ws, "r", name="r", standard="civilized-office", subjects=two, assessors=judges
    )
    item = rounds.items_of(ws, rounds.round_row(ws, "r"))[0].id
    rows = [("o-1-1", item, "k1", "1", None), ("o-1-1", item, "k2", "2", None)]
    ws.write(MarksImported(round="r", rows=tuple(rows), source="test"), right=Right.MARK)

    def told(subject: str) -> tuple[str, list[str]]:
        node = explain(ws, "r", subject, item)
        return node.document()["exact"], [
            line for one in node.walk() for line in told_below(one.document())
        ]

    assert told("o-1-1") == ("1.5", [])
    recuse(ws, "r", "k2", "o-1-1", why="亲属在此")
    aside = "考评员 k2 k2  评分 2  不计入：已回避（亲属在此）"
    assert told("o-1-1") == ("1", [aside])
    ws.close()
