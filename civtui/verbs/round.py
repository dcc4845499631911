"""Rounds: opened, dealt to a panel, submitted, closed; how the panel judged."""

from __future__ import annotations

from civtui.model.fields import Field
from civtui.model.roles import Right
from civtui.model.text import Message, msg
from civtui.verbs.verb import (
    ANY_TIME,
    DRAWS,
    DRY_RUN,
    MAY_SAY_WHY,
    SEEDS,
    UNTIL_CLOSED,
    UNTIL_MARKED,
    WHY,
    Verb,
    arg,
    flag,
    one_of,
    opt,
    ref,
    to,
    void_of,
)

HERE = "civtui.workspace.answers.round:"
PANEL = "civtui.workspace.answers.panel:"
USUAL = "civilized-office"
ROUND = ref("round")
JUDGE = ref("assessor", within=("round",))
SEED = opt("seed", "count", default=1, title=msg("verbs.field-seed"), **SEEDS)
PLACES = opt("places", "count", minimum="1", title=msg("verbs.field-places"))


def _hint(id_: str) -> Message:
    return msg(f"verbs/round.hint-{id_}")


# what a form asks of each assessor
JUDGE_FIELDS = (
    Field("name", msg("verbs/round.assessor-name"), max_length=40),
    Field(
        "agency",
        msg("verbs/round.assessor-agency"),
        "reference",
        required=False,
        catalogue="agency",
        hint=msg("verbs/round.assessor-agency-hint"),
    ),
    Field(
        "related",
        msg("verbs/round.assessor-related"),
        "reference",
        required=False,
        catalogue="holder",
        several=True,
        hint=msg("verbs/round.assessor-related-hint"),
    ),
)

NEW: tuple[Field, ...] = (
    opt("title", default="", hint=_hint("title")),
    to("organizer", "agency", title=None, hint=_hint("organizer")),
    opt(
        "subjects",
        "subjects",
        metavar="TEXT",
        hint=_hint("subjects"),
        catalogue="round-subject",
        within=("organizer",),
    ),
    to(
        "assessor",
        "judge",
        several=True,
        title=None,
        hint=_hint("assessor"),
        record=JUDGE_FIELDS,
        named_twice=True,
    ),
    opt(
        "scope",
        "choice",
        hint=_hint("scope"),
        choices=one_of(
            "verbs/round.scope-",
            "agency-offices",
            "sampled-offices",
            "model-candidates",
            "agencies",
        ),
    ),
    to("standard", "whole-standard", default=USUAL, title=None, hint=_hint("standard")),
    to("overlay", metavar="ID|FILE", title=None, hint=_hint("overlay")),
    to("anchor", "holder", several=True, title=None, hint=_hint("anchor")),
    opt("due", "date", ahead=True, ends=True, hint=_hint("due")),
    flag("blind", hint=_hint("blind")),
    to("agency", several=True, only="command", hint=_hint("agency")),
    to("office", several=True, only="command", hint=_hint("office")),
    arg(
        "id",
        metavar="ROUND",
        new_id="civtui.workspace.rounds.round_drafts:free_id",
        hint=_hint("id"),
    ),
    to("scheme", default="weighted-sum", title=None),
    to(
        "option",
        "scheme-option",
        several=True,
        within=("scheme",),
        metavar="NAME=VALUE",
        hint=msg("verbs.field-option-hint"),
    ),
)

# what no mark hangs on, and so may be corrected at any time
CORRECTED = (
    opt("title", title=msg("verbs/round.round.new.title")),
    opt(
        "due", "date", ahead=True, ends=True, title=msg("verbs/round.round.new.due"), metavar="DATE"
    ),
)

