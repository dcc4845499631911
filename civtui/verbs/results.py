"""What a round comes to, and how each figure came about."""

from __future__ import annotations

from civtui.model.text import msg
from civtui.verbs.verb import Verb, flag, opt, ref, to

HERE = "civtui.workspace.answers.results:"
ROUND = ref("round")
SEED = opt("seed", "count", minimum="-999999999999999999", default=1, title=msg("verbs.field-seed"))
PLACES = opt("places", "count", minimum="1", title=msg("verbs.field-places"))

VERBS: tuple[Verb, ...] = (
    Verb(
        "", "results", HERE + "results",
        (ROUND, to("scheme", metavar="ID", title=None),
         opt("draws", "count", minimum="1", maximum="10000", title=msg("verbs.field-draws")),
         SEED, PLACES, flag("calibrated")),
        row="round",
    ),
    Verb(
        "", "explain", HERE + "explain",
        (ROUND, ref("subject", within=("round",), title=None),
         ref("item", within=("round",), required=False, title=None), flag("calibrated")),
    ),
)  # fmt: skip
