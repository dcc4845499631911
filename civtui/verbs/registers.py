"""The registers of the building year: one way to make each one's verbs, and the boards over them.

A register's declaration (`civtui.model.registers`) is all there is to write: its fields are those
of its verbs, its titles their words, with what all registers share in `verbs/registers`.
"""

from __future__ import annotations

from civtui.model.fields import Field
from civtui.model.registers import REGISTERS, Register
from civtui.model.roles import Right
from civtui.model.text import Bilingual, Message, msg
from civtui.verbs.verb import DRY_RUN, HIDDEN, MAP, SKIP_REJECTED, TABLE, Verb, flag, opt, ref, to

HERE = "civtui.workspace.answers.registers:"
AREA = "verbs/registers."
SEVERAL = ("evidence", "items")  # fields that take more than one
WHY = opt("why", default="", title=msg("verbs.field-why"), hint=msg(AREA + "why-hint"))
NEEDED_WHY = WHY._replace(required=True, default=None, hint=None)
# of what has no key: that it is another one than what stands and says the same
ANOTHER = flag("another", title=msg(AREA + "another"), hint=msg(AREA + "another-hint"))
YEAR = opt(
    "year",
    "count",
    unit=Bilingual("年", "年度"),
    title=msg(AREA + "year"),
    hint=msg(AREA + "year-hint"),
    metavar="INTEGER",
)
ANY_YEAR = YEAR._replace(hint=msg(AREA + "all-years-hint"))
# a form looks the file through before anything is written
FILE = (TABLE, MAP, HIDDEN, DRY_RUN._replace(only="command"), SKIP_REJECTED)
# the boards under a noun, and what one is called where its own name is a noun
BOARDS: dict[str, tuple[str, ...]] = {
    "duty": ("chart", "gate", "leads", "together", "results"),
    "report": ("heard", "chase", "self"),
    "guarantee": ("guarantees",),
    "institution": ("coverage", "revisions"),
    "inspection": ("findings", "bulletin", "oversight"),
    "exemplar": ("spread",),
}
CALLED = {"together": "matrix", "guarantees": "compare", "self": "compare"}


def noun_of(kind: Register) -> str:
    """Return the noun of a register, as the command line writes it."""
    return f"{kind.group} {kind.id}".strip()


def verb_id(kind: Register, name: str) -> str:
    """Return the id of a verb of a register."""
    return f"{noun_of(kind).replace(' ', '.')}.{name}"


def kind_of(noun: str) -> Register | None:
    """Return the register that a noun is, None where it is none."""
    kind = REGISTERS.get(noun.rpartition(" ")[2])
    return kind if kind is not None and noun_of(kind) == noun else None


def _field(field: Field, *, change: bool) -> Field:
    """Return a register's field as a verb asks for it; what it lacks its function says."""
    needed = field.required and field.id != "year" and not change
    return field._replace(
        late=True,
        required=needed,
        type="reference" if field.catalogue else field.type,
        catalogue=f"held:{field.catalogue}" if field.catalogue else "",
        several=field.id in SEVERAL,
        hint=_hint(field, optional=not (needed or change)),
        metavar="FILE|HASH"
        if field.type == "evidence"
        else "|".join(choice.id for choice in field.choices)
        or (field.catalogue or field.type).upper(),
    )


def _hint(field: Field, *, optional: bool) -> Message | None:
    """Return what is said beside a field's title: what it counts, and that it may be left out."""
    if field.unit and field.id != "year":
        if optional:
            return msg("verbs/registers.optional-unit", unit=field.unit)
        return msg("verbs/registers.unit", unit=field.unit)
    return msg(AREA + "optional") if optional else None


def _said(kind: Register, name: str) -> Message:
    return msg(AREA + name, title=kind.title)


def _right(kind: Register) -> Right:
    """Return what who enters records of a register must be allowed."""
    return Right.FILE if kind.whose == "agency" else Right.KEEP


def _adding(kind: Register) -> Verb:
    own = kind.whose == "agency"
    fixed = {"register": kind.id}
    return Verb(
        noun_of(kind),
        "add",
        HERE + ("add" if kind.key else "add_one"),
        (
            *((ref("agency"),) if own else ()),
            *(_field(field, change=False) for field in kind.fields),
            WHY,
            *(() if kind.key else (ANOTHER,)),
        ),
        right=_right(kind),
        inverse="ledger.void",
        said=_said(kind, "add"),
        stands=HERE + "beginning",
        fixed=fixed if own else {**fixed, "agency": None},
    )


def _importing(kind: Register) -> Verb:
    return Verb(
        noun_of(kind),
        "import",
        HERE + "import_",
        FILE,
        right=_right(kind),
        inverse="ledger.void",
        fixed={"register": kind.id},
        said=_said(kind, "import"),
        preview=HERE + "import_foreseen",
        long=True,
    )


def register_verbs(kind: Register) -> tuple[Verb, ...]:
    """Return the verbs of a register."""
    noun, row, fixed = noun_of(kind), f"record:{kind.id}", {"register": kind.id}
    record = ref("record", row, metavar="ID", title=msg(AREA + "record"))
    return (
        _adding(kind),
        Verb(
            noun,
            "set",
            HERE + "set_",
            (record, *(_field(field, change=True) for field in kind.fields), WHY),
            right=_right(kind),
            inverse="ledger.void",
            row=row,
            fixed=fixed,
            said=_said(kind, "set"),
            stands=HERE + "standing",
            may=HERE + "may_set",
            some=tuple(field.id for field in kind.fields),
        ),
        Verb(
            noun,
            "remove",
            HERE + "remove",
            (record, NEEDED_WHY),
            right=Right.KEEP,
            inverse="ledger.void",
            row=row,
            fixed=fixed,
            said=_said(kind, "remove"),
            may=HERE + "may_remove",
        ),
        Verb(
            noun,
            "list",
            HERE + "list_",
            (
                to("agency", title=msg(AREA + "only-agency")),
                ANY_YEAR,
                flag("open", title=msg(AREA + "open")),
            ),
            fixed=fixed,
            said=_said(kind, "list"),
        ),
        Verb(
            noun, "show", HERE + "show", (record,), row=row, fixed=fixed, said=_said(kind, "show")
        ),
        _importing(kind),
    )


def board_verb(noun: str, name: str) -> Verb:
    """Return the verb that shows a board."""
    return Verb(
        noun,
        CALLED.get(name, name),
        HERE + "board",
        (
            ref("agency", required=False),
            YEAR,
            opt(
                "file",
                "file",
                flags=("-o",),
                only="command",
                title=msg(AREA + "csv"),
                hint=msg(AREA + "csv-hint"),
            ),
        ),
        fixed={"name": name},
        said=msg(f"building.board-{name}"),
    )


def _verbs_of(noun: str) -> tuple[Verb, ...]:
    below = tuple(kind for kind in REGISTERS.values() if kind.group == noun)
    return (
        *register_verbs(REGISTERS[noun]),
        *(board_verb(noun, name) for name in BOARDS.get(noun, ())),
        *(verb for kind in below for verb in register_verbs(kind)),
    )


VERBS: tuple[Verb, ...] = tuple(
    verb for kind in REGISTERS.values() if not kind.group for verb in _verbs_of(kind.id)
)
