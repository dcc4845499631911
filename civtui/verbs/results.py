"""What a round comes to, and how each figure came about."""

from __future__ import annotations

from civtui.model.text import msg
from civtui.verbs.verb import DRAWS, SEEDS, Verb, flag, opt, ref, to

HERE = "civtui.workspace.answers.results:"
ROUND = ref("round")
SEED = opt("seed", "count", default=1, title=msg("verbs.field-seed"), **SEEDS)
PLACES = opt("places", "count", minimum="1", title=msg("verbs.field-places"))
SCHEME = to("scheme", metavar="ID", title=None)
OPTION = to(
    "option",
    "scheme-option",
    several=True,
    within=("scheme",),
    metavar="NAME=VALUE",
    hint=msg("verbs.field-option-hint"),
)
CALIBRATED = flag("calibrated", title=msg("verbs.field-calibrated"))

VERBS: tuple[Verb, ...] = (
    Verb(
        "",
        "results",
        HERE + "results",
        (
            ROUND,
            SCHEME,
            OPTION,
            DRAWS._replace(minimum="1"),
            SEED,
            PLACES,
            CALIBRATED._replace(hint=msg("verbs/results.results.calibrated-hint")),
        ),
        row="round",
    ),
    Verb(
        "",
        "explain",
        HERE + "explain",
        (
            ROUND,
            ref("subject", within=("round",), title=None),
            ref("item", within=("round",), required=False, title=None),
            SCHEME,
            OPTION,
            CALIBRATED._replace(hint=msg("verbs/explain.explain.calibrated-hint")),
        ),
    ),
)
