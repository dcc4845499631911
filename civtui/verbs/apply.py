"""Applications for an agency honor, from filing to the answer of the higher body."""

from __future__ import annotations

from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.verbs.verb import (
    AS_OF,
    DOCUMENT,
    ID,
    MAY_SAY_WHY,
    ON,
    UNTIL,
    Verb,
    arg,
    one_of,
    opt,
    ref,
    to,
    void_of,
)

HERE = "civtui.workspace.answers.apply:"
CASE = ref("case")
TIER = ref("honor", "tier")
NEEDED_DOCUMENT = DOCUMENT._replace(required=True)
CAUSES = one_of("verbs/apply.cause-", "withdrawn", "objection-upheld")

VERBS: tuple[Verb, ...] = (
    Verb(
        "apply",
        "add",
        HERE + "add",
        (TIER, ref("agency"), ID, ON),
        right=Right.FILE,
        inverse="ledger.void",
        row="agency",
        may=HERE + "may_add",
        confirm=HERE + "will_add",
        preview=HERE + "reasons_ahead",
    ),
    Verb(
        "apply",
        "check",
        HERE + "check",
        (
            CASE,
            opt(
                "score",
                "number",
                minimum="0",
                maximum="100",
                hint=msg("verbs/apply.apply.check.score-hint"),
            ),
            MAY_SAY_WHY,
            ON,
        ),
        right=Right.KEEP,
        inverse="ledger.void",
        row="case",
        may=HERE + "may_check",
    ),
    Verb("apply", "list", HERE + "list_", (to("honor", "tier", title=None),)),
    Verb("apply", "show", HERE + "show", (CASE,), row="case"),
    Verb("apply", "rank", HERE + "rank", (TIER, AS_OF)),
    Verb(
        "apply",
        "submit",
        HERE + "submit",
        (ref("cases", "case", several=True), NEEDED_DOCUMENT, opt("to", default=""), ON),
        right=Right.KEEP,
        inverse="ledger.void",
        row="case",
        may=HERE + "may_submit",
        confirm=HERE + "will_submit",
    ),
    Verb(
        "apply",
        "result",
        HERE + "result",
        (
            CASE,
            arg("outcome", "choice", choices=one_of("verbs/apply.outcome-", "granted", "refused")),
            NEEDED_DOCUMENT,
            opt("by", required=True),
            to("honor", "tier", title=None, hint=msg("verbs/apply.apply.result.honor-hint")),
            UNTIL,
            ON,
        ),
        right=Right.KEEP,
        inverse="ledger.void",
        row="case",
        may=HERE + "may_result",
        confirm=HERE + "will_result",
    ),
    Verb(
        "apply",
        "close",
        HERE + "close",
        (CASE, arg("cause", "choice", choices=CAUSES), ON),
        right=Right.FILE,
        inverse="ledger.void",
        row="case",
        may=HERE + "may_close",
        confirm=HERE + "will_close",
        use="rare",
    ),
    void_of("apply", "case"),
)
