"""`agreement`, `calibrate` (bare, or of a round) and `round fairness`: how a panel judges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from civtui.locale import render, t
from civtui.locale.tables import table
from civtui.model.errors import UsageFault
from civtui.model.figures import fixed
from civtui.model.near import Figure, column, told
from civtui.model.text import msg
from civtui.workspace.answers import Answer
from civtui.workspace.answers.scheme import measured
from civtui.workspace.results import calculators
from civtui.workspace.results import fairness as of_rounds
from civtui.workspace.results.fairness import SYMBOLS, Fairness, cut_said
from civtui.workspace.results.totals import raw_and_calibrated
from civtui.workspace.session import Workspace

FINE = 3  # decimals of what a bare input's marks come to


def _one_of(file: Path | None, round: str | None) -> None:
    if (file is None) == (round is None):
        raise UsageFault(msg("fairness.input-or-round"))


def agreement(
    ws: Workspace | None, *, input: Path | None, round: str | None, measure: str | None
) -> Answer:
    """Say how far raters agree: of a bare input, or of a round's panel."""
    _one_of(input, round)
    if input is not None:
        if measure is None:
            raise UsageFault(msg("fairness.measure-needed"))
        return measured(calculators.agreement(measure, calculators.read_document(input)))
    assert ws is not None and round is not None
    found = of_rounds.agreement(ws, round, measure)
    values = [one["value"] for one in found["overall"]["measures"].values()]
    status = int(all(value is None for value in values))
    names = of_rounds.names_of(ws, round)
    return Answer(found, lambda: _agreement_lines(found, names), status=status)


def calibrate(ws: Workspace | None, *, input: Path | None, round: str | None) -> Answer:
    """Take the assessors' severity out of the marks of a bare input, or of a round."""
    _one_of(input, round)
    if input is not None:
        answer, titles = calculators.calibrate(calculators.read_document(input)), {}
    else:
        assert ws is not None and round is not None
        found = of_rounds.fairness(ws, round)
        answer = {"round": round, **of_rounds.calibration_document(found)}
        titles = {id_: render(title) for id_, title, _ in found.criteria}
    return Answer(
        answer,
        lambda: _calibration_lines(answer, titles),
        status=0 if answer["connected"] else 1,
        warnings=answer["warnings"],
    )


def fairness(ws: Workspace, *, round: str, draws: int, seed: int, places: int | None) -> Answer:
    """Say how fair a round is: agreement, severity, habits, and how sure the ranks are."""
    found = of_rounds.fairness(ws, round, draws=draws, seed=seed, places=places)
    document = found.document()
    return Answer(
        document,
        lambda: _fairness_lines(found, document),
        status=0 if found.calibration.connected else 1,
        warnings=document["warnings"],
    )


