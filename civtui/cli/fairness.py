"""`agreement`, `calibrate` (bare, or of a round) and `round fairness`: how a panel judges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from civtui.cli.face import Face, emit, json_option
from civtui.cli.scheme import measured, say_warnings
from civtui.locale import t
from civtui.locale.tables import table

if TYPE_CHECKING:
    from civtui.workspace.fairness import Fairness

input_option = click.option(
    "--input", "file", type=click.Path(path_type=Path), help=t("cli_scheme.help-input")
)
round_option = click.option("--round", "name", metavar="ROUND", help=t("fairness.help-round"))


def _one_of(file: Path | None, name: str | None) -> None:
    if (file is None) == (name is None):
        raise click.UsageError(t("fairness.input-or-round"))


@click.command(help=t("cli_scheme.help-agreement"))
@input_option
@round_option
@click.option("--measure", metavar="NAME", help=t("cli_scheme.help-measure"))
@json_option
@click.pass_obj
def agreement(
    face: Face, file: Path | None, name: str | None, measure: str | None, as_json: bool
) -> int:
    """Say how far raters agree: of a bare input, or of a round's panel."""
    from civtui.workspace import calculators

    _one_of(file, name)
    if file is not None:
        if measure is None:
            raise click.UsageError(t("fairness.measure-needed"))
        return measured(calculators.agreement(measure, calculators.read_document(file)), as_json)
    from civtui.workspace.fairness import agreement as of_round

    found = of_round(face.open(), str(name), measure)
    values = [one["value"] for one in found["overall"]["measures"].values()]
    status = int(all(value is None for value in values))
    return emit(found, as_json, lambda: _agreement_lines(found), status=status)


def _agreement_lines(found: dict[str, Any]) -> Iterator[str]:
    whole = {**found["overall"], "title": t("fairness.overall")}
    from civtui.workspace.fairness import SYMBOLS

    names = [SYMBOLS.get(name, name) for name in whole["measures"]]
    heads = [t("fairness.criterion"), *names, t("fairness.sheets"), t("fairness.common")]
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
                [f["subject"], f["item"], f["assessor"], f["text"], f"{f['others']:.2f}"]
                for f in found["far"]
            ],
        )


def _figure(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"


@click.command(help=t("cli_scheme.help-calibrate"))
@input_option
@round_option
@json_option
@click.pass_obj
def calibrate(face: Face, file: Path | None, name: str | None, as_json: bool) -> int:
    """Take the assessors' severity out of the marks of a bare input, or of a round."""
    from civtui.workspace import calculators

    _one_of(file, name)
    if file is not None:
        answer = calculators.calibrate(calculators.read_document(file))
    else:
        from civtui.workspace import fairness as of_rounds

        found = of_rounds.fairness(face.open(), str(name))
        answer = {"round": name, **of_rounds.calibration_document(found)}
    say_warnings(answer, as_json)
    status = 0 if answer["connected"] else 1
    return emit(answer, as_json, lambda: _calibration_lines(answer), status=status)


def _calibration_lines(answer: dict[str, Any]) -> Iterator[str]:
    yield from table(
        [t(f"fairness.{c}") for c in ("rank", "subject", "calibrated", "raw")],
        [
            [
                str(s["rank"] or "—"),
                s.get("name", s["id"]),
                "—" if s["adjusted"] is None else f"{s['adjusted']:.3f}",
                "—" if s["raw"] is None else f"{s['raw']:.3f}",
            ]
            for s in sorted(answer["subjects"], key=lambda s: (s["rank"] is None, s["rank"] or 0))
        ],
    )
    yield ""
    yield from _severity_lines(answer["assessors"])


def _severity_lines(assessors: Iterable[dict[str, Any]]) -> Iterator[str]:
    rows = list(assessors)
    own = [{c["id"]: f"{c['severity']:+.2f}" for c in a.get("criteria", ())} for a in rows]
    # a judge who marked nothing of a criterion has no severity there
    criteria = list(dict.fromkeys(id_ for one in own for id_ in one))
    yield from table(
        [t("fairness.assessor"), t("fairness.severity"), "±", *criteria],
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


@click.command("fairness", help=t("fairness.help"))
@click.argument("name", metavar="ROUND")
@click.option("--draws", type=click.IntRange(0, 10_000), default=200, show_default=True,
              help=t("cli.help-results-draws"))  # fmt: skip
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--places", type=click.IntRange(1), help=t("cli.help-results-places"))
@json_option
@click.pass_obj
def fairness(
    face: Face, name: str, draws: int, seed: int, places: int | None, as_json: bool
) -> int:
    """Say how fair a round is: agreement, severity, habits, and how sure the ranks are."""
    from civtui.workspace.fairness import fairness as of_round

    found = of_round(face.open(), name, draws=draws, seed=seed, places=places)
    document = found.document()
    say_warnings(document, as_json)
    status = 0 if found.calibration.connected else 1
    return emit(document, as_json, lambda: _fairness_lines(found, document), status=status)


def _fairness_lines(found: Fairness, document: dict[str, Any]) -> Iterator[str]:
    yield f"— {t('fairness.agreement')} —"
    yield from _agreement_lines(document["agreement"])
    yield ""
    yield f"— {t('fairness.severity')} —"
    yield from _severity_lines(document["calibration"]["assessors"])
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
    yield from rank_lines(found)


def rank_lines(found: Fairness) -> Iterator[str]:
    """Yield raw beside calibrated totals and ranks, with the interval of the rank."""
    sure = {row.subject: row for row in found.robustness.rows} if found.robustness else {}
    columns = ("rank", "subject", "raw", "calibrated-rank", "calibrated", "interval", "passes")
    rows = sorted(found.standings, key=lambda s: (s.raw_rank is None, s.raw_rank or 0))
    body = []
    for s in rows:
        own = sure.get(s.subject)
        body.append([
            str(s.raw_rank or "—"),
            found.subjects.get(s.subject, s.subject),
            "—" if s.raw is None else f"{float(s.raw):.2f}",
            str(s.rank or "—"),
            "—" if s.calibrated is None else f"{float(s.calibrated):.2f}",
            "" if own is None or own.low is None else f"{own.low}–{own.high}",
            "" if own is None or own.passes is None else f"{100 * own.passes:.0f} %",
        ])  # fmt: skip
    yield from table([t(f"fairness.{c}") for c in columns], body)
    if found.robustness and found.robustness.cut:
        from civtui.locale import render
        from civtui.workspace.fairness import cut_said

        yield render(cut_said(found.robustness))


COMMANDS = (fairness,)
