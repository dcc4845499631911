"""Files in: registries and marks, looked through before, written as a whole or not at all."""

from __future__ import annotations

from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.verbs.verb import (
    DRY_RUN,
    HIDDEN,
    MAP,
    SKIP_REJECTED,
    TABLE,
    UNTIL_SHEET,
    Verb,
    flag,
    opt,
    to,
)

HERE = "civtui.workspace.answers.intake:"
AREA = "verbs/import."
# a form looks the file through before anything is written
DRY = DRY_RUN._replace(only="command")

VERBS: tuple[Verb, ...] = (
    Verb(
        "import",
        "registry",
        HERE + "registry",
        (TABLE, opt("map", "file", hint=msg(AREA + "map-hint")), HIDDEN, DRY, SKIP_REJECTED),
        right=Right.KEEP,
        inverse="ledger.void",
        preview=HERE + "registry_foreseen",
        long=True,
    ),
    Verb(
        "import",
        "marks",
        HERE + "marks",
        (
            TABLE,
            to("round", required=True, metavar="R"),
            to(
                "assessor",
                within=("round",),
                metavar="ID",
                title=None,
                hint=msg(AREA + "assessor-hint"),
            ),
            MAP,
            flag("overwrite", hint=msg(AREA + "overwrite-hint")),
            HIDDEN,
            DRY,
            SKIP_REJECTED._replace(title=msg(AREA + "skip-cells")),
        ),
        right=Right.MARK,
        inverse="ledger.void",
        until=UNTIL_SHEET,
        row="round",
        may="civtui.workspace.answers.round:may_close",
        preview=HERE + "marks_foreseen",
        long=True,
    ),
)
