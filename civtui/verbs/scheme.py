"""The bare calculators: schemes, trends, agreement and calibration; none needs a workspace."""

from __future__ import annotations

from civtui.model.text import msg
from civtui.verbs.verb import Verb, opt, ref, to

HERE = "civtui.workspace.answers.scheme:"
PANEL = "civtui.workspace.answers.fairness:"
INPUT = opt("input", "file", metavar="PATH", title=msg("verbs.field-input"))
MEASURE = opt("measure", metavar="NAME", title=msg("verbs.field-measure"))
ROUND = to("round", metavar="ROUND")

VERBS: tuple[Verb, ...] = (
    Verb("scheme", "list", HERE + "list_", needs="nothing"),
    Verb(
        "scheme",
        "run",
        HERE + "run",
        (
            ref("id", "scheme", metavar="ID", title=msg("verbs.field-scheme")),
            INPUT._replace(required=True),
        ),
        needs="nothing",
    ),
    Verb("", "agreement", PANEL + "agreement", (ROUND, MEASURE, INPUT), row="round", needs="named"),
    Verb("", "calibrate", PANEL + "calibrate", (ROUND, INPUT), row="round", needs="named"),
    Verb(
        "",
        "trend",
        HERE + "trend",
        (INPUT._replace(required=True), MEASURE._replace(required=True)),
        needs="nothing",
    ),
)
