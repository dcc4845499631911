"""Below a trace: the parts by method, notes, skipped cells, and the agency's own marks."""

from __future__ import annotations

from civtui.locale import render, t
from civtui.model.figures import shown
from civtui.tui.looks import BOLD, DIM, GOOD, NOTE, WARN, Span, Spans, line
from civtui.workspace.results.dossier import dossier
from civtui.workspace.rounds import rounds
from civtui.workspace.session import Workspace


def beside_total(ws: Workspace, round_id: str, subject: str, item: str | None) -> list[Spans]:
    """Return what stands beside the total of a subject, or beside one item of it, as lines."""
    found = dossier(ws, round_id, subject, item)
    items = rounds.items_of(ws, rounds.round_row(ws, round_id))
    titles = {"": t("panel.whole"), **{spec.id: render(spec.title) for spec in items}}
    lines: list[Spans] = []
    for part in found.methods:
        name = t(f"panel.method-{part.method or 'none'}")
        figure = f"{shown(part.points)}/{shown(part.most)}"
        done = part.marked == part.items
        share = Span(f"  {part.marked}/{part.items}", DIM if done else WARN)
        lines.append([Span(f"{name}  "), Span(figure, BOLD), share])
    for note in found.notes:
        what = f"{t('panel.note')} {titles[note.item]} {note.assessor}  "
        lines.append([Span(what, NOTE), Span(note.text)])
    for skip in found.skips:
        what = f"{t('panel.skip')} {titles[skip.item]} {skip.assessor}  "
        lines.append([Span(what, WARN), Span(skip.text)])
    for two in found.selves:
        assessed = "—" if two.assessed is None else shown(two.assessed)
        above = two.assessed is not None and two.self > two.assessed
        lines.append(
            [
                Span(f"{t('panel.self')} {titles[two.item]}  ", NOTE),
                Span(shown(two.self), WARN if above else GOOD),
                Span(f"  {t('panel.assessed')} {assessed}", DIM),
            ]
        )
    return [line(), *lines] if lines else []
