"""Evidence: papers and pictures, kept once, and what they serve."""

from __future__ import annotations

from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.verbs.verb import WHY, Verb, arg, ref

HERE = "civtui.workspace.answers.evidence:"
PIECE = ref(
    "evidence",
    metavar="HASH",
    title=msg("verbs/evidence.evidence.show.evidence"),
    hint=msg("verbs/evidence.evidence.show.evidence-hint"),
)
USE = ref("use", "evidence-use", metavar="REGISTER:ID", within=("evidence",), title=None)

VERBS: tuple[Verb, ...] = (
    Verb(
        "evidence",
        "add",
        HERE + "add",
        (arg("files", "file", several=True, catalogue="paper"),),
        right=Right.FILE,
        inverse="ledger.void",
    ),
    Verb(
        "evidence",
        "unlink",
        HERE + "unlink",
        (PIECE, USE, WHY),
        right=Right.FILE,
        inverse="ledger.void",
        row="evidence",
        may=HERE + "may_unlink",
    ),
    Verb(
        "evidence",
        "move",
        HERE + "move",
        (PIECE, USE, ref("to", "evidence-served", metavar="REGISTER:ID", title=None), WHY),
        right=Right.FILE,
        inverse="ledger.void",
        row="evidence",
        may=HERE + "may_unlink",
    ),
    Verb("evidence", "list", HERE + "list_"),
    Verb("evidence", "show", HERE + "show", (PIECE,), row="evidence"),
    Verb("evidence", "check", HERE + "check"),
)
