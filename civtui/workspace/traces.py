"""How a figure of a round came about: the trace of a total, or of one item or group."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from civtui.model.errors import NotFound, nearest
from civtui.model.figures import shown
from civtui.model.text import msg
from civtui.scoring.pipeline import explain as explain_subject
from civtui.scoring.pipeline.tree import nodes_of
from civtui.workspace import rounds
from civtui.workspace.round_marks import marks_of
from civtui.workspace.seeing import What, sight
from civtui.workspace.session import Workspace
from civtui.workspace.trace_text import named, nameless


def figure_of(node: dict[str, Any]) -> str:
    """Return a node's value for the eye: a decimal, marked where it is rounded."""
    exact = node["exact"]
    if exact is None:
        return "—"
    value = Fraction(exact)
    text = shown(value)
    return text if Fraction(text) == value else f"≈{text}"


def explain(
    ws: Workspace,
    round_id: str,
    subject: str,
    item: str | None = None,
    *,
    calibrated: bool = False,
) -> Any:
    """Return the trace of a subject's total, or of one item or group, as a tree.

    Args:
        calibrated: of the total without the assessors' severities; each mark opens to the one that
            was given and what was taken out of it.

    Raises:
        NotFound: no such round, subject or item.
    """
    round_ = rounds.round_row(ws, round_id)
    ids = [s.id for s in rounds.subjects_of(ws, round_)]
    if subject not in ids:
        raise NotFound(
            msg("workspace.no-subject"),
            where={"round": round_id},
            value=subject,
            nearest=nearest(subject, ids),
        )
    document = rounds.document_of(ws, round_)
    known = [node["id"] for node in nodes_of(document)]
    if item is not None and item not in known:
        items = rounds.items_of(ws, round_)
        told = zip(rounds.numbered(items), items, strict=True)
        raise NotFound(
            msg("workspace.no-item"),
            value=item,
            allowed=[f"{number} {one.title.zh}" for number, one in told],
            nearest=nearest(item, known),
        )
    if calibrated:
        from civtui.scoring.fairness import calibrated_of

        marks = marks_of(ws, round_, what=What.FAIRNESS)
        node = calibrated_of(document, marks, subject, item)
    else:
        marks = marks_of(ws, round_, subject, what=What.TRACE)
        node = explain_subject(document, marks, subject, item)
    if not sight(ws, round_).sees(What.MARKS):
        return nameless(node)
    # a subject keeps its id: its agency may be another by now, and a round stays as it was
    return named(node, {judge.id: judge.name for judge in rounds.assessors_of(ws, round_)})
