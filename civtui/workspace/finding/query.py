"""A query: the terms of a filter, read from what a person types, and tested on rows.

    宣传 !办公室          words: part of the name, pinyin, initials; `!` excludes
    "一 处"              quoted: just this text
    称号:省级,市级        a field; of a choice several may be named
    占比:>=30  处室:5..9  numbers and days compare; a range may be open at one end
    期限:2026-06         a day by its year, month or day
    期限:""              nothing there

Names of fields and choices are taken in both languages, and full-width punctuation counts as
ASCII, in numbers and days also what an input method gives for it (`。`, `《`, `》`). `parse`
makes a `Query`, which is a frozen value:

- `Query.matches(record)` tests one row in memory; `record` maps field id -> value, and `""` -> the
  text that bare words look through.
- For SQL, go through `Query.terms`: all must hold. `Term.field` is None for bare words. `Term.op`
  is `has` (part of the text, or pinyin), `text` (part of the text, literally), `in` (the row's
  value is one of `values`), `=` `<` `<=` `>` `>=` (one value), `..` (two values, "" where open).
  Values are texts as `names.plain` makes them: of a number field a decimal, of a day field the
  beginning of an ISO date, which is compared with as much of the day as it has; `=` with "" means
  that nothing is there. `Term.negated` turns the answer round; a row without a value then matches.
- `str(query)` is what `parse` reads back as the same query; `Query.shown(lang)` says it in a
  language's own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from civtui import locale
from civtui.model.digits import folded
from civtui.model.errors import BadInput, nearest
from civtui.model.text import LANGS, Bilingual, Lang, msg
from civtui.workspace.finding.names import plain, says, says_test

Value = str | int | float | Fraction | bool | None | tuple[str, ...]
Record = Mapping[str, Value]
COMPARE = (">=", "<=", ">", "<", "=")
DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
TOKEN = re.compile(r'(?P<no>!?)(?:(?P<field>[^\s":!<>=]+):)?(?P<value>"(?:[^"]|"")*"?|\S*)')
SIGNS = str.maketrans({"“": '"', "”": '"', "≥": ">=", "≤": "<="})
# what an input method gives for the signs of a number or a day, and NFKC leaves as it is
FIGURES = str.maketrans("。《》〈〉−", ".<><>-")


# a name: the key of a catalogue's text, or a text that data brings
Name = str | Bilingual


def _in(name: Name, lang: Lang) -> str:
    """Return a name in a language, as one word."""
    said = locale.t(name, lang) if isinstance(name, str) else name.in_(lang)
    return "".join(said.split())


class Choice(NamedTuple):
    """A value of a choice field: its id, and its names, the first of which is shown."""

    id: str
    names: tuple[Name, ...]

    def said(self, lang: Lang) -> str:
        """Return its name, as it can be typed."""
        return _in(self.names[0], lang)


class Field(NamedTuple):
    """A field that a query may name.

    Args:
        id: as a record has it; can be typed too.
        kind: `text`, `choice`, `number` or `day`.
        names: the first one is shown.
        choices: of a choice field.
    """

    id: str
    kind: str = "text"
    names: tuple[Name, ...] = ()
    choices: tuple[Choice, ...] = ()

    def said(self, lang: Lang) -> str:
        """Return its name, as it can be typed."""
        return _in(self.names[0], lang) if self.names else self.id

    def called(self) -> list[str]:
        """Return every name it answers to, as `plain` makes them."""
        said = (_in(name, lang) for lang in LANGS for name in self.names)
        return [plain(name) for name in (self.id, *said)]


Fields = tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One condition; see the module's text for what `op` and `values` mean."""

    op: str
    values: tuple[str, ...]
    field: Field | None = None
    negated: bool = False

    def matches(self, record: Record) -> bool:
        """Return whether a row fulfils it."""
        value = record.get(self.field.id if self.field else "")
        many = value if isinstance(value, tuple) else (value,)
        return any(self._holds(one) for one in many or (None,)) is not self.negated

    def _holds(self, value: Value) -> bool:
        op, first = self.op, self.values[0]
        text = "" if value is None else str(value)
        if op == "has":
            return says(plain(first), text)
        if op == "text":
            return plain(first) in plain(text)
        if op == "in":
            return text in self.values
        if not first and op == "=":
            return not text
        if self.field is not None and self.field.kind == "number":
            return _within(_number(text), op, [_number(bound) for bound in self.values])
        if not text:
            return False
        cut = [(text[: len(bound)], bound) for bound in self.values]
        return all(_compare(a, o, b) for (a, b), o in zip(cut, _ops(op), strict=True) if b)

    def __str__(self) -> str:
        """Return it as it can be typed again."""
        return self.shown(None)

    def shown(self, lang: Lang | None) -> str:
        """Return it in the words of a language; None for ids, which hold in all."""
        head = "!" if self.negated else ""
        if self.field is None:
            return head + (_quoted(self.values[0]) if self.op == "text" else self.values[0])
        head += f"{self.field.said(lang) if lang else self.field.id}:"
        if self.op == "in":
            names = {choice.id: choice for choice in self.field.choices}
            return head + ",".join(_said(names[id_], lang) for id_ in self.values)
        if self.op == "..":
            return f"{head}{self.values[0]}..{self.values[1]}"
        if self.op == "text" or (self.op == "=" and not self.values[0]):
            return head + _quoted(self.values[0])
        return head + ("" if self.op in ("has", "=") else self.op) + self.values[0]


