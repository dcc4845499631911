"""How an item is marked, in the pane: what to type, the scale, and what a mark of it is worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.locale.width import width
from civtui.tui.looks import BOLD, DIM, NOTE, Span, Spans
from civtui.workspace.marks.marks import choices, further
from civtui.workspace.marks.own_totals import points_of, two_places
from civtui.workspace.rounds.rounds import ItemSpec, exact_text, words

if TYPE_CHECKING:
    from civtui.workspace.rounds.rounds import Sheet

PLAIN_POINTS = ("points", "bonus")


def how_to_type(item: ItemSpec, *, by_band: bool) -> str:
    """Return in one line what to type for a mark of `item`."""
    found = choices(item, by_band=by_band)
    if len(found) == 2 and item.kind != "veto":
        return t("sheet.type-two", first=found[0].key, last=found[1].key)
    if found and item.kind != "veto":
        return t("sheet.type-digit", first=found[0].key, last=found[-1].key)
    point = t("sheet.type-point") if further(item, "0") == "0." else ""
    most, step = exact_text(item.max_points), exact_text(item.step)
    return t(f"sheet.type-{item.kind}", most=most, step=step) + point


def scale_spans(item: ItemSpec, *, by_band: bool) -> list[Spans]:
    """Return the scale of an item: each step with the digit that chooses it where one does."""
    chosen = choices(item, by_band=by_band)
    if chosen and item.kind != "veto":
        return [
            [
                Span(f"{c.key} ", NOTE + BOLD),
                Span(render(c.label)),
                Span(f"={exact_text(c.points)}", DIM),
            ]
            for c in chosen
        ]
    bands: list[Spans] = [
        [Span(render(band.label), DIM), Span(f"≥{exact_text(band.points)}", DIM)]
        for band in item.bands
    ]
    spoken: list[Spans] = [[Span(text, DIM)] for text in _worth(item)]
    named: list[Spans] = [[Span(f"{c.key} ", NOTE + BOLD), Span(render(c.label))] for c in chosen]
    return [*named, *bands, *spoken]


def _worth(item: ItemSpec) -> Iterator[str]:
    """Yield what marks of a kind without steps are worth."""
    more, most = item.more, exact_text(item.max_points)
    if item.kind == "count":
        yield t("sheet.worth-count", most=most, per=more["per"], floor=more.get("floor", "0"))
    elif item.kind == "ratio":
        for step in more["thresholds"]:
            share = exact_text(Fraction(step["at_least"]) * 100)
            yield t("sheet.worth-ratio", share=share, points=step["points"])
    elif item.kind == "rank":
        if more.get("not_last"):
            yield t("sheet.worth-not-last", most=most)
        if more.get("at_most") is not None:
            yield t("sheet.worth-at-most", place=more["at_most"], most=most)
    elif item.kind == "vote":
        yield t("sheet.worth-vote", most=most)
        yield from _lost_votes(more)
    elif item.kind == "penalty":
        yield t("sheet.worth-penalty", per=more["per"], factor=more.get("hidden_factor", 2))
    elif item.kind == "veto":
        yield t("sheet.worth-veto", months=more["months"])


def _lost_votes(more: Mapping[str, Any]) -> Iterator[str]:
    if Fraction(more.get("per_blank", "0")):
        yield t("sheet.worth-blank", points=more["per_blank"])
    for key in ("void_blank", "void_against"):
        if key in more:
            share = exact_text(Fraction(more[key]) * 100)
            yield t(f"sheet.worth-{key.replace('_', '-')}", share=share)


def in_lines(pieces: list[Spans], cells: int) -> list[Spans]:
    """Return pieces one behind the other, in lines of at most `cells` cells."""
    lines: list[Spans] = []
    used = cells
    for piece in pieces:
        wide = sum(width(span.text) for span in piece)
        if used + wide + 2 > cells or not lines:
            lines.append([*piece])
            used = wide
        else:
            lines[-1] += [Span("  "), *piece]
            used += wide + 2
    return lines


def worth(sheet: Sheet, subject: str, item: ItemSpec) -> str:
    """Return what the cell's mark is worth, where that is not what it says."""
    mark = sheet.marks.get((subject, item.id))
    if mark is None or item.kind in PLAIN_POINTS or item.kind == "veto":
        return ""
    return t("sheet.worth", points=two_places(points_of(item, mark)))


def limits(document: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return node id -> what it does to its marks: a cap, or only the best counts.

    The cap on the total stands under an empty id.
    """
    found: dict[str, tuple[str, ...]] = {}
    if "cap" in document:
        whole = words(document["title"])
        found[""] = (t("sheet.capped", group=whole, cap=document["cap"]),)
    waiting = list(document["item"])
    while waiting:
        node = waiting.pop()
        waiting += node.get("item", ())
        title = words(node["title"])
        said = []
        if node.get("aggregate") == "max":
            said.append(t("sheet.best-of", group=title))
        if "cap" in node:
            said.append(t("sheet.capped", group=title, cap=node["cap"]))
        found[node["id"]] = tuple(said)
    return found
