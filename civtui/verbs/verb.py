"""What a verb is, and short ways to declare its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from civtui.model.fields import Choice, Field, FieldType
from civtui.model.roles import Right
from civtui.model.text import Bilingual, Message, msg

# until when something can be taken back
UNTIL_RESTS = msg("verbs.until-rests")  # a later fact rests on it
UNTIL_SHEET = msg("verbs.until-sheet")  # the sheet is submitted, or the round closed
UNTIL_CLOSED = msg("verbs.until-closed")
UNTIL_MARKED = msg("verbs.until-marked")
ANY_TIME = msg("verbs.until-ever")

Needs = Literal["workspace", "maybe", "named", "folder", "nothing"]
# what is done with a row for; empty: as `workspace.performing.row_deeds.use_of` finds
Use = Literal["", "next", "work", "correction", "look", "rare", "taking-back"]


class Old(NamedTuple):
    """An old spelling on the command line that means another verb.

    Args:
        verb: id of that verb; it takes the other values by the ids of its own fields.
        option: the option that means it, such as `--take-back`; empty: the verb's first word by
            its place is left out.
        value: id of the field of that verb that the option's value fills; empty: it has none.
        word: what means it in the place of the verb's first argument.
    """

    verb: str
    option: str = ""
    value: str = ""
    word: str = ""


class Verb(NamedTuple):
    """Something that can be done, as every face offers it.

    Args:
        noun: what it is done with; words of the command line, empty for a verb of its own.
        name: what is done.
        call: `module:function`; takes an open workspace and the fields by keyword, and returns an
            `Answer` (`civtui.workspace.answers`).
        fields: what is asked for, in order.
        right: what the acting user must be allowed; the function asks for it again as it writes.
        row: the kind of row that it is offered on; the first field that refers to such a thing
            is filled by the row.
        may: `module:function` (workspace, id of the row, `fixed`) that says why it cannot be done
            now, as a message or by `Refused`, or None; cheap, since it runs for every deed of a
            row that is listed. A verb that writes and has none is offered on every row, so
            `tests/verbs/test_declarations.py` asks why.
        confirm: `module:function` (workspace, values) that says in one line what will happen.
            A verb that has it is done after a word of its own: F8 on the screen, a key at a
            terminal; a command without one, or with `--yes`, asks nothing.
        heading: `module:function` (workspace, values that stand already) that says what its form
            is called, where that hangs on them; None: by its title.
        preview: `module:function` (workspace, values) that says as lines what would come of it,
            or (`Foreseen`) also that nothing would; of a `long` verb with `tell` as a third.
        inverse: id of the verb that takes it back; `ledger.void` where the deed goes as a whole. A
            verb that writes has one, or says in `stays` why not.
        stays: why nothing takes it back, and what corrects it.
        until: until when it can be taken back, where that is not what holds for its inverse (see
            `way_lasts`).
        fixed: keywords that its function gets beside the fields; `may` gets them too, so that
            verbs which differ in them alone share both.
        more: `module:function` (workspace, values) that returns fields known only at run time;
            their ids begin with that of the verb's `settings` field and a colon.
        long: it can take long: its function also gets `tell` (`model.progress.Tell`), which is
            told how far it is and may raise `Stopped`; nothing is stored then.
        needs: what its function gets first: an open workspace; one or None; one where something of
            it is named (a field that is a reference), else None; the folder of the call; or None.
        without: id of a field; a command line that fills it needs no workspace.
        by_hand: faces that are made by hand or left out (`command`, `screen`) -> the reason.
        command: `module:name` of a command that is made by hand; `call` is empty where no other
            face does the verb.
        said: its title, where that is not the catalogue's.
        some: ids of fields that may each be left out, but not all of them.
        stands: `module:function` (workspace, values, `fixed`) that returns, by field id, what
            stands in its form to begin with.
        aliases: other names it has on the command line.
        old: old spellings that mean other verbs.
        hidden: it is left out of lists and help (an old spelling).
        use: its place among the deeds of a row, where the rest of the declaration does not tell.
    """

    noun: str
    name: str
    call: str
    fields: tuple[Field, ...] = ()
    right: Right = Right.READ
    row: str = ""
    may: str = ""
    confirm: str = ""
    heading: str = ""
    preview: str = ""
    inverse: str = ""
    stays: Message | None = None
    until: Message | None = None
    fixed: Mapping[str, Any] = {}
    more: str = ""
    long: bool = False
    needs: Needs = "workspace"
    without: str = ""
    by_hand: Mapping[str, str] = {}
    aliases: tuple[str, ...] = ()
    old: tuple[Old, ...] = ()
    hidden: bool = False
    command: str = ""
    said: Message | None = None
    stands: str = ""
    some: tuple[str, ...] = ()
    use: Use = ""

    @property
    def id(self) -> str:
        """Its words, dots between: `card.issue`, `status`."""
        return ".".join((*self.noun.split(), self.name))

    @property
    def area(self) -> str:
        """The catalogue file of its words: that of the first word of its noun, or of its name."""
        return f"verbs/{(self.noun or self.name).split()[0]}"

    @property
    def title(self) -> Message:
        """What it does, in a few words."""
        return self.said or msg(f"{self.area}.{self.id}")

    def field(self, id_: str) -> Field | None:
        """Return the field `id_`, None where there is none."""
        return next((field for field in self.fields if field.id == id_), None)

    def title_of(self, field: Field) -> Bilingual | Message:
        """Return what a field is called: its own title, else the catalogue's."""
        return field.title or msg(f"{self.area}.{self.id}.{field.id}")

    @property
    def way_lasts(self) -> Message | None:
        """Until when it can be taken back; None where nothing takes it back."""
        if self.until is not None or not self.inverse:
            return self.until
        return UNTIL_RESTS if self.inverse == "ledger.void" else UNTIL_SHEET

    @property
    def writes(self) -> bool:
        """Whether it changes anything."""
        return self.right is not Right.READ


