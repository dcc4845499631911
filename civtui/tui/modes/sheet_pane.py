"""The pane of a score sheet: what to type, rule, evidence, the cell's past, how far one is."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.locale.width import width
from civtui.tui.fitting import middle, way_on
from civtui.tui.keys.actions import BY_ID
from civtui.tui.keys.registry import key_text, keys_of
from civtui.tui.looks import (
    BAD,
    BOLD,
    DIM,
    FAULT,
    FIRST,
    GOOD,
    NOTE,
    PLAIN,
    SAVED,
    WARN,
    Span,
    Spans,
    bar,
    line,
)
from civtui.tui.modes.sheet_rows import so_far
from civtui.tui.modes.sheet_scale import how_to_type, in_lines, scale_spans, worth
from civtui.tui.modes.sheet_words import why_unstored
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.rounds.rounds import ItemSpec, allowed, exact_text, spoken
from civtui.workspace.sheet.entries import State
from civtui.workspace.sheet.leftovers import foreign

if TYPE_CHECKING:
    from civtui.tui.modes.sheet_state import Scoring

SHORT_BAR, LONG_BAR = 8, 16
NEWEST = 6
FEW = 3
GAP = 2


def progress(mode: Scoring, cells: int) -> Spans:
    """Return how far the judge is, and how many texts stand refused."""
    given, expected = mode.model.given, mode.sheet.assessor.expected
    spans = [
        Span(bar(given, expected, LONG_BAR if cells >= 70 else SHORT_BAR), GOOD),
        Span(f" {given}/{expected}", BOLD),
    ]
    others = len(foreign(mode.model))
    if 0 < expected <= given and not mode.sheet.submitted:
        key = key_text(keys_of(BY_ID["submit"], "sheet")[0])
        spans.append(Span(f"  {t('sheet.all-marked', key=key)}", GOOD))
    faults = sum(cell[0] in mode.sheet.mine for cell in mode.model.entries.faults())
    if faults:
        spans.append(Span(f"  {FAULT}{faults}", BAD))
    if others:
        spans.append(Span(f"  {t('sheet.others-wait', count=others)}", WARN))
    return spans


def pace(mode: Scoring) -> list[Spans]:
    """Return how fast the judge is, and how long the rest will take, as pieces of a line."""
    given, expected = mode.model.given, mode.sheet.assessor.expected
    pieces: list[Spans] = []
    per_hour = mode.pace.per_hour()
    if per_hour:
        pieces.append(line(t("sheet.pace", count=per_hour), DIM))
        minutes = mode.pace.minutes_left(expected - given)
        if minutes:
            pieces.append(line(t("sheet.minutes-left", minutes=minutes), DIM))
    return pieces


def head(mode: Scoring, subject: str, item: ItemSpec) -> Spans:
    """Return the item, and the mark as it stands."""
    place = mode.sheet.items.index(item)
    mark = mode.sheet.marks.get((subject, item.id))
    said = "" if mark is None else render(spoken(item, mark))
    spans = [
        Span(f"{mode.numbers[place]} ", NOTE),
        Span(render(item.title), BOLD),
    ]
    if mode.model.saved == (subject, item.id):
        spans.append(Span(f" {SAVED} {t('tui.saved')} {said}", GOOD))
    elif mark is not None:
        spans.append(Span(f" = {said}", BOLD))
    return [*spans, Span(worth(mode.sheet, subject, item), BOLD)]


def rule(mode: Scoring, item: ItemSpec, cells: int) -> list[Spans]:
    """Return what an assessor goes by, and what caps and bests do to the mark."""
    text = render(item.rule)
    lines = paragraph(text, cells) if text else []
    for node in ("", *item.parents, item.id):
        for said in mode.limits.get(node, ()):
            lines += paragraph(said, cells, DIM)
    return lines


def remarks(mode: Scoring, subject: str, item: ItemSpec, cells: int) -> list[Spans]:
    """Return what stands against marking here, why it was skipped, and the notes."""
    lines: list[Spans] = []
    entry = mode.model.entries.get((subject, item.id))
    if mode.model.typist.wrong:
        lines += paragraph(render(allowed(item)), cells, BAD)
    elif entry is not None and entry.state is State.WAITING:
        lines += paragraph(t("sheet.is-waiting"), cells, WARN)
    elif entry is not None and entry.fault is not None:
        lines += paragraph(why_unstored(mode.model, (subject, item.id), entry), cells, BAD)
    reason = mode.closed(subject)
    said = entry.fault.message if entry is not None and entry.fault is not None else None
    if reason is not None and reason.message != said:  # it is said once
        way = way_on(reason)
        text = render(reason.message) + (f" · {way}" if way else "")
        lines += paragraph(text, cells, WARN)
    if subject in mode.sheet.anchors:
        lines += paragraph(f"{FIRST} {t('sheet.anchor')}", cells, NOTE)
    skipped = mode.sheet.skips.get((subject, item.id))
    if skipped and (subject, item.id) not in mode.sheet.marks:
        lines += paragraph(t("sheet.is-skipped", why=skipped), cells, WARN)
    for target, key in ((item.id, "sheet.note-item"), ("", "sheet.note-office")):
        note = mode.sheet.notes.get((subject, target))
        if note:
            lines += paragraph(t(key, text=note), cells)
    return lines


def sheet_pane(mode: Scoring, cells: int) -> list[Spans]:
    """Return the pane below the sheet: the most needed lines first, a low screen cuts the rest."""
    if mode.here is None:
        return [progress(mode, cells)]
    subject, item = mode.here
    who = next(s for s in mode.sheet.subjects if s.id == subject)
    typing = how_to_type(item, by_band=mode.model.by_band)
    return [
        *in_lines([head(mode, subject, item), line(typing, NOTE)], cells),
        *remarks(mode, subject, item, cells),
        *in_lines(scale_spans(item, by_band=mode.model.by_band), cells),
        *rule(mode, item, cells),
        _foot(mode, f"{who.agency_name}/{who.name}", render(item.criterion_title), cells),
    ]


def _foot(mode: Scoring, office: str, criterion: str, cells: int) -> Spans:
    """Return how far and how fast the judge is, the office between, as long as there is room."""
    before = progress(mode, cells)
    after = [span for piece in pace(mode) for span in (Span("  "), *piece)]
    room = cells - sum(width(span.text) for span in (*before, *after)) - GAP
    named: Spans = [Span(" " * GAP), Span(middle(office, room), BOLD)]
    if width(office) + width(criterion) + GAP <= room:
        named.append(Span(f"  {criterion}", DIM))
    return [*before, *named, *after]


def card_pane(mode: Scoring, cells: int) -> list[Spans]:
    """Return the pane beside the card: rule, evidence, earlier marks, the cell's past."""
    if mode.here is None:
        return [progress(mode, cells)]
    subject, item = mode.here
    named = head(mode, subject, item)
    fits = sum(width(span.text) for span in named) <= cells
    return [
        *([named] if fits else [named[:2], named[2:]]),
        *paragraph(how_to_type(item, by_band=mode.model.by_band), cells, NOTE),
        *remarks(mode, subject, item, cells),
        *in_lines(scale_spans(item, by_band=mode.model.by_band), cells),
        *rule(mode, item, cells),
        *_evidence(mode, item, cells),
        *_earlier(mode, item, cells),
        *_past(mode, subject, item, cells),
        *_compared(mode, cells),
        line(),
        *in_lines([progress(mode, cells), *pace(mode)], cells),
    ]


