"""`results` and `explain`: what a round comes to, and how each figure came about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from civtui.locale import render, t
from civtui.locale.tables import table
from civtui.model.figures import PLACES, fixed, shown, shown_text
from civtui.model.near import Figure, column, told
from civtui.workspace.answers import Answer
from civtui.workspace.answers.round import gap_said
from civtui.workspace.reading.names import Names
from civtui.workspace.results.results import Results, band_names, spread
from civtui.workspace.results.results import results as of_round
from civtui.workspace.results.schemes import read_options
from civtui.workspace.results.totals import left_out_told, of_rows, shown_totals
from civtui.workspace.results.trace_text import method_told
from civtui.workspace.session import Workspace
from civtui.workspace.titles.agenda_after_reform import ended_named


def results(
    ws: Workspace,
    *,
    round: str,
    scheme: str | None,
    option: Sequence[str],
    draws: int | None,
    seed: int,
    places: int | None,
    calibrated: bool,
) -> Answer:
    """Answer with the standing of every subject, best first; status 1 where it is stale."""
    options = read_options(option) if option else None
    found, bands = of_round(ws, round, scheme, options), band_names(ws, round)
    sure = spread(ws, round, draws=draws, seed=seed, places=places) if draws else None
    aside: list[str] = list(found.warnings)
    without = _calibrated(ws, round, aside) if calibrated else {}
    aside += _asides(found, drawn=sure is not None)

    def lines() -> Iterator[str]:
        heads = [
            t(f"cli.column-{c}")
            for c in ("rank", "name", "total", "band", "missing", "interval", "so-far")
        ]
        totals = shown_totals(found)
        out = left_out_told(found.rows)
        heads += [t("scoring.column-left-out")] if out else []
        heads += [t("fairness.calibrated"), t("fairness.calibrated-rank")] if without else []
        names = {r.subject: r.name for r in found.rows}
        own = column(
            {s: Figure(names[s], c.calibrated, c.calibrated_rank) for s, c in without.items()},
            text=lambda value: fixed(value, PLACES),
        )
        marked = ended_named(ws, names)
        body = [
            [
                *(str(r.rank or "—"), marked[r.subject], totals[r.subject]),
                *(render(bands.get(r.band, r.band)) if r.band else "", str(r.missing or "")),
                *("" if r.low is None else f"{r.low}–{r.high}", shown(Fraction(r.so_far))),
                *((out[r.subject],) if out else ()),
                *(
                    (own.texts[r.subject], str(without[r.subject].calibrated_rank or "—"))
                    if without
                    else ()
                ),
            ]
            for r in found.rows
        ]
        yield from table(heads, body)
        yield from map(render, told(of_rows(found.rows), own))
        yield from method_told(found.details, found.names)
        if sure is not None:
            yield from _spread_lines(sure, {r.subject: r.name for r in found.rows})

    document = found.document()
    for row in document["results"] if without else ():
        row |= without[row["subject"]]._asdict()
    if sure is not None:
        document["robustness"] = {**sure._asdict(), "rows": [r._asdict() for r in sure.rows]}
    return Answer(document, lines, status=1 if found.stale else 0, aside=aside)


def _asides(found: Results, *, drawn: bool) -> Iterator[str]:
    """Yield what keeps results from saying more; `drawn`: the panel was drawn again, too."""
    if found.round.gap:
        yield gap_said(found.round.id, found.round.gap)
    if drawn and found.round.missing:
        given, of = found.round.given, found.round.expected
        left = sum(row.total is None for row in found.rows)
        yield t("fairness.unfinished", given=given, of=of, count=left)
    if found.stale:
        yield t("cli.results-stale", seq=found.stale.seq, reason=found.stale.reason)


class _Calibrated(NamedTuple):
    """A subject's total with the severities taken out, and its rank by it."""

    calibrated: int | float | None
    calibrated_rank: int | None


def _calibrated(ws: Workspace, round: str, aside: list[str]) -> dict[str, _Calibrated]:
    from civtui.workspace.results.fairness import calibration_document, fairness

    document = calibration_document(fairness(ws, round))
    aside += document["warnings"]
    return {s["id"]: _Calibrated(s["adjusted"], s["rank"]) for s in document["subjects"]}


def _spread_lines(sure: Any, names: dict[str, str]) -> Iterator[str]:
    yield ""
    yield t("cli.results-draws", draws=sure.draws, seed=sure.seed)
    body = [
        [
            str(row.rank or "—"),
            names[row.subject],
            "" if row.low is None else f"{row.low}–{row.high}",
            "" if row.passes is None else f"{100 * row.passes:.0f} %",
        ]
        for row in sure.rows
    ]
    yield from table([t(f"cli.column-{c}") for c in ("rank", "name", "drawn", "passes")], body)
    if sure.cut:
        from civtui.workspace.results.fairness import cut_said

        yield render(cut_said(sure))


def explain(
    ws: Workspace,
    *,
    round: str,
    subject: str,
    item: str | None,
    scheme: str | None = None,
    option: Sequence[str] = (),
    calibrated: bool,
) -> Answer:
    """Answer with how a total, or one item, came about."""
    from civtui.workspace.results.dossier import dossier
    from civtui.workspace.results.traces import explain as trace
    from civtui.workspace.results.traces import in_words

    options = read_options(option) if option else None
    found = trace(ws, round, subject, item, calibrated=calibrated, scheme=scheme, options=options)
    tree = found.document()
    beside = dossier(ws, round, subject, item).document()

    def lines() -> Iterator[str]:
        yield from _tree(in_words(ws, round, found).document(), "")
        yield from _beside(ws, round, beside)

    return Answer({**tree, **beside}, lines)


def _beside(ws: Workspace, round_id: str, found: dict[str, Any]) -> Iterator[str]:
    """Yield the parts by method, the notes, the cells left for later, the self-assessment."""
    names = Names(ws)

    def called(line: dict[str, Any]) -> dict[str, Any]:
        by: dict[str, Any] = {"item": names.item(round_id, line["item"]) if line["item"] else ""}
        if "assessor" in line:
            by["assessor"] = names.judge(round_id, line["assessor"])
        return {**line, **by}

    for part in found["methods"]:
        name = t(f"panel.method-{part['method'] or 'none'}")
        figures = {"points": shown_text(part["points"]), "most": shown_text(part["most"])}
        yield t("panel.method-line", **{**part, **figures, "method": name})
    for note in found["notes"]:
        said = called(note)
        yield t("panel.note-line", **{**said, "item": said["item"] or t("panel.whole")})
    for skip in found["skips"]:
        yield t("panel.skip-line", **called(skip))
    both = found["self"]
    for two in both["items"]:
        figures = {key: shown_text(two[key]) for key in ("self", "assessed")}
        yield t("panel.self-line", **{**called(two), **figures})
    if both["items"]:
        sums = {key: shown_text(both[key]) for key in ("self_total", "assessed_total")}
        yield t("panel.self-total", **{**both, **sums})


def _tree(node: dict[str, Any], indent: str) -> Iterator[str]:
    from civtui.workspace.results.trace_text import how_said, told_below
    from civtui.workspace.results.traces import figure_of

    value, how = figure_of(node), how_said(node["how"])
    source = f"  [{node['source']}]" if node["source"] else ""
    yield f"{indent}{node['label']} = {value}{how and f'  ({how})'}{source}"
    for said in told_below(node):
        yield f"{indent}  ※ {said}"
    for child in node["children"]:
        yield from _tree(child, indent + "  ")