def arg(id_: str, type_: FieldType = "text", /, **more: Any) -> Field:
    """Return a field that the command line takes by its place."""
    return Field(id_, type=type_, argument=True, **more)


def opt(id_: str, type_: FieldType = "text", /, **more: Any) -> Field:
    """Return a field that the command line takes as an option, which may be left out."""
    return Field(id_, type=type_, **{"required": False, **more})


def ref(id_: str, of: str = "", /, **more: Any) -> Field:
    """Return a field that points to something, taken by its place; its title is shared by its id.

    Args:
        of: the kind of thing, where it is not called as the field.
    """
    shared = {"argument": True, "title": msg(f"verbs.field-{id_}"), **more}
    return Field(id_, type="reference", catalogue=of or id_, **shared)


def to(id_: str, of: str = "", /, **more: Any) -> Field:
    """Return an option that points to something."""
    return ref(id_, of, **{"argument": False, "required": False, **more})


def flag(id_: str, /, **more: Any) -> Field:
    """Return an option that is there or not."""
    return Field(id_, type="flag", required=False, default=False, **more)


# (catalogue, id that a field has by default) -> what people call that
DEFAULTS = {
    ("honor", "civilized-office"): msg("cli.honor-civilized-office"),
    ("whole-standard", "civilized-office"): msg("verbs.default-standard"),
    ("scheme", "weighted-sum"): msg("verbs.default-scheme"),
    ("", "standard"): msg("verbs.default-profile"),
}


def beside(field: Field, *, typed: bool = False, command: bool = False) -> tuple[Message, ...]:
    """Return what is said of a field beside its title: its hint, and what it is where left empty.

    Args:
        typed: it is typed into one line, so that how to type several is said as well.
        command: it is an option of a command: beside the name of what it points to stands the id
            that is typed; the ids of choices stand there already.
    """
    said = [field.hint] if field.hint else []
    if typed and field.several:
        said.append(msg("verbs.many-records") if field.parts else msg("verbs.many"))
    if field.default:
        named = next((one.title for one in field.choices if one.id == field.default), None)
        pointed = DEFAULTS.get((field.catalogue, str(field.default)))
        key = "by-default-typed" if pointed and command else "by-default"
        value = named or pointed or field.default
        said.append(msg(f"verbs.{key}", value=value, id=field.default))
    return tuple(said)