@dataclass(frozen=True, slots=True)
class Query:
    """What a row must fulfil: every term."""

    terms: tuple[Term, ...] = ()

    def matches(self, record: Record) -> bool:
        """Return whether a row fulfils every term."""
        return all(term.matches(record) for term in self.terms)

    def text_test(self) -> Callable[[str], bool]:
        """Return the test of texts against bare words, made once for many rows."""
        tests = [(has_test(term), term.negated) for term in self.terms]
        return lambda text: all(test(text) is not negated for test, negated in tests)

    def without_last(self) -> Query:
        """Return the query with its last term taken away."""
        return Query(self.terms[:-1])

    def __str__(self) -> str:
        """Return it as it can be typed again."""
        return self.shown(None)

    def shown(self, lang: Lang | None) -> str:
        """Return it in the words of a language; None for ids, which hold in all."""
        return " ".join(term.shown(lang) for term in self.terms)


def has_test(term: Term) -> Callable[[str], bool]:
    """Return the test of texts against one bare word, its negation left aside."""
    word = plain(term.values[0])
    return says_test(word) if term.op == "has" else lambda text: word in plain(text)


def parse(text: str, fields: Fields = ()) -> Query:
    """Return the query that `text` means.

    What is not finished yet (a field without a value, a lone `!`) makes no term, so a query can be
    read while it is typed.

    Args:
        fields: what may be named; with none, a colon is a sign like any other.

    Raises:
        BadInput: a field or choice that is not there, a value that does not fit its field.
    """
    return Query(tuple(_terms(folded(text.translate(SIGNS)).casefold(), fields)))


def _terms(text: str, fields: Fields) -> Iterator[Term]:
    for found in TOKEN.finditer(text):
        negated, name, value = bool(found["no"]), found["field"], found["value"]
        if name is not None and not fields:
            name, value = None, f"{name}:{value}"
        quoted = value.startswith('"')
        if quoted:
            value = value[1:].removesuffix('"').replace('""', '"')
        elif not value:
            continue
        field = None if name is None else _field(name, fields)
        if field is None or (quoted and not value):
            if value:
                word = plain(value)
                yield Term(_word(word, quoted), (word,), None, negated)
            elif field is not None:
                yield Term("=", ("",), field, negated)
            continue
        term = _fielded(field, value, quoted, negated)
        if term is not None:
            yield term


