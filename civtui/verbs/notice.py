"""Public notices, and objections to what they make public."""

from __future__ import annotations

from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.verbs.registers import ANOTHER
from civtui.verbs.verb import (
    DAYS,
    ID,
    NAME_KEPT,
    ON,
    PLANNED,
    Verb,
    arg,
    one_of,
    opt,
    ref,
    to,
    void_of,
)

HERE = "civtui.workspace.answers.notice:"
NOTICE = ref("notice")
COUNTING = one_of("verbs/notice.counting-", "calendar", "working")

VERBS: tuple[Verb, ...] = (
    Verb(
        "notice",
        "add",
        HERE + "add",
        (ref("cases", "case", several=True), ID, PLANNED),
        right=Right.KEEP,
        inverse="ledger.void",
        row="case",
        may=HERE + "may_add",
        confirm=HERE + "will_add",
    ),
    Verb(
        "notice",
        "period",
        HERE + "period",
        (
            arg("posted", "date", ahead=True),
            opt("days", "count", unit=DAYS, minimum="1", maximum="400"),
            opt("counting", "choice", choices=COUNTING),
        ),
    ),
    Verb("notice", "list", HERE + "list_"),
    Verb("notice", "show", HERE + "show", (NOTICE,), row="notice"),
    Verb(
        "notice",
        "export",
        HERE + "export",
        (
            NOTICE,
            to("format"),
            opt(
                "output",
                "file",
                flags=("-o", "--output"),
                proposed=HERE + "export_placed",
                title=msg("verbs/export.export.output"),
            ),
        ),
        row="notice",
    ),
    Verb(
        "notice",
        "object",
        HERE + "object_",
        (
            NOTICE,
            ref("case", within=("notice",)),
            arg("matter"),
            NAME_KEPT,
            ON,
            ANOTHER,
        ),
        right=Right.KEEP,
        inverse="ledger.void",
        row="notice",
        may=HERE + "may_object",
    ),
    Verb(
        "notice",
        "handle",
        HERE + "handle",
        (
            ref("objection"),
            arg("outcome", "choice", choices=one_of("cli_titles.objection-", "upheld", "rejected")),
            opt("finding", required=True),
            ON,
        ),
        right=Right.KEEP,
        inverse="ledger.void",
        row="objection",
        may=HERE + "may_handle",
    ),
    void_of("notice", "notice"),
    void_of("notice", "objection", "void-objection"),
)
