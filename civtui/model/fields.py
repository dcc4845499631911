"""What a field is: of a verb, of a register, of a form; one declaration, read by every face.

A field says what is asked for and what it takes; the parsers stand in `civtui.model.reading`, what
a reference points to is found by `civtui.workspace.references.meant`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from civtui.model.text import Bilingual, Message

FieldType = Literal[
    "text",
    "choice",
    "date",
    "moment",
    "count",
    "number",
    "percent",
    "evidence",
    "yes-no",
    "flag",
    "file",
    "reference",
    "mark",
    "settings",
    "votes",
    "subjects",
]


class Choice(NamedTuple):
    """One of a field's values."""

    id: str
    title: Bilingual | Message

    @property
    def name(self) -> Bilingual:
        """Its title in both languages, where data brings them; else its id."""
        return self.title if isinstance(self.title, Bilingual) else Bilingual(self.id)


class Field(NamedTuple):
    """One thing that is asked for.

    Args:
        id: key of the value; a verb's function takes it as a keyword, "-" as "_".
        title: what people call it; the fields of a verb have theirs in the catalogue.
        type: how a text is read. `flag` is there or not; `yes-no` may also be left open; `mark` is
            read as the item of its round takes it; `settings` are the fields of a plugin;
            `subjects` are agencies and offices by name or filter, commas between.
        required: whether an empty one is refused.
        choices: what a `choice` offers.
        catalogue: of a register's field: whose id it holds (see `workspace.building.catalogues`);
            of a `reference`: what it points to (see `workspace.references`); of a `file` that is
            read: which files are at hand.
        minimum, maximum: inclusive bounds of a number, as decimal text.
        max_length: longest text, in characters.
        not_before: id of a date field that this one may not precede.
        ahead: whether a date may lie after today: it schedules something, ends a term, or is the
            day that an answer is as of. All others have come (see `civtui.workspace.days`).
        ends: whether a date ends a term: a month, or year, alone means its last day.
        unit: what a number counts.
        default: the value of one that is left empty.
        several: it takes any number of values.
        within: ids of the fields that this one's catalogue depends on.
        parts: fields of a record that is written as one text, parts between colons.
        record: of a record that is written as one text, the fields of its parts in their order: a
            form asks each of them (see `civtui.workspace.performing.record_text`).
        named_twice: the first part of such a record is its name, which stands before as its id.
        new_id: `module:function` that proposes an id nobody has yet.
        proposed: `module:function` (workspace, values) that says what a form takes for it: where
            it is left empty, and in place of what is only begun, such as a name without a folder.
        asked: `module:function` (what a form begins with, by field id) that says whether a form
            asks for it at all; a command takes it anyhow.
        brings: `module:function` (workspace, values) that says, by field id, what a form takes for
            other fields once this one is chosen. Where exactly one thing may be chosen to begin
            with, a form begins with it.
        argument: the command line takes it by its place.
        flags: how the command line writes it, where that is not `--<id>`.
        metavar: what stands for its value in the command's help.
        hint: what to write here.
        late: its function gets it as it was written, with the others that are, in one mapping
            `given` by field id; it reads them and refuses what is wrong or lacking. Forms check
            such a field as they check any other.
        names: whom or what place a text names, `who` or `where`: a tick names nobody, so that a
            file's is left out and said (see `exchange.unsaid`).
        only: the face that has it: the command line, or forms (questions too); both where empty.
    """

    id: str
    title: Bilingual | Message | None = None
    type: FieldType = "text"
    required: bool = True
    choices: tuple[Choice, ...] = ()
    catalogue: str = ""
    minimum: str | None = None
    maximum: str | None = None
    max_length: int = 200
    not_before: str | None = None
    unit: Bilingual | None = None
    default: object = None
    several: bool = False
    within: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    record: tuple[Field, ...] = ()
    named_twice: bool = False
    new_id: str = ""
    proposed: str = ""
    asked: str = ""
    brings: str = ""
    argument: bool = False
    flags: tuple[str, ...] = ()
    metavar: str = ""
    hint: Message | None = None
    late: bool = False
    only: Literal["", "command", "form"] = ""
    ahead: bool = False
    ends: bool = False
    names: Literal["", "who", "where"] = ""

    @property
    def name(self) -> Bilingual:
        """Its title in both languages, where data brings them; else its id."""
        return self.title if isinstance(self.title, Bilingual) else Bilingual(self.id)

    @property
    def keyword(self) -> str:
        """The name by which a function takes the value."""
        return self.id.replace("-", "_")
