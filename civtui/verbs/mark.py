"""Marks: set, taken back, put again, left for later, noted; the agency's own beside them."""

from __future__ import annotations

from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.verbs.verb import UNTIL_SHEET, WHY, Verb, arg, opt, ref, to

HERE = "civtui.workspace.answers.mark:"
ROUND = ref("round")
SUBJECT = ref("subject", within=("round",))
ITEM = ref("item", within=("round",))
VALUE = arg("value", "mark", within=("round", "item"), title=msg("verbs.field-value"))
JUDGE = to("assessor", within=("round",), metavar="ID")
CELL = (ROUND, SUBJECT, ITEM)
OPEN = "civtui.workspace.answers.round:may_close"

VERBS: tuple[Verb, ...] = (
    Verb(
        "mark",
        "set",
        HERE + "set_",
        (*CELL, VALUE, JUDGE),
        right=Right.MARK,
        row="round",
        may=OPEN,
        inverse="mark.undo",
    ),
    Verb(
        "mark",
        "clear",
        HERE + "clear",
        (*CELL, JUDGE, WHY),
        right=Right.MARK,
        inverse="ledger.void",
        until=UNTIL_SHEET,
    ),
    Verb(
        "mark",
        "undo",
        HERE + "undo",
        (ROUND, JUDGE),
        right=Right.MARK,
        row="round",
        may=OPEN,
        inverse="mark.redo",
    ),
    Verb(
        "mark",
        "redo",
        HERE + "redo",
        (ROUND, JUDGE),
        right=Right.MARK,
        row="round",
        may=OPEN,
        inverse="mark.undo",
    ),
    Verb(
        "mark", "skip", HERE + "skip", (*CELL, WHY, JUDGE), right=Right.MARK, inverse="mark.unskip"
    ),
    Verb("mark", "unskip", HERE + "unskip", (*CELL, JUDGE), right=Right.MARK, inverse="mark.undo"),
    Verb(
        "mark",
        "note",
        HERE + "note",
        (
            ROUND,
            SUBJECT,
            arg(
                "words",
                several=True,
                required=False,
                only="command",
                metavar="[ITEM] TEXT",
                hint=msg("verbs/mark.mark.note.words-hint"),
            ),
            to("item", within=("round",), only="form"),
            opt("text", only="form"),
            JUDGE,
        ),
        right=Right.MARK,
        inverse="mark.undo",
    ),
    Verb(
        "mark",
        "self",
        HERE + "self_",
        (*CELL, VALUE),
        right=Right.FILE,
        inverse="ledger.void",
        row="round",
        may=OPEN,
    ),
)
