"""The ledger: what happened, and whether it still adds up."""

from __future__ import annotations

from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.verbs.verb import PREVIEW, WHY, Verb, arg, opt, ref

HERE = "civtui.workspace.answers.ledger:"

VERBS: tuple[Verb, ...] = (
    Verb(
        "ledger",
        "verify",
        HERE + "verify",
        command="civtui.cli.ledger:verify",
        by_hand={"command": "it answers for a ledger that does not open, too"},
    ),
    Verb(
        "ledger",
        "log",
        HERE + "log",
        (
            opt(
                "limit", "count", default=20, minimum="1", maximum="100000", flags=("-n", "--limit")
            ),
            opt("kind", hint=msg("verbs/ledger.ledger.log.kind-hint")),
        ),
    ),
    Verb("ledger", "asof", HERE + "asof", (arg("day", "date", metavar="DAY", ahead=True),)),
    Verb("ledger", "checkpoint", HERE + "checkpoint"),
    # the deed's own right is asked for as it is taken back
    Verb(
        "ledger",
        "void",
        HERE + "void",
        (ref("fact"), WHY, PREVIEW),
        right=Right.VOID,
        row="fact",
        may=HERE + "may_void",
        confirm=HERE + "will_void",
        inverse="ledger.void",
    ),
)
