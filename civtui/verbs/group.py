"""The guidance group: its members, its sittings, what is put before it."""

from __future__ import annotations

from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.verbs.verb import NAME_KEPT, ON, PLANNED, Verb, arg, one_of, opt, ref, to, void_of

HERE = "civtui.workspace.answers.group:"
PUT = "civtui.workspace.answers.group_put:"
PARTS = one_of("cli_titles.part-", "chair", "deputy", "member")
PART = opt("part", "choice", choices=PARTS, default="member")
SITTING = ref("sitting")
# what is put before the group about holders of titles (see `rules.group.MATTERS`)
ABOUT_HOLDERS = (
    "grant",
    "recommend",
    "renew",
    "expire",
    "withdraw",
    "delist",
    "restore",
    "appeal",
    "card",
    "clear-card",
    "prolong-card",
    "delist-card",
    "reform",
)

VERBS: tuple[Verb, ...] = (
    Verb(
        "group",
        "seat",
        HERE + "seat",
        (arg("name"), opt("post"), PART, ON),
        right=Right.KEEP,
        inverse="ledger.void",
    ),
    Verb(
        "group",
        "change",
        HERE + "change",
        (
            ref("member"),
            opt("name", late=True, hint=msg("verbs.field-name-kept-hint")),
            opt("post", late=True),
            PART._replace(late=True, default=None, metavar="chair|deputy|member"),
            ON,
        ),
        right=Right.KEEP,
        inverse="ledger.void",
        row="member",
        may=HERE + "may_change",
        stands=HERE + "member_standing",
        some=("name", "post", "part"),
    ),
    Verb(
        "group",
        "add",
        HERE + "add",
        (
            arg("member"),
            NAME_KEPT,
            opt("post"),
            opt("part", "choice", choices=PARTS, hint=msg("verbs/group.group.add.part-hint")),
            ON,
        ),
        right=Right.KEEP,
        inverse="ledger.void",
        by_hand={"screen": "`group seat` makes the id, `group change` picks the member"},
    ),
    Verb(
        "group",
        "remove",
        HERE + "remove",
        (ref("member"), ON),
        right=Right.KEEP,
        inverse="ledger.void",
        row="member",
        use="rare",
        may=HERE + "may_change",
    ),
    Verb("group", "list", HERE + "list_"),
    Verb(
        "group",
        "call",
        HERE + "call",
        (
            arg("sitting", new_id="civtui.workspace.titles.agenda:new_sitting"),
            to(
                "body",
                "sitting-body",
                title=None,
                brings=HERE + "brought_body",
                hint=msg("verbs/group.group.call.body-hint"),
            ),
            opt(
                "item",
                "reference",
                catalogue="awaiting",
                several=True,
                required=True,
                parts=("matter", "honor", "holders"),
                within=("body",),
                hint=msg("verbs/group.item-hint"),
            ),
            opt("date", "date", ahead=True, hint=msg("verbs/group.group.call.date-hint")),
            opt("paper", several=True),
            PLANNED._replace(hint=msg("verbs/group.group.call.on-hint")),
        ),
        right=Right.KEEP,
        inverse="ledger.void",
        preview=HERE + "foreseen_call",
    ),
    Verb(
        "group",
        "put",
        HERE + "put",
        (
            arg("matter", "choice", choices=one_of("titles.matter-", *ABOUT_HOLDERS)),
            ref("holders", "holder", several=True),
            to("honor", proposed=PUT + "honor_put", asked=PUT + "asks_honor"),
            to(
                "card",
                "card-put",
                several=True,
                metavar="CARD",
                within=("matter", "holders"),
                proposed=PUT + "card_put",
                asked=PUT + "asks_card",
                title=None,
                hint=msg("verbs/group.group.put.card-hint"),
            ),
        ),
        right=Right.KEEP,
        inverse="ledger.void",
        confirm=HERE + "will_put",
    ),
    Verb(
        "group",
        "move",
        HERE + "move",
        (SITTING, arg("day", "date", ahead=True)),
        right=Right.KEEP,
        inverse="ledger.void",
        row="sitting",
        may=HERE + "may_hold",
        preview=HERE + "foreseen_move",
        use="correction",
    ),
    Verb(
        "group",
        "hold",
        HERE + "hold",
        (
            SITTING,
            to(
                "present",
                "member",
                several=True,
                metavar="MEMBER",
                title=None,
                hint=msg("verbs/group.group.hold.present-hint"),
            ),
            to("chair", "member", default="", metavar="MEMBER", title=None),
            opt("minutes", default=""),
            ON._replace(hint=msg("verbs/group.group.hold.on-hint")),
        ),
        right=Right.KEEP,
        inverse="ledger.void",
        row="sitting",
        may=HERE + "may_hold",
    ),
    Verb("group", "sittings", HERE + "sittings"),
    Verb("group", "show", HERE + "show", (SITTING,), row="sitting"),
    void_of("group", "sitting"),
    void_of("group", "member", "void-member"),
)