def _compared(mode: Scoring, cells: int) -> list[Spans]:
    """Return the totals of two offices that stand side by side, and where they differ most."""
    if not (mode.comparing and mode.pinned) or mode.totals_hidden:
        return []
    one, two = mode.pinned, mode.office
    lines = [
        line(f"{mode.name_of(subject)}  {so_far(mode.totals, mode.sheet, subject) or '—'}", BOLD)
        for subject in (one, two)
    ]
    points = mode.sheet.points
    apart = {
        item.id: abs(a - b)
        for item in mode.sheet.items
        if (a := points.get((one, item.id))) is not None
        and (b := points.get((two, item.id))) is not None
    }
    widest = max(apart.values(), default=0)
    if widest:
        items = [render(i.title) for i in mode.sheet.items if apart.get(i.id) == widest]
        text = t("sheet.widest", points=exact_text(Fraction(widest, 1000)), items=items[:FEW])
        lines += paragraph(text, cells, DIM)
    return _part(t("sheet.compared"), lines)


def _part(title: str, lines: list[Spans]) -> list[Spans]:
    return [line(title, NOTE), *lines] if lines else []


def _evidence(mode: Scoring, item: ItemSpec, cells: int) -> list[Spans]:
    """Return what the item asks for, and what the agency's log holds for it."""
    asked = [
        t(f"sheet.asks-{kind}", count=item.more[kind])
        for kind in ("evidence", "photos")
        if item.more.get(kind)
    ]
    kept = mode.card().kept.get(item.id, [])
    if not asked and not kept:
        return []
    count = sum(len(k.pieces) for k in kept)
    text = t("sheet.kept", count=count) if kept else t("sheet.kept-none")
    lines = paragraph("  ".join([*asked, text]), cells, PLAIN if kept else WARN)
    for k in kept[:NEWEST]:
        lines += paragraph(
            f"{k.held[5:]} {k.title} {t('common.separator').join(k.pieces)}", cells, DIM, indent=1
        )
    return _part(t("sheet.evidence"), lines)


def _earlier(mode: Scoring, item: ItemSpec, cells: int) -> list[Spans]:
    """Return the mark of the round before, and where the round is open those of others."""
    card = mode.card()
    lines: list[Spans] = []
    own = card.own.get(item.id)
    if own:
        lines += paragraph(t("sheet.self", mark=own), cells)
    before = card.before.get(item.id)
    if before:
        text = t(
            "sheet.before", mark=spoken(item, before.text), round=before.round, judges=before.judges
        )
        lines += paragraph(text, cells)
    others = card.others.get(item.id, [])
    if others:
        said = "  ".join(f"{name} {render(spoken(item, value))}" for name, value in others)
        lines += paragraph(t("sheet.others", marks=said), cells, DIM)
    return lines


def _past(mode: Scoring, subject: str, item: ItemSpec, cells: int) -> list[Spans]:
    """Return the newest changes of the cell."""
    past = mode.history.of(mode.ws, subject, item.id)
    lines: list[Spans] = []
    for change in reversed(past[-NEWEST:]):
        value = t("cli.empty") if change.value is None else render(spoken(item, change.value))
        how = t("sheet.past-undone") if change.taken_back else ""
        when = mode.ws.shown(change.recorded)[5:16]
        lines += paragraph(f"{when} {how}{value} {change.who}", cells, DIM, indent=1)
    return _part(t("sheet.history"), lines)
