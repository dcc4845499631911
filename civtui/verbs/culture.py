"""Culture programs: what plugins bring, what agencies enter in them."""

from __future__ import annotations

from civtui.model.roles import Right
from civtui.verbs.registers import ANOTHER
from civtui.verbs.verb import Verb, arg, opt, ref

HERE = "civtui.workspace.answers.culture:"
PROGRAM = ref("program")

VERBS: tuple[Verb, ...] = (
    Verb("culture", "list", HERE + "list_"),
    Verb(
        "culture",
        "show",
        HERE + "show",
        (PROGRAM, ref("agency", "entrant"), opt("view", metavar="ID")),
    ),
    Verb(
        "culture",
        "add",
        HERE + "add",
        (
            PROGRAM,
            ref("agency"),
            arg("form"),
            opt("set", several=True, metavar="TEXT"),
            opt("entry", metavar="ID"),
            ANOTHER,
        ),
        right=Right.FILE,
        inverse="ledger.void",
        by_hand={"screen": "a program's form has the fields that its plugin declares"},
    ),
    Verb("culture", "score", HERE + "score", (ref("agency"),), row="agency"),
)
