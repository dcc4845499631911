"""How far raters agree: each measure takes a document and gives (value, details, warnings).

The value is None where the measure is undefined; the warnings say why.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from civtui.model.text import msg
from civtui.scoring.agreement.concordance import kendall_w
from civtui.scoring.agreement.intraclass import KINDS, intraclass
from civtui.scoring.agreement.kappa import cohen, fleiss
from civtui.scoring.agreement.krippendorff import METRICS, krippendorff
from civtui.scoring.agreement.ratings import Measure, Measured


def _explained(measure: Measure, why: str, document: Any) -> Measured:
    """Return what a measure says; one below 0, where people expect 0 to 1, says why it can be."""
    value, details, warnings = measure(document)
    if value is not None and value < 0:
        warnings = [*warnings, msg(f"scoring.below-0-{why}")]
    return value, details, warnings


def _all() -> Iterator[tuple[str, str, Measure]]:
    for metric in METRICS:
        yield f"krippendorff-{metric}", "chance", partial(krippendorff, metric)
    yield "cohen-kappa", "chance", cohen
    yield "fleiss-kappa", "chance", fleiss
    yield "kendall-w", "chance", kendall_w
    for kind in KINDS:
        yield kind, "variance", partial(intraclass, kind)


MEASURES: dict[str, Measure] = {
    name: partial(_explained, measure, why) for name, why, measure in _all()
}

__all__ = ["MEASURES", "Measure", "Measured"]