VERBS: tuple[Verb, ...] = (
    Verb("round", "list", HERE + "list_"),
    Verb("round", "show", HERE + "show", (ROUND,), row="round"),
    Verb(
        "round",
        "new",
        HERE + "new",
        NEW,
        right=Right.KEEP,
        inverse="ledger.void",
        until=UNTIL_MARKED,
        preview=HERE + "noteworthy",
    ),
    Verb(
        "round",
        "correct",
        HERE + "correct",
        (ROUND, *(field._replace(late=True) for field in CORRECTED), WHY),
        right=Right.KEEP,
        inverse="ledger.void",
        row="round",
        stands=HERE + "standing",
        some=tuple(field.id for field in CORRECTED),
    ),
    Verb(
        "round",
        "assign",
        PANEL + "assign",
        (ROUND, opt("per-subject", "count", required=True, minimum="1"), DRY_RUN),
        right=Right.KEEP,
        inverse="ledger.void",
        until=UNTIL_MARKED,
        by_hand={"screen": "the deal is looked at, judge by judge, before"},
    ),
    Verb("round", "links", PANEL + "links", (ROUND,), row="round"),
    Verb(
        "round",
        "hand-over",
        PANEL + "hand_over",
        (
            ROUND,
            ref("assessor", within=("round",), metavar="FROM", title=None),
            ref("to", "taker", within=("round", "assessor"), title=None, hint=_hint("to")),
            to("office", "share", several=True, within=("round", "assessor"), title=None),
            flag("all-open"),
            WHY,
        ),
        right=Right.MARK,
        inverse="ledger.void",
        until=UNTIL_MARKED,
        row="round",
        may=PANEL + "may_hand_over",
    ),
    Verb(
        "round",
        "recuse",
        PANEL + "recuse",
        (
            ROUND,
            JUDGE,
            ref(
                "whom",
                "share",
                within=("round", "assessor"),
                metavar="AGENCY|OFFICE",
                title=None,
                hint=_hint("whom"),
            ),
            WHY,
        ),
        right=Right.MARK,
        inverse="ledger.void",
        until=UNTIL_CLOSED,
        row="round",
        may=HERE + "may_close",
    ),
    Verb(
        "round",
        "submit",
        PANEL + "submit",
        (
            ROUND,
            to("assessor", within=("round",), metavar="ID"),
            flag("partial", hint=_hint("partial")),
            MAY_SAY_WHY,
        ),
        right=Right.MARK,
        row="round",
        may=HERE + "may_close",
        confirm=PANEL + "will_submit",
        inverse="round.unlock",
        until=UNTIL_CLOSED,
    ),
    Verb(
        "round",
        "unlock",
        PANEL + "unlock",
        (ROUND, JUDGE, WHY),
        right=Right.KEEP,
        row="round",
        may=PANEL + "may_unlock",
        inverse="round.submit",
        until=UNTIL_CLOSED,
    ),
    Verb(
        "round",
        "close",
        HERE + "close",
        (ROUND, opt("accept-gap", default="", metavar="REASON", hint=_hint("accept-gap"))),
        right=Right.KEEP,
        row="round",
        may=HERE + "may_close",
        confirm=HERE + "will_close",
        preview=HERE + "gap_ahead",
        inverse="round.open",
        until=ANY_TIME,
    ),
    Verb(
        "round",
        "open",
        HERE + "open_",
        (ROUND, MAY_SAY_WHY),
        right=Right.KEEP,
        row="round",
        may=HERE + "may_open",
        confirm=HERE + "will_open",
        inverse="round.close",
        until=ANY_TIME,
    ),
    Verb(
        "round",
        "propose",
        HERE + "propose",
        (
            ROUND,
            opt("first", "count", minimum="1", hint=_hint("line")),
            opt(
                "least", "number", minimum="0", maximum="10000", flags=("--from",), metavar="POINTS"
            ),
            to("subject", several=True, within=("round",), title=None),
            to("honor", "tier", title=None, hint=_hint("honor")),
        ),
        right=Right.KEEP,
        inverse="ledger.void",
        row="round",
        may=HERE + "may_propose",
    ),
    Verb("round", "sheet", HERE + "sheet", (ROUND,), row="round"),
    Verb(
        "round",
        "fairness",
        "civtui.workspace.answers.fairness:fairness",
        (ROUND, DRAWS._replace(default=200), SEED, PLACES),
        by_hand={"screen": "figures are shown beside ranks, open to their marks"},
    ),
    void_of("round", "round"),
)
