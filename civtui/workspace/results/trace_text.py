"""A trace in words: its operations as people say them, its judges by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from civtui.locale import render, t
from civtui.model.text import Message, msg
from civtui.scoring.pipeline.own import TOTAL_BY
from civtui.scoring.trace import Node

MARK_BY = "pipeline.mark-by"  # the label of a judge's mark in a trace
MODES = ("half-up", "half-even", "down", "up")


def how_said(how: str) -> str:
    """Return the operation of a node (see `Node.how`) in the language in use.

    Returns:
        Nothing for a mark, whose source tells it; the operation as it stands where it has no
        words, as one that a plugin brought.
    """
    name, _, rest = how.partition("(")
    values = rest.rstrip(")").split(",")
    if name == "mark":
        return ""
    if name == "round" and values[-1] in MODES:
        return t("trace.round", places=values[0], mode=t(f"trace.round-{values[-1]}"))
    if name.startswith("scheme:"):
        return ""  # its source tells it
    key = f"trace.{name}"
    said = t(key, value=values[0])
    return how if said == key else said


def told_below(node: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a node of `explain` says beside its figure: each a line of its own below it."""
    yield from node.get("said", ())
    for one in node.get("set_aside", ()):
        yield "  ".join((one["label"], *one.get("said", ()), one["source"]))


def named(node: Node, names: Mapping[str, str]) -> Node:
    """Return a trace in which judges have their names beside their ids.

    Args:
        names: id of a judge -> name.
    """
    label = node.label
    if isinstance(label, Message):
        values = {
            key: f"{names[str(value)]} {value}" if str(value) in names else value
            for key, value in label.values.items()
        }
        label = msg(label.key, **values)
    children = tuple(named(child, names) for child in node.children)
    aside = tuple(named(one, names) for one in node.aside)
    return node._replace(label=label, children=children, aside=aside)


def nameless(node: Node) -> Node:
    """Return a trace in which no mark tells whose it is.

    The marks of an item stand by their worth and are numbered so, each item anew: neither a name
    nor a place in the panel can be followed from item to item. Of marks that are set aside only the
    count is told: who stepped back may be known.
    """
    given: list[Node] = []
    rest: list[Node] = []
    for child in node.children:
        key = child.label.key if isinstance(child.label, Message) else ""
        if key == TOTAL_BY:  # opened, it would be one judge's whole sheet
            child = child._replace(children=())
        (given if key in (MARK_BY, TOTAL_BY) else rest).append(nameless(child))
    given.sort(key=lambda one: (one.value is None, one.value or 0, one.how, render(one.source)))
    numbered = [
        one._replace(label=msg(_key(one), assessor=place)) for place, one in enumerate(given, 1)
    ]
    said = node.said
    if aside := sum(one.value is not None for one in node.aside):  # those without one gave none
        said = (*said, msg("pipeline.aside-count", count=aside))
    return node._replace(children=(*numbered, *rest), said=said, aside=())


def _key(node: Node) -> str:
    return node.label.key if isinstance(node.label, Message) else MARK_BY


def step_said(
    details: Mapping[str, Any], subject: str, names: Mapping[str, str] = {}
) -> Iterator[str]:
    """Yield what a scheme's method left out of one subject, and how it was worked out.

    Args:
        details: figures of the method, as `scheme run` gives them.
        subject: id of the subject.
        names: id of a judge -> name; its id where it is not there.
    """
    if subject in (steps := _by_subject(details, "steps")):
        yield str(steps[subject])
    if subject in (absent := _by_subject(details, "absent")):
        barred = _by_subject(details, "barred").get(subject, ())
        short = [judge for judge in absent[subject] if judge not in barred]
        of_round = "barred" in details  # what is absent there is a whole sheet, not one mark
        for key, judges in (("absent-sheets" if of_round else "absent", short), ("barred", barred)):
            if judges:
                who = [names.get(str(judge), str(judge)) for judge in judges]
                yield t(f"scoring.{key}", names=t("common.joint").join(who))


def _by_subject(details: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = details.get(key)  # a plugin's scheme may put anything there
    return found if isinstance(found, Mapping) else {}


def method_told(details: Mapping[str, Any], names: Mapping[str, str] = {}) -> Iterator[str]:
    """Yield what a scheme's method left out, subject by subject, and how it read ties.

    Args:
        details: as of `step_said`.
        names: id of a subject or judge -> name; the id where it is not there.
    """
    subjects = dict.fromkeys(s for key in ("steps", "absent") for s in _by_subject(details, key))
    if subjects:
        yield t("scoring.steps")
    for subject in subjects:
        for said in step_said(details, subject, names):
            yield f"  {names.get(subject, subject)}  {said}"
    yield from ties_said(details)


def ties_said(details: Mapping[str, Any]) -> Iterator[str]:
    """Yield how a scheme's method read ties, where it says it."""
    if isinstance(details.get("ties"), str):
        yield details["ties"]
