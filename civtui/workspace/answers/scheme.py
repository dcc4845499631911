"""`scheme list|run`, `trend`: the bare calculators."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from civtui.locale import render, t
from civtui.locale.tables import table, told
from civtui.model.figures import shown
from civtui.model.near import Figure, column
from civtui.workspace.answers import Answer
from civtui.workspace.results import calculators
from civtui.workspace.results.trace_text import method_told
from civtui.workspace.session import Workspace

FINE = 4  # decimals of what need not be points


def list_(ws: Workspace | None) -> Answer:
    """Answer with the schemes that are installed."""
    rows = calculators.scheme_rows()

    def lines() -> Iterator[str]:
        heads = [t("cli.column-id"), t("cli.column-name"), "", ""]
        body = [
            [
                r.id,
                r.title,
                f"{r.plugin} {r.version}",
                t("common.joint").join(property_said(one) for one in r.properties),
            ]
            for r in rows
        ]
        yield from table(heads, body)

    return Answer([row._asdict() for row in rows], lines)


def property_said(name: str) -> str:
    """Return what people must know of a scheme in a few words; as it stands where it has none."""
    return t(f"scoring.property-{name}") if name in calculators.KNOWN_PROPERTIES else name


def run(ws: Workspace | None, *, id: str, input: Path) -> Answer:
    """Run a scheme on an input document; 1 where it scores nobody."""
    answer = calculators.run_scheme(id, calculators.read_document(input))

    def lines() -> Iterator[str]:
        heads = [t("cli.column-rank"), t("cli.column-name"), t("cli.column-total")]
        scores = column(
            {r["subject"]: Figure(r["subject"], _score(r), r["rank"]) for r in answer["results"]},
            FINE,
        )
        body = [
            [str(r["rank"] or "—"), r["subject"], scores.texts[r["subject"]]]
            for r in answer["results"]
        ]
        yield from table(heads, body)
        yield from map(render, scores.said)
        yield from method_told(answer["details"])

    found = any(row["score"] is not None for row in answer["results"])
    return Answer(answer, lines, status=0 if found else 1, warnings=answer["warnings"])


def _score(row: dict[str, Any]) -> Fraction | float | None:
    """Return a score, exact where it is known exactly."""
    if row["exact"] is not None:
        return Fraction(row["exact"])
    return None if row["score"] is None else float(row["score"])


def _figures(value: Any) -> Any:
    """Return details with their floats rounded to what anybody reads."""
    if isinstance(value, float):
        return round(value, FINE)
    if isinstance(value, dict):
        return {key: _figures(own) for key, own in value.items()}
    return [_figures(own) for own in value] if isinstance(value, list) else value


def trend(ws: Workspace | None, *, input: Path, measure: str) -> Answer:
    """Measure a series; 1 where the measure is undefined."""
    return measured(calculators.trend(measure, calculators.read_document(input)))


def measured(answer: dict[str, Any]) -> Answer:
    """Return the answer of a measure: 1 where it is undefined."""

    def lines() -> Iterator[str]:
        value = answer["value"]
        figure = shown(value, FINE) if isinstance(value, float) else value
        yield f"{answer['measure']} = {figure}"
        for name, detail in _figures(answer["details"]).items():
            yield from told(name, detail)

    status = 1 if answer["value"] is None else 0
    return Answer(answer, lines, status=status, warnings=answer["warnings"])
