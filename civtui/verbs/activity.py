"""Activities: the building log, recorded as it happens, and its rhythm."""

from __future__ import annotations

from civtui.model.registers import ACTIVITY
from civtui.model.registers.common import ORGANS
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.verbs.registers import ANOTHER, FILE, board_verb
from civtui.verbs.verb import TODAY, WHY, Verb, arg, opt, ref, to, void_of

HERE = "civtui.workspace.answers.activity:"
KIND = next(field for field in ACTIVITY.fields if field.id == "kind")
ORGAN = next(field for field in ACTIVITY.fields if field.id == "organ")._replace(
    title=None, metavar="|".join(choice.id for choice in ORGANS)
)
DAY = "[%Y-%m-%d]"
ADDED = "verbs/activity.activity.add."
# what may be corrected: all that an activity was logged with
CORRECTED = (
    to("agency"),
    opt("title", title=msg(ADDED + "title")),
    opt("on", "date", title=msg(ADDED + "on"), metavar=DAY),
    KIND._replace(
        title=msg(ADDED + "kind"),
        required=False,
        metavar="|".join(choice.id for choice in KIND.choices),
    ),
    opt("venue", title=msg(ADDED + "venue")),
    opt("people", "count", title=msg(ADDED + "people"), metavar="INTEGER"),
    opt("leaders", title=msg(ADDED + "leaders"), hint=msg(ADDED + "leaders-hint")),
    to(
        "items",
        "item",
        several=True,
        flags=("--item",),
        metavar="ID|N",
        title=msg(ADDED + "items"),
        hint=msg(ADDED + "items-hint"),
    ),
    opt(
        "evidence",
        "evidence",
        several=True,
        metavar="FILE|HASH",
        title=msg(ADDED + "evidence"),
        hint=msg("verbs/activity.activity.correct.evidence-hint"),
    ),
    ORGAN._replace(title=msg(ADDED + "organ")),
    to("entry", hint=msg(ADDED + "entry-hint")),
)

VERBS: tuple[Verb, ...] = (
    Verb(
        "activity",
        "add",
        HERE + "add",
        (
            ref("agency"),
            arg("title"),
            opt(
                "evidence",
                "evidence",
                several=True,
                metavar="FILE|HASH",
                hint=msg("verbs/activity.activity.add.evidence-hint"),
            ),
            to(
                "items",
                "item",
                several=True,
                flags=("--item",),
                metavar="ID|N",
                title=None,
                hint=msg("verbs/activity.activity.add.items-hint"),
            ),
            KIND._replace(title=None, required=False),
            opt("on", "date", metavar=DAY, hint=TODAY),
            opt("venue", default=""),
            opt("people", "count", metavar="INTEGER"),
            opt("leaders", default="", hint=msg("verbs/activity.activity.add.leaders-hint")),
            ORGAN,
            to("entry", hint=msg(ADDED + "entry-hint")),
            ANOTHER,
        ),
        right=Right.FILE,
        inverse="ledger.void",
        row="agency",
    ),
    Verb(
        "activity",
        "correct",
        HERE + "correct",
        (
            ref("activity", metavar="ID", title=msg("verbs/activity.activity.show.activity")),
            *(field._replace(late=True) for field in CORRECTED),
            WHY,
        ),
        right=Right.FILE,
        inverse="ledger.void",
        row="activity",
        may=HERE + "may_correct",
        stands=HERE + "standing",
        some=tuple(field.id for field in CORRECTED),
    ),
    Verb(
        "activity",
        "list",
        HERE + "list_",
        (
            to("agency"),
            opt(
                "limit",
                "count",
                flags=("-n", "--limit"),
                default=50,
                minimum="1",
                maximum="100000",
                metavar="INTEGER RANGE",
            ),
        ),
        row="agency",
    ),
    Verb(
        "activity",
        "show",
        HERE + "show",
        (ref("activity", metavar="ID", title=None),),
        row="activity",
    ),
    board_verb("activity", "uneven"),
    board_verb("activity", "organs"),
    board_verb("activity", "leaders"),
    Verb("activity", "items", HERE + "items"),
    Verb(
        "activity",
        "import",
        HERE + "import_",
        FILE,
        right=Right.FILE,
        inverse="ledger.void",
        preview=HERE + "import_foreseen",
        long=True,
    ),
    void_of("activity", "activity"),
)
