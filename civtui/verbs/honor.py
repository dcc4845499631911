"""Titles: who held what, how they begin, are kept, end and come back; what is due of them."""

from __future__ import annotations

from civtui.model.fields import Field
from civtui.model.roles import Right
from civtui.verbs.verb import (
    AS_OF,
    DAYS,
    DECISION,
    DOCUMENT,
    MONTHS,
    ON,
    UNTIL,
    WHY,
    Verb,
    arg,
    decided,
    one_of,
    opt,
    ref,
    to,
    void_of,
)

HERE = "civtui.workspace.answers.honor:"
HONOR = ref("honor")
HOLDERS = ref("holders", "holder", several=True)
AGENCY = ref("agency")
NUMBER = DOCUMENT._replace(default="")
# a holder gives its title up by a letter of its own
LETTER = DECISION._replace(type="text", catalogue="")


STANDINGS = ("agency-level", "municipal", "provincial", "civilized-office", "model-office", "none")
# how an opening title should stand; an honor of `none`: it never was
CORRECTED = (
    opt("since", "date", metavar="DATE"),
    UNTIL,
    opt("tier", "choice", choices=one_of("cli.honor-", *STANDINGS), metavar="|".join(STANDINGS)),
    to("to", "holder", title=None, metavar="HOLDER"),
)


def _beginning(name: str, matter: str, may: str = "") -> Verb:
    return Verb(
        "honor",
        name,
        HERE + name,
        (decided(matter), HONOR, HOLDERS, NUMBER, UNTIL, ON),
        right=Right.KEEP,
        inverse="ledger.void",
        row="holder",
        may=may,
        confirm=HERE + f"will_{name}",
    )


def _end(name: str, cause: str, by: Field) -> Verb:
    return Verb(
        "honor",
        name,
        HERE + "end",
        (by, HONOR, HOLDERS, ON),
        right=Right.KEEP,
        inverse="ledger.void",
        row="holder",
        may=HERE + "may_end",
        fixed={"cause": cause},
        confirm=HERE + "will_end",
        use="rare",
    )


VERBS: tuple[Verb, ...] = (
    Verb("honor", "list", HERE + "list_", (AS_OF, to("honor", title=None))),
    Verb("honor", "timeline", HERE + "timeline", (ref("holder"),), row="holder"),
    _beginning("grant", "grant"),
    _beginning("keep", "renew", HERE + "may_end"),
    _end("delist", "delisted", decided("delist")),
    _end("withdraw", "withdrawn", decided("withdraw")),
    _end("expire", "expired", decided("expire")),
    _end("waive", "waived", LETTER),
    Verb(
        "honor",
        "restore",
        HERE + "restore",
        (decided("restore"), HONOR, HOLDERS, ON),
        right=Right.KEEP,
        inverse="ledger.void",
        row="holder",
        may=HERE + "may_restore",
        confirm=HERE + "will_restore",
        use="rare",
    ),
    Verb(
        "honor",
        "appeal",
        HERE + "appeal",
        (
            AGENCY,
            DECISION._replace(catalogue="appealed"),
            to("answer", title=None, metavar="ID"),
            ON,
        ),
        right=Right.FILE,
        inverse="ledger.void",
        row="agency",
        may=HERE + "may_appeal",
        confirm=HERE + "will_appeal",
        use="rare",
    ),
    Verb(
        "honor",
        "correct",
        HERE + "correct",
        (HONOR, ref("holder"), *(field._replace(late=True) for field in CORRECTED), WHY),
        right=Right.KEEP,
        inverse="ledger.void",
        row="holder",
        may=HERE + "may_correct",
        stands=HERE + "standing",
        some=tuple(field.id for field in CORRECTED),
    ),
    Verb(
        "honor",
        "veto",
        HERE + "veto",
        (AGENCY, arg("event"), opt("months", "count", minimum="1", maximum="600", unit=MONTHS), ON),
        right=Right.KEEP,
        inverse="ledger.void",
        row="agency",
        confirm=HERE + "will_veto",
        use="rare",
    ),
    Verb(
        "honor",
        "circular",
        HERE + "circular",
        (arg("year", "count", minimum="1900", maximum="2999"),),
    ),
    Verb(
        "honor",
        "due",
        HERE + "due",
        (opt("days", "count", unit=DAYS, default=90, minimum="0", maximum="4000"), AS_OF),
    ),
    Verb("honor", "rung", HERE + "rung", (AGENCY, AS_OF), row="agency"),
    void_of("honor", "holder"),
)
