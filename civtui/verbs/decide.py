"""Decisions on record: of the guidance group, and of an agency's party group on its offices."""

from __future__ import annotations

from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.verbs.verb import ID, ON, Verb, arg, one_of, opt, ref, to, void_of

HERE = "civtui.workspace.answers.decide:"
OUTCOMES = one_of("cli_titles.outcome-", "approved", "refused")
RESOLUTION = opt("resolution", default="")

VERBS: tuple[Verb, ...] = (
    Verb(
        "decide",
        "add",
        HERE + "add",
        (
            ref("sitting"),
            ref("item", "agenda", title=None, within=("sitting",)),
            arg("outcome", "choice", required=False, default="approved", choices=OUTCOMES),
            to(
                "subject",
                "agenda-subject",
                several=True,
                title=None,
                within=("sitting", "item"),
                hint=msg("verbs/decide.decide.add.subject-hint"),
            ),
            opt("votes", "votes", metavar="9/1/0", hint=msg("verbs/decide.decide.add.votes-hint")),
            to(
                "recused", "member", several=True, metavar="MEMBER", title=None, within=("sitting",)
            ),
            ID,
            RESOLUTION,
        ),
        right=Right.DECIDE,
        inverse="ledger.void",
        row="sitting",
        may=HERE + "may_add",
        confirm=HERE + "will_add",
        heading=HERE + "heading_add",
    ),
    Verb(
        "decide",
        "inside",
        HERE + "inside",
        (
            ref("agency"),
            ref("matter", title=None),
            ref("subjects", "own-office", several=True, title=None, within=("agency",)),
            opt("session", required=True),
            to("honor", default="civilized-office"),
            opt("outcome", "choice", default="approved", choices=OUTCOMES),
            ID,
            RESOLUTION,
            ON,
        ),
        right=Right.FILE,
        inverse="ledger.void",
        row="agency",
        confirm=HERE + "will_inside",
    ),
    Verb("decide", "list", HERE + "list_"),
    Verb("decide", "show", HERE + "show", (ref("decision", title=None),), row="decision"),
    void_of("decide", "decision"),
)