def _word(value: str, quoted: bool) -> str:
    return "text" if quoted or not _bare(value) else "has"


def _bare(value: str) -> bool:
    return not re.search(r'[\s":!<>=]|\.\.', value)


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _field(name: str, fields: Fields) -> Field:
    for field in fields:
        if name in field.called():
            return field
    known = [name for field in fields for name in field.called()]
    raise BadInput(
        msg("finding.no-field"),
        value=name,
        allowed=[field.said(locale.current()) for field in fields],
        nearest=nearest(name, known),
    )


def _fielded(field: Field, value: str, quoted: bool, negated: bool) -> Term | None:
    if field.kind in ("text", "choice"):
        value = plain(value)
    if field.kind == "text":
        return Term(_word(value, quoted), (value,), field, negated)
    if field.kind == "choice":
        ids = dict.fromkeys(id_ for part in value.split(",") if part for id_ in _ids(field, part))
        order = [choice.id for choice in field.choices if choice.id in ids]
        return Term("in", tuple(order), field, negated) if order else None
    value = value.translate(FIGURES)
    low, dots, high = value.partition("..")
    op = next((op for op in COMPARE if value.startswith(op)), "")
    if dots and not op:
        bounds = tuple(_value(field, bound) if bound else "" for bound in (low, high))
        return Term("..", bounds, field, negated) if any(bounds) else None
    rest = value[len(op) :]
    return Term(op or "=", (_value(field, rest),), field, negated) if rest else None


def _ids(field: Field, part: str) -> Iterable[str]:
    """Return the ids that a name means: all of it, its beginning, a part of it."""
    called = [
        (choice.id, plain(name))
        for choice in field.choices
        for name in (choice.id, *(_in(name, lang) for name in choice.names for lang in LANGS))
    ]
    wanted = "".join(part.split())
    for test in (str.__eq__, str.startswith, str.__contains__, _spells):
        ids = [id_ for id_, name in called if test(name, wanted)]
        if ids:
            return ids
    raise BadInput(
        msg("finding.no-choice", field=field.said(locale.current())),
        value=part,
        allowed=[choice.said(locale.current()) for choice in field.choices],
        nearest=nearest(wanted, [name for _, name in called]),
    )


def _spells(name: str, wanted: str) -> bool:
    return says(wanted, name)


def _said(choice: Choice, lang: Lang | None) -> str:
    return choice.said(lang) if lang else choice.id


def _value(field: Field, text: str) -> str:
    if field.kind == "number":
        number = text.removesuffix("%")
        if NUMBER.fullmatch(number) and number.isascii():
            return number
    else:
        parts = re.split(r"[-/.]", text)
        day = "-".join([parts[0], *(part.zfill(2) for part in parts[1:])])
        if DAY.fullmatch(day) and day.isascii():
            return day
    raise BadInput(
        msg("finding.bad-value", field=field.said(locale.current())),
        value=text,
        allowed=msg(f"finding.kind-{field.kind}"),
    )


def _number(text: str) -> Fraction | None:
    found = text.strip().removesuffix("%").strip()
    return Fraction(found) if NUMBER.fullmatch(found) and found.isascii() else None


def _within(value: Fraction | None, op: str, bounds: list[Fraction | None]) -> bool:
    if value is None:
        return False
    return all(
        _compare(value, one, bound)
        for one, bound in zip(_ops(op), bounds, strict=True)
        if bound is not None
    )


def _ops(op: str) -> tuple[str, ...]:
    return (">=", "<=") if op == ".." else (op,)


def _compare(value: str | Fraction, op: str, bound: str | Fraction) -> bool:
    if isinstance(value, str) != isinstance(bound, str):
        return False
    if value == bound:
        return op in ("=", ">=", "<=")
    return bool(value > bound if op in (">", ">=") else op in ("<", "<=") and value < bound)  # type: ignore[operator]  # both are of one kind
