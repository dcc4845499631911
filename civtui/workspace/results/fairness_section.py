"""What a round's report says of its fairness: agreement, severities, ranks raw and calibrated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from civtui import locale
from civtui.locale import t
from civtui.model.near import told
from civtui.workspace.results.fairness import DRAWS, SYMBOLS, Fairness, cut_said, fairness_call
from civtui.workspace.results.results import results_call
from civtui.workspace.results.totals import raw_and_calibrated
from civtui.workspace.session import Workspace

Section = dict[str, Any]


def fairness_sections_call(ws: Workspace, round_id: str) -> Callable[[], list[Section]]:
    """Return the call that makes the sections; it reads no ledger any more.

    The cut is after those who reach the best band, where some do and some don't.
    """
    standing = results_call(ws, round_id, "weighted-sum")
    without_cut = fairness_call(ws, round_id, draws=DRAWS)

    def make() -> list[Section]:
        rows = [row for row in standing().rows if row.rank is not None]
        best = [row for row in rows if row.band is not None and row.band == rows[0].band]
        places = len(best) if 0 < len(best) < len(rows) else None
        found = without_cut(places)
        return [_panel(found), _ranks(found)] if rows else [_panel(found)]

    return make


def _columns(*ids: str) -> list[dict[str, str]]:
    return [
        {"id": id_, "title": t(f"fairness.{id_}"), "align": "right" if n else "left"}
        for n, id_ in enumerate(ids)
    ]


def _panel(found: Fairness) -> Section:
    whole = {m.measure: m for m in found.agreement.whole.measures}
    figures = "  ".join(
        f"{SYMBOLS.get(name, name)} {'—' if m.value is None else f'{m.value:.3f}'}"
        for name, m in whole.items()
    )
    text = [f"{t('fairness.agreement')}: {figures}"]
    text += [
        f"{SYMBOLS.get(m.measure, m.measure)}: {locale.render(w)}"
        for m in whole.values()
        for w in m.warnings
    ]
    text += [locale.render(one) for one in found.warnings()]
    rows = [
        [
            found.assessors.get(assessor, assessor),
            str(own.subjects),
            f"{float(own.points):+.2f}",
            "—" if own.error is None else f"{own.error:.2f}",
        ]
        for assessor, own in found.calibration.severity.items()
    ]
    columns = _columns("assessor", "short-sheets", "severity", "error")
    return {
        "title": t("fairness.title-panel"),
        "text": text,
        "table": {"columns": columns, "rows": rows},
    }


def _ranks(found: Fairness) -> Section:
    sure = found.robustness
    spread = {row.subject: row for row in sure.rows} if sure else {}
    text = []
    if sure is not None:
        text.append(t("cli.results-draws", draws=sure.draws, seed=sure.seed))
        text += [locale.render(cut_said(sure))] if sure.cut else []
    raw, calibrated = raw_and_calibrated(found, none="")
    text += map(locale.render, told(raw, calibrated))
    rows = []
    for one in sorted(found.standings, key=lambda s: (s.raw_rank is None, s.raw_rank or 0)):
        own = spread.get(one.subject)
        rows.append(
            [
                found.subjects.get(one.subject, one.subject),
                raw.texts[one.subject],
                str(one.raw_rank or ""),
                calibrated.texts[one.subject],
                str(one.rank or ""),
                "" if own is None or own.low is None else f"{own.low}–{own.high}",
                "" if own is None or own.passes is None else f"{100 * own.passes:.0f} %",
            ]
        )
    columns = _columns(
        "subject", "raw", "rank", "calibrated", "calibrated-rank", "interval", "passes"
    )
    return {
        "title": t("fairness.title-ranks"),
        "text": text,
        "table": {"columns": columns, "rows": rows},
    }
