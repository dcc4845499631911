"""The end of a building year: the lists it gives, and the year closed."""

from __future__ import annotations

from civtui.model.registers import REGISTERS
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.verbs.registers import YEAR, register_verbs
from civtui.verbs.verb import DRY_RUN, Verb, flag

HERE = "civtui.workspace.answers.reward:"

VERBS: tuple[Verb, ...] = (
    Verb("reward", "list", HERE + "list_", (YEAR, flag("all"), flag("held-back"))),
    *register_verbs(REGISTERS["study"]),
    Verb("year", "show", HERE + "show"),
    Verb(
        "year",
        "roll",
        HERE + "roll",
        (
            YEAR._replace(
                argument=True,
                required=True,
                metavar="YEAR",
                title=None,
                hint=msg("verbs/year.year-hint"),
            ),
            DRY_RUN,
        ),
        right=Right.MANAGE,
        inverse="ledger.void",
        confirm=HERE + "will_roll",
        stands=HERE + "year_that_ends",
    ),
)
