"""The overview's pane: figures and pictures for a narrow, a wide and a very low screen."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from civtui.locale import t
from civtui.locale.width import fit, width
from civtui.tui.looks import BOLD, DIM, GOOD, NOTE, WARN, Span, Spans, line
from civtui.tui.pictures import bar, dots, pyramid
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.overview.overview import TIERS

if TYPE_CHECKING:
    from civtui.workspace.building.evenness import Evenness, Year
    from civtui.workspace.overview.overview import Overview as Found
    from civtui.workspace.people.visits import Change
    from civtui.workspace.session import Visit

BAR = 30
LABEL = 17
SECTOR = 14


class Known(Protocol):
    """What the overview has read of the city."""

    found: Found
    even: Evenness | None
    years: list[Year]
    visit: Visit | None
    changes: list[Change]


def narrow_page(mode: Known, cells: int) -> list[Spans]:
    """Return five lines: the advanced share and the pyramid, figures at their right."""
    found = mode.found
    left = min(54, cells * 2 // 3)
    right = [
        Span(t("tui.figures", agencies=found.agencies, offices=found.offices), DIM),
        Span(_offices(found)),
        Span(t("tui.work", rounds=found.rounds, marks=found.marks)),
        *_cards(found),
        *_since(mode),
    ]
    drawn = [_advanced(found, left), *_pyramid(found, left)]
    lines = []
    for place, spans in enumerate(drawn):
        used = sum(width(span.text) for span in spans)
        beside = [right[place]] if place < len(right) else []
        lines.append([*spans, Span(" " * max(1, left + 1 - used)), *beside])
    return lines


def low_page(mode: Known, cells: int) -> list[Spans]:
    """Return two lines: the advanced share, and the honors as figures."""
    honors = mode.found.honors
    names = {tier: t(f"tui.short-{tier}") for tier in TIERS[1:]} | {"none": t("cli.honor-none")}
    figures = "  ".join(f"{names[tier]} {honors[tier]}" for tier in reversed(TIERS))
    part, whole = mode.found.advanced
    return [
        [
            Span(t("tui.advanced") + " "),
            Span(f"{part}/{whole} = {mode.found.percent} %", BOLD + GOOD),
        ],
        line(figures, DIM),
    ]


def wide_page(mode: Known, cells: int) -> list[Spans]:
    """Return figures, pyramid, the sectors as a dot plot, stages and years, one under another."""
    found = mode.found
    lines = [
        line(t("tui.figures", agencies=found.agencies, offices=found.offices), BOLD),
        _advanced(found, cells),
        line(),
        *_pyramid(found, cells),
        line(),
        [Span(_offices(found))],
        [Span(t("tui.work", rounds=found.rounds, marks=found.marks) + "  "), *_cards(found)],
        *([[span] for span in _since(mode)]),
    ]
    return [*lines, *_even_page(mode, cells)]


def _even_page(mode: Known, cells: int) -> list[Spans]:
    even = mode.even
    if even is None:
        return []
    axis = max(10, cells - SECTOR - 5)
    title = t("home.even-title", percent=percent(even.share))
    lines: list[Spans] = [line(), *paragraph(title, cells, BOLD)]
    for sector in even.sectors:
        shares = [spot.share for spot in sector.spots]
        lines.append(
            [
                Span(fit(sector.name or "—", SECTOR)),
                Span(fit(f"{percent(sector.share)}%", 4, "right") + " ", DIM),
                *dots(shares, even.share, axis),
            ]
        )
    building, started, planned, rest = even.stages
    stages = t("home.stages", a=building, b=started, c=planned, d=rest)
    lines += [*paragraph(t("home.even-legend"), cells, DIM), line(), *paragraph(stages, cells)]
    if len(mode.years) > 1:
        lines += [line(), line(t("home.years"), BOLD)]
        for year in mode.years:
            share = Fraction(year.advanced, year.agencies)
            figure = f" {year.advanced}/{year.agencies} = {percent(share)} %"
            shape = bar(share, max(10, cells - 24))
            lines.append([Span(f"{year.year} "), Span(shape, GOOD), Span(figure)])
    return lines


def _advanced(found: Found, cells: int) -> Spans:
    part, whole = found.advanced
    said = [
        Span(t("tui.advanced") + " "),
        Span(f"{part}/{whole} = {found.percent} %", BOLD + GOOD),
        Span("  "),
    ]
    room = cells - sum(width(span.text) for span in said)
    return [*said, Span(bar(Fraction(part, whole or 1), max(5, min(BAR, room))), GOOD)]


def _pyramid(found: Found, cells: int) -> list[Spans]:
    rungs = [(t(f"cli.honor-{tier}"), found.honors[tier]) for tier in reversed(TIERS)]
    return pyramid(rungs, cells, LABEL)


def _offices(found: Found) -> str:
    held = found.office_honors
    return t("home.office-honors", civilized=held["civilized-office"], model=held["model-office"])


def _cards(found: Found) -> Spans:
    cards = [Span(t("tui.cards-open", cards=found.cards), WARN if found.cards else GOOD)]
    lapsed = [Span("  " + t("home.lapsed", count=found.lapsed), WARN)] if found.lapsed else []
    return [Span(cards[0].text + (lapsed[0].text if lapsed else ""), cards[0].style)]


def _since(mode: Known) -> Spans:
    visit = mode.visit
    if visit is None:
        return [Span(t("home.first-visit"), NOTE)]
    key = "home.since" if mode.changes else "home.since-nothing"
    return [Span(t(key, day=visit.day[5:]), NOTE)]


def percent(share: Fraction) -> int:
    """Return a share in whole percent, halves up."""
    return (200 * share.numerator + share.denominator) // (2 * share.denominator)
