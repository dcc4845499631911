"""Offices: read, and a wrong name corrected."""

from __future__ import annotations

from civtui.model.roles import Right
from civtui.verbs.verb import WHY, Verb, arg, opt, ref, to, void_of

HERE = "civtui.workspace.answers.office:"
OFFICE = ref("office")

VERBS: tuple[Verb, ...] = (
    Verb(
        "office", "list", HERE + "list_",
        (arg("text", required=False, default=""), to("agency", title=None)),
    ),
    Verb("office", "show", HERE + "show", (OFFICE,), row="office"),
    Verb(
        "office", "correct", HERE + "correct", (OFFICE, opt("name", required=True), WHY),
        right=Right.KEEP, inverse="ledger.void", row="office",
    ),
    void_of("office", "office"),
)  # fmt: skip
