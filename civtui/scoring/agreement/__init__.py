"""How far raters agree: each measure takes a document and gives (value, details, warnings).

The value is None where the measure is undefined; the warnings say why.
"""

from __future__ import annotations

from functools import partial

from civtui.scoring.agreement.concordance import kendall_w
from civtui.scoring.agreement.intraclass import KINDS, intraclass
from civtui.scoring.agreement.kappa import cohen, fleiss
from civtui.scoring.agreement.krippendorff import METRICS, krippendorff
from civtui.scoring.agreement.ratings import Measure, Measured

MEASURES: dict[str, Measure] = {
    **{f"krippendorff-{metric}": partial(krippendorff, metric) for metric in METRICS},
    "cohen-kappa": cohen,
    "fleiss-kappa": fleiss,
    "kendall-w": kendall_w,
    **{kind: partial(intraclass, kind) for kind in KINDS},
}

__all__ = ["MEASURES", "Measure", "Measured"]
