"""How a figure of a round came about: the trace of a total, or of one item or group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from civtui.model.errors import NotFound, nearest
from civtui.model.figures import shown
from civtui.model.text import Message, msg
from civtui.scoring.pipeline import RoundMarks
from civtui.scoring.pipeline import explain as explain_subject
from civtui.scoring.pipeline.by_scheme import OF_TOTALS, bare, scheme_node
from civtui.scoring.pipeline.tree import nodes_of
from civtui.scoring.trace import Node
from civtui.workspace.reading.names import Names
from civtui.workspace.results.results import Results, results
from civtui.workspace.results.schemes import read_option, title_of
from civtui.workspace.results.trace_text import MARK_BY, named, nameless, step_said
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.round_marks import marks_of
from civtui.workspace.rounds.rounds import RoundRow
from civtui.workspace.rounds.seeing import What, sight
from civtui.workspace.session import Workspace


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
    scheme: str | None = None,
    options: Mapping[str, str] | None = None,
    found: Results | None = None,
) -> Node:
    """Return the trace of a subject's total, or of one item or group, as a tree.

    A total is traced by the scheme that made it; an item, and what is calibrated, always by the
    standard's own sum, which it says where the total is another's.

    Args:
        calibrated: of the total without the assessors' severities; each mark opens to the one that
            was given and what was taken out of it.
        scheme, options: by which the total is; as in `results`.
        found: the results by that scheme, where they are at hand.

    Raises:
        NotFound: no such round, subject or item.
    """
    round_ = rounds.round_row(ws, round_id)
    document = _checked(ws, round_, subject, item)
    wanted = scheme or round_.scheme
    whole = item is None and not calibrated
    if calibrated:
        from civtui.scoring.fairness import calibrated_of

        marks = marks_of(ws, round_, what=What.FAIRNESS)
        node = calibrated_of(document, marks, subject, item)
    else:
        marks = marks_of(ws, round_, subject, what=What.TRACE)
        node = explain_subject(document, marks, subject, item)
    if bare(wanted) == "weighted-sum":
        node = _stepped_back(node, marks)
    elif whole and bare(wanted) in OF_TOTALS:
        if options is None:
            options = rounds.pinned_of(ws, round_.id).options if wanted == round_.scheme else {}
        given = {name: read_option(text) for name, text in options.items()}
        node = scheme_node(document, marks, subject, wanted, given)
    elif whole:
        found = found or results(ws, round_id, scheme, options)
        node = _by_plugin(ws, node, found, subject)
    else:
        said = msg("pipeline.not-by-scheme", scheme=title_of(ws, wanted))
        node = node._replace(said=(*node.said, said))
    if not sight(ws, round_).sees(What.MARKS):
        return nameless(node)
    # a subject keeps its id: its agency may be another by now, and a round stays as it was
    return named(node, {judge.id: judge.name for judge in rounds.assessors_of(ws, round_)})


def in_words(ws: Workspace, round_id: str, node: Node) -> Node:
    """Return a trace as people read it: no id of a subject, judge, standard or scheme in it."""
    round_ = rounds.round_row(ws, round_id)
    judges = rounds.assessors_of(ws, round_)
    bare = Counter(judge.name for judge in judges)
    said: dict[str, object] = {
        f"{judge.name} {judge.id}": judge.name for judge in judges if bare[judge.name] == 1
    }
    said |= {subject.id: subject.full_name for subject in rounds.subjects_of(ws, round_)}
    pin = (round_.standard, round_.standard_version)
    said["@".join(pin)] = Names(ws).standard_named(*pin)
    return _said(ws, node, said)


def _said(ws: Workspace, node: Node, said: Mapping[str, object]) -> Node:
    label, source = node.label, node.source
    if isinstance(label, Message):
        values = {key: said.get(str(value), value) for key, value in label.values.items()}
        label = Message(label.key, values)
    if node.how.startswith("scheme:"):
        scheme, _, version = str(source).partition(" ")
        source = msg("standard.named", title=title_of(ws, scheme), version=version)
    elif isinstance(source, str):
        source = said.get(source, source)
    children = tuple(_said(ws, child, said) for child in node.children)
    aside = tuple(_said(ws, one, said) for one in node.aside)
    return node._replace(label=label, source=source, children=children, aside=aside)


def _checked(ws: Workspace, round_: RoundRow, subject: str, item: str | None) -> Mapping[str, Any]:
    """Return the document of a round whose subject and item there are."""
    lines = rounds.subjects_of(ws, round_)
    if subject not in (ids := [s.id for s in lines]):
        names = [s.full_name for s in lines]
        raise NotFound(
            msg("workspace.no-subject"),
            where={"round": round_.id},
            value=subject,
            nearest=nearest(subject, names) or nearest(subject, ids),
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
    return document


def _by_plugin(ws: Workspace, node: Node, found: Results, subject: str) -> Node:
    """Return the trace of a total that a scheme makes of all subjects at once.

    Its own steps are told as far as the scheme tells them; the sum of the standard stands below.
    """
    row = next(one for one in found.rows if one.subject == subject)
    stamp = found.scheme
    exact = row.exact if row.exact is not None else row.total
    value = None if exact is None or row.total is None else Fraction(str(exact))
    steps = tuple(step_said(found.details, subject, found.names))
    ties = [msg("pipeline.ballots-with-ties", count=found.tied)] if found.tied else []
    return Node(
        node.label,
        value,
        f"scheme:{stamp['id']}",
        (node._replace(label=msg("pipeline.sum-of-standard")),),
        f"{stamp['id']} {stamp['version']}",
        said=(msg("pipeline.by-scheme", scheme=title_of(ws, str(stamp["id"]))), *ties, *steps),
    )


def _stepped_back(node: Node, marks: RoundMarks) -> Node:
    """Return a trace that says who is not to mark its subject, and why."""
    aside = tuple(
        Node(msg(MARK_BY, assessor=assessor), None, "set-aside", (), why)
        for (assessor, _), why in sorted((marks.why or {}).items(), key=lambda one: one[0])
        if why.key != "pipeline.aside-share"
    )
    told = [one.label for part in node.walk() for one in part.aside]
    return node._replace(aside=(*node.aside, *(one for one in aside if one.label not in told)))
