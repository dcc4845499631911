"""Yellow cards: issued, worked on, re-inspected, ended by a decision."""

from __future__ import annotations

from civtui.model.fields import Field
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.verbs.verb import (
    ID,
    MONTHS,
    NOTE,
    ON,
    Verb,
    arg,
    decided,
    flag,
    one_of,
    opt,
    ref,
    void_of,
)

HERE = "civtui.workspace.answers.card:"
CARD = ref("card")
PAPERS = opt(
    "evidence",
    "evidence",
    several=True,
    metavar="FILE|HASH",
    title=msg("verbs/activity.activity.add.evidence"),
    hint=msg("verbs/activity.activity.add.evidence-hint"),
)


def _step(name: str, step: str, right: Right, *more: Field) -> Verb:
    return Verb(
        "card",
        name,
        HERE + ("material" if more else "step"),
        (CARD, *more, NOTE, ON),
        right=right,
        inverse="ledger.void",
        row="card",
        may=HERE + "may_step",
        fixed={"step": step},
        some=("note", "evidence") if more else (),
    )


def _end(name: str, outcome: str) -> Verb:
    return Verb(
        "card",
        name,
        HERE + "conclude",
        (CARD, decided(f"{name}-card"), ON),
        right=Right.KEEP,
        inverse="ledger.void",
        row="card",
        may=HERE + "may_step",
        fixed={"outcome": outcome},
        confirm=HERE + "will_conclude",
        use="rare" if outcome == "delisted" else "",
    )


VERBS: tuple[Verb, ...] = (
    Verb("card", "list", HERE + "list_", (flag("open"),)),
    Verb("card", "show", HERE + "show", (CARD,), row="card"),
    Verb(
        "card",
        "add",
        HERE + "add",
        (
            decided("card"),
            ref("agency"),
            arg("cause"),
            opt("demands", required=True),
            opt("months", "count", minimum="1", maximum="60", unit=MONTHS),
            ID,
            ON,
        ),
        right=Right.KEEP,
        inverse="ledger.void",
        row="agency",
        may=HERE + "may_issue",
        confirm=HERE + "will_issue",
    ),
    _step("plan", "plan", Right.FILE, PAPERS),
    _step("evidence", "evidence", Right.FILE, PAPERS),
    _step("remind", "reminded", Right.KEEP),
    Verb(
        "card",
        "inspect",
        HERE + "inspect",
        (
            CARD,
            arg("finding", "choice", choices=one_of("verbs/card.finding-", "met", "not-met")),
            NOTE,
            PAPERS,
            ON,
        ),
        right=Right.KEEP,
        inverse="ledger.void",
        row="card",
        may=HERE + "may_step",
    ),
    _end("clear", "cleared"),
    _end("prolong", "prolonged"),
    _end("delist", "delisted"),
    void_of("card", "card"),
)
