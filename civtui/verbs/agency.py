"""Agencies: read, added, declared, corrected; reforms worked out, done, taken back."""

from __future__ import annotations

from civtui.model.fields import Field
from civtui.model.reforms import AGENCY as AGENCY_NAMED
from civtui.model.reforms import OFFICE as OFFICE_NAMED
from civtui.model.reforms import STEPS, Key, Step
from civtui.model.roles import Right
from civtui.model.text import Message, msg
from civtui.verbs.registers import YEAR, board_verb
from civtui.verbs.verb import (
    ANY_TIME,
    DOCUMENT,
    MAY_SAY_WHY,
    ON,
    ORDER,
    STAFF,
    UNTIL_RESTS,
    WHY,
    Old,
    Verb,
    arg,
    one_of,
    opt,
    ref,
    void_of,
)

HERE = "civtui.workspace.answers.agency:"
REFORM = "civtui.workspace.answers.reform:"
AGENCY = ref("agency")
FILE = arg(
    "file", "file", title=msg("verbs/agency.reform-file"), hint=msg("verbs/agency.reform-file-hint")
)


PEOPLE = ("chief", "chief-phone", "reporter", "reporter-phone")
STAGES = one_of("finding.stage-", "building", "started", "planned", "not-started")


def _called(id_: str) -> Message:
    return msg(f"verbs/agency.agency.correct.{id_}")


def _hint(id_: str) -> Message:
    return msg(f"verbs/agency.agency.set.{id_}-hint")


# key of a step -> what it points to; all others are new names
POINTS = {
    "agency": "agency",
    "agencies": "agency",
    "to": "agency",
    "office": "office",
    "offices": "office",
}


def _part(step: Step, key: Key) -> Field:
    """Return the field of a step's key in a form."""
    own = step.id == "split" and key.id == "offices"
    of = "own-office" if own else POINTS.get(key.id, "")
    short = {AGENCY_NAMED: msg("verbs.field-agency"), OFFICE_NAMED: msg("verbs.field-office")}
    return Field(
        key.id,
        short.get(key.title, key.title),
        "reference" if of else "text",
        required=key.required,
        catalogue=of,
        several=key.type == "texts",
        within=("agency",) if own else (),
    )


def _step(step: Step) -> Field:
    """Return the field of a kind of step: records whose parts are the step's keys."""
    return opt(
        step.id.replace("_", "-"),
        several=True,
        parts=tuple(key.id for key in step.keys),
        max_length=1000,
        title=step.name,
        metavar=":".join(key.id.upper() for key in step.keys),
        hint=msg("verbs/agency.step-hint", example=step.record),
        record=tuple(_part(step, key) for key in step.keys),
    )


VERBS: tuple[Verb, ...] = (
    Verb("agency", "list", HERE + "list_", (arg("text", required=False, default=""),)),
    Verb("agency", "show", HERE + "show", (AGENCY,), row="agency"),
    Verb(
        "agency",
        "set",
        HERE + "set_",
        (
            AGENCY,
            opt(
                "runs-program",
                "yes-no",
                flags=("--program/--no-program",),
                hint=_hint("runs-program"),
            ),
            opt(
                "has-conditions",
                "yes-no",
                flags=("--conditions/--no-conditions",),
                hint=_hint("has-conditions"),
            ),
            opt(
                "conditions-confirmed",
                "yes-no",
                flags=("--confirmed/--not-confirmed",),
                hint=_hint("conditions-confirmed"),
            ),
            opt("stage", "choice", choices=STAGES),
            ON,
        ),
        right=Right.KEEP,
        inverse="ledger.void",
        row="agency",
        some=("runs-program", "has-conditions", "conditions-confirmed", "stage"),
        use="correction",
    ),
    Verb(
        "agency",
        "add",
        HERE + "add",
        (
            arg("name", title=_called("name")),
            *(opt(id_, title=_called(id_)) for id_ in ("short", "category", "sector", "code")),
            opt("offices", "count", title=msg("facts.field-declared_offices")),
            STAFF,
            *(opt(id_, title=msg(f"verbs/agency.agency.correct-people.{id_}")) for id_ in PEOPLE),
            ORDER,
            ON,
        ),
        right=Right.KEEP,
        inverse="ledger.void",
    ),
    Verb(
        "agency",
        "correct",
        HERE + "correct",
        (
            AGENCY,
            *(opt(id_) for id_ in ("name", "short", "sector", "code", "category")),
            opt("offices", "count", title=msg("facts.field-declared_offices")),
            WHY,
        ),
        right=Right.KEEP,
        inverse="ledger.void",
        row="agency",
        some=("name", "short", "sector", "code", "category", "offices"),
        stands=HERE + "standing",
    ),
    board_verb("agency", "dossier"),
    Verb(
        "agency",
        "bundle",
        HERE + "bundle",
        (
            AGENCY,
            YEAR,
            opt("output", "file", flags=("-o", "--output"), proposed=HERE + "bundle_placed"),
        ),
        row="agency",
    ),
    Verb("agency", "people", HERE + "people", (arg("text", required=False, default=""),)),
    Verb(
        "agency",
        "correct-people",
        HERE + "correct_people",
        (AGENCY, *map(opt, PEOPLE), WHY),
        right=Right.KEEP,
        inverse="ledger.void",
        row="agency",
        stands=HERE + "people_standing",
        some=PEOPLE,
    ),
    Verb(
        "agency",
        "reform",
        REFORM + "reform",
        (FILE,),
        right=Right.MANAGE,
        confirm=REFORM + "will_reform",
        preview=REFORM + "preview",
        inverse="agency.unreform",
        until=UNTIL_RESTS,
        old=(
            Old("agency.reform-template", "--template"),
            Old("agency.unreform", "--take-back", "reform"),
            Old("agency.reforms-or-file"),
            Old("agency.reform-plan", "--dry-run"),
        ),
    ),
    Verb(
        "agency",
        "restructure",
        REFORM + "restructure",
        (
            arg(
                "id",
                metavar="REFORM",
                title=msg("verbs/agency.reform-id"),
                new_id="civtui.workspace.titles.reforms:free_id",
            ),
            opt("effective", "date", required=True, metavar="DATE"),
            DOCUMENT,
            *(_step(step) for step in STEPS),
        ),
        right=Right.MANAGE,
        confirm=REFORM + "will_restructure",
        preview=REFORM + "restructure_preview",
        inverse="agency.unreform",
        until=UNTIL_RESTS,
        some=tuple(step.id.replace("_", "-") for step in STEPS),
    ),
    Verb("agency", "reform-plan", REFORM + "plan", (FILE,)),
    Verb("agency", "reform-template", REFORM + "template", needs="nothing", hidden=True),
    Verb("agency", "reforms", REFORM + "reforms", fixed={"or_file": False}),
    Verb("agency", "reforms-or-file", REFORM + "reforms", fixed={"or_file": True}, hidden=True),
    Verb(
        "agency",
        "unreform",
        REFORM + "unreform",
        (ref("reform"), MAY_SAY_WHY),
        right=Right.MANAGE,
        inverse="agency.reform",
        until=ANY_TIME,
        row="reform",
        may=REFORM + "may_unreform",
        confirm=REFORM + "will_unreform",
        use="rare",
    ),
    void_of("agency", "agency"),
)