def _agreement_lines(
    found: dict[str, Any], names: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Yield the measures of a panel's agreement; `names` says what an id is called."""
    whole = {**found["overall"], "title": t("fairness.overall")}
    signs = [SYMBOLS.get(name, name) for name in whole["measures"]]
    heads = [t("fairness.criterion"), *signs, t("fairness.sheets"), t("fairness.common")]
    yield from table(
        heads,
        [
            [
                one["title"],
                *(_figure(m["value"]) for m in one["measures"].values()),
                f"{one['complete']}/{one['sheets']}",
                str(one["subjects"]),
            ]
            for one in [whole, *found["criteria"]]
        ],
    )
    for name, one in whole["measures"].items():
        for warning in one["warnings"]:
            yield f"{SYMBOLS.get(name, name)}: {warning}"
    if found["pairs"]:
        yield ""
        yield t("fairness.pairs")
        yield from table(
            [t(f"fairness.{c}") for c in ("pair", "common", "difference", "spread", "rho", "note")],
            [
                [
                    " × ".join(p["names"]),
                    str(p["common"]),
                    f"{p['difference']:+.2f}",
                    f"{p['spread']:.2f}",
                    _figure(p["correlation"]),
                    t("fairness.splits") if p["splits"] else "",
                ]
                for p in found["pairs"]
            ],
        )
    if found["far"]:
        yield ""
        yield t("fairness.far", count=found["far_count"], shown=len(found["far"]))
        heads = [t(f"fairness.{c}") for c in ("subject", "item", "assessor", "given", "others")]
        yield from table(
            heads,
            [
                [
                    *(names.get(f[key], f[key]) for key in ("subject", "item", "assessor")),
                    *(f["text"], f"{f['others']:.2f}"),
                ]
                for f in found["far"]
            ],
        )


def _figure(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"


def _calibration_lines(answer: dict[str, Any], titles: Mapping[str, str]) -> Iterator[str]:
    subjects = sorted(answer["subjects"], key=lambda s: (s["rank"] is None, s["rank"] or 0))
    adjusted = column(
        {s["id"]: Figure(s.get("name", s["id"]), s["adjusted"], s["rank"]) for s in subjects},
        FINE,
        text=lambda value: fixed(value, FINE),
    )
    yield from table(
        [t(f"fairness.{c}") for c in ("rank", "subject", "calibrated", "raw")],
        [
            [
                str(s["rank"] or "—"),
                s.get("name", s["id"]),
                adjusted.texts[s["id"]],
                "—" if s["raw"] is None else f"{s['raw']:.3f}",
            ]
            for s in subjects
        ],
    )
    yield from map(render, adjusted.said)
    yield ""
    yield from _severity_lines(answer["assessors"], titles)


def _severity_lines(
    assessors: Iterable[dict[str, Any]], titles: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    rows = list(assessors)
    own = [{c["id"]: f"{c['severity']:+.2f}" for c in a.get("criteria", ())} for a in rows]
    # a judge who marked nothing of a criterion has no severity there
    criteria = list(dict.fromkeys(id_ for one in own for id_ in one))
    yield from table(
        [
            t("fairness.assessor"),
            t("fairness.severity"),
            "±",
            *(titles.get(id_, id_) for id_ in criteria),
        ],
        [
            [
                a.get("name", a["id"]),
                f"{a['severity']:+.3f}",
                "—" if a["standard_error"] is None else f"{a['standard_error']:.3f}",
                *(one.get(id_, "—") for id_ in criteria),
            ]
            for a, one in zip(rows, own, strict=True)
        ],
    )


def _fairness_lines(found: Fairness, document: dict[str, Any]) -> Iterator[str]:
    yield f"— {t('fairness.agreement')} —"
    yield from _agreement_lines(document["agreement"], found.names())
    yield ""
    yield f"— {t('fairness.severity')} —"
    titles = {id_: render(title) for id_, title, _ in found.criteria}
    yield from _severity_lines(document["calibration"]["assessors"], titles)
    yield ""
    yield f"— {t('fairness.habits')} —"
    columns = ("assessor", "straight", "usual", "range", "halo", "drift")
    yield from table(
        [t(f"fairness.{c}") for c in columns],
        [
            [
                found.assessors.get(h.assessor, h.assessor),
                f"{h.straight}/{h.straight_of}",
                "—" if h.usual_share is None else f"{100 * h.usual_share:.0f} %",
                *(_figure(v) for v in (h.range, h.halo)),
                "—"
                if h.drift is None or h.drift_p is None
                else f"{h.drift:+d} (p={h.drift_p:.3f})",
            ]
            for h in found.habits
        ],
    )
    yield ""
    yield f"— {t('fairness.ranks')} —"
    yield from _rank_lines(found)


def _rank_lines(found: Fairness) -> Iterator[str]:
    """Yield raw beside calibrated totals and ranks, with the interval of the rank."""
    sure = {row.subject: row for row in found.robustness.rows} if found.robustness else {}
    columns = ("rank", "subject", "raw", "calibrated-rank", "calibrated", "interval", "passes")
    rows = sorted(found.standings, key=lambda s: (s.raw_rank is None, s.raw_rank or 0))
    raw, calibrated = raw_and_calibrated(found)
    body = []
    for s in rows:
        own = sure.get(s.subject)
        body.append(
            [
                str(s.raw_rank or "—"),
                found.subjects.get(s.subject, s.subject),
                raw.texts[s.subject],
                str(s.rank or "—"),
                calibrated.texts[s.subject],
                "" if own is None or own.low is None else f"{own.low}–{own.high}",
                "" if own is None or own.passes is None else f"{100 * own.passes:.0f} %",
            ]
        )
    yield from table([t(f"fairness.{c}") for c in columns], body)
    yield from map(render, told(raw, calibrated))
    if found.robustness and found.robustness.cut:
        yield render(cut_said(found.robustness))