def one_of(area: str, *ids: str) -> tuple[Choice, ...]:
    """Return choices; their titles are the catalogue's `area` followed by the id."""
    return tuple(Choice(id_, msg(f"{area}{id_}")) for id_ in ids)


# fields that many verbs have
ANY = {"minimum": "-9999", "maximum": "9999"}  # a count that may be less than nothing
# a seed is any whole number that the machine counts in
SEEDS = {"minimum": "-999999999999999999", "maximum": "999999999999999999"}
TODAY = msg("verbs.field-on-hint")
ON = opt("on", "date", metavar="DATE", title=msg("verbs.field-on"), hint=TODAY)
AS_OF = ON._replace(ahead=True)  # of an answer that may be asked for a day to come
PLANNED = AS_OF  # of a deed that schedules
NAME_KEPT = opt(
    "name", default="", title=msg("verbs.field-name-kept"), hint=msg("verbs.field-name-kept-hint")
)
NOTE = opt("note", default="", title=msg("verbs.field-note"))
ID = opt("id", title=msg("verbs.field-id"))
WHY = opt("why", required=True, title=msg("verbs.field-why"))
STAFF = opt("staff", "count", title=msg("facts.field-staff"))
ORDER = opt("order", "count", minimum="1", title=msg("facts.field-order"))
MAY_SAY_WHY = WHY._replace(required=False, default="")
DECISION = to("decision", required=True, metavar="ID")


def decided(matter: str) -> Field:
    """Return the decision that a verb carries out: those on a matter wait, and say on whom.

    Args:
        matter: see `rules.group.MATTERS`.
    """
    return DECISION._replace(
        catalogue=f"decision:{matter}", brings="civtui.workspace.performing.carried_by:brought"
    )


DOCUMENT = opt("document", title=msg("verbs.field-document"))
UNTIL = opt("until", "date", metavar="DATE", ahead=True, ends=True, title=msg("verbs.field-until"))
TABLE = arg(
    "file",
    "file",
    catalogue="table",
    title=msg("verbs.field-table"),
    hint=msg("verbs.field-table-hint"),
)
SKIP_REJECTED = flag(
    "skip-rejected",
    title=msg("verbs.field-skip-rejected"),
    hint=msg("verbs.field-skip-rejected-hint"),
)
HIDDEN = flag(
    "hidden",
    title=msg("verbs.field-hidden"),
    hint=msg("verbs.field-hidden-hint"),
)
MAP = opt("map", "file", title=msg("verbs.field-map"), hint=msg("verbs.field-map-hint"))
DRY_RUN = flag("dry-run", title=msg("verbs.field-dry-run"), hint=msg("verbs.field-dry-run-hint"))
PREVIEW = DRY_RUN._replace(only="command")  # a form previews by itself
DRAWS = opt(
    "draws",
    "count",
    maximum="10000",
    title=msg("verbs.field-draws"),
    hint=msg("verbs.field-draws-hint"),
)
DAYS, MONTHS = (
    Bilingual("天", "日"),
    Bilingual("个月", "月"),
)  # words that may stand behind a number


def void_of(noun: str, row: str, name: str = "void") -> Verb:
    """Return the verb that takes back the last step of a thing, found on its row.

    Args:
        row: the kind of row, which is the kind of thing (`workspace.voiding.steps.KINDS`).
    """
    called = msg(f"verbs.field-{row}")
    return Verb(
        noun,
        name,
        "civtui.workspace.answers.voiding:last",
        (ref("thing", row, title=called), WHY, PREVIEW),
        right=Right.VOID,
        row=row,
        may="civtui.workspace.answers.voiding:may_last",
        fixed={"of": row},
        confirm="civtui.workspace.answers.voiding:will_last",
        inverse="ledger.void",
        said=msg(f"voiding.last-step-{row}"),
    )
