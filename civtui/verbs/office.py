"""Offices: read, added, and a wrong name corrected."""

from __future__ import annotations

from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.verbs.verb import MAY_SAY_WHY, ON, ORDER, STAFF, WHY, Verb, arg, opt, ref, to, void_of

HERE = "civtui.workspace.answers.office:"
OFFICE = ref("office")

VERBS: tuple[Verb, ...] = (
    Verb(
        "office",
        "list",
        HERE + "list_",
        (arg("text", required=False, default=""), to("agency", title=None)),
    ),
    Verb("office", "show", HERE + "show", (OFFICE,), row="office"),
    Verb(
        "office",
        "add",
        HERE + "add",
        (
            ref("agency"),
            arg("name"),
            STAFF,
            opt("head", title=msg("verbs/office.office.correct.head")),
            ORDER,
            ON,
        ),
        right=Right.KEEP,
        inverse="ledger.void",
        row="agency",
    ),
    Verb(
        "office",
        "correct",
        HERE + "correct",
        (OFFICE, opt("name"), opt("head"), WHY),
        right=Right.KEEP,
        inverse="ledger.void",
        row="office",
        some=("name", "head"),
        stands=HERE + "standing",
    ),
    Verb(
        "office",
        "take-part",
        HERE + "take_part",
        (
            OFFICE,
            opt(
                "takes",
                "yes-no",
                flags=("--part/--no-part",),
                required=True,
                hint=msg("verbs/office.office.take-part.takes-hint"),
            ),
            ON,
            MAY_SAY_WHY,
        ),
        right=Right.KEEP,
        inverse="ledger.void",
        row="office",
        use="correction",
    ),
    void_of("office", "office"),
)
