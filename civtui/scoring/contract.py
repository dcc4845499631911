"""What a calculator is given and what it answers: a checked input document, an answer in rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

from civtui import locale
from civtui.model.errors import BadInput, nearest
from civtui.model.text import Bilingual, Message, msg
from civtui.scoring.numbers import exact_text, number, parse_exact

# every word that a round's sheet or a bare input may hold; a calculator reads those it needs
VOCABULARY = (
    *("subjects", "criteria", "values", "assessors", "marks", "ballots", "wins", "base"),
    *("findings", "matrix", "grades", "factors", "weights", "membership", "options"),
    *("round", "standard", "ratings", "counts", "series", "days", "period"),
    *("target", "k", "h", "parts"),
)
SENSES = ("max", "min")
MOST = 100_000
Grid = list[list[Fraction | None]]


class Criterion(NamedTuple):
    """One criterion: weight and sense (`max`: more is better, `min`: less is better)."""

    id: str
    weight: Fraction
    sense: str


@dataclass(frozen=True)
class Ballot:
    """An order of subjects, best first, that `count` voters share."""

    order: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class ResultRow:
    """One subject's score and rank; None where it has none.

    Args:
        score: exact, or a float where the method is not exact.
    """

    subject: str
    score: Fraction | float | None
    rank: int | None


@dataclass(frozen=True)
class Answer:
    """What a calculator answers.

    Args:
        options: all options in effect.
        results: one row a subject, in the input's order; empty where the method is undefined.
        details: figures of the method, by name.
        warnings: sentences a reader must see; messages or texts.
    """

    options: Mapping[str, Any]
    results: Sequence[ResultRow]
    details: Mapping[str, Any] = field(default_factory=dict)
    warnings: Sequence[Message | Bilingual | str] = ()


class CalculatorInput:
    """A checked view of an input document.

    Args:
        document: as read from JSON, decimals kept as they were written.

    Raises:
        BadInput: it is no table of known keys.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        if not isinstance(document, Mapping):
            raise BadInput(msg("scoring.no-object"))
        for key in document:
            if key not in VOCABULARY:
                raise BadInput(
                    msg("scoring.unknown-key"),
                    where={"key": key},
                    value=key,
                    nearest=nearest(str(key), VOCABULARY),
                )
        self.document = document

    def fail(self, key: str, message: Message, value: object = None) -> BadInput:
        """Return the error of the value at `key`, to be raised."""
        return BadInput(message, where={"key": key}, value=value)

    def rows(self, key: str) -> list[Any]:
        """Return the list at `key`."""
        if key not in self.document:
            raise self.fail(key, msg("scoring.missing-key"))
        found = self.document[key]
        if not isinstance(found, list) or len(found) > MOST:
            raise self.fail(key, msg("scoring.no-list"))
        return found

    def ids(self, key: str = "subjects") -> tuple[str, ...]:
        """Return a list of different, non-empty names."""
        seen: dict[str, int] = {}
        for place, value in enumerate(self.rows(key)):
            if not isinstance(value, str) or not value:
                raise self.fail(f"{key}[{place}]", msg("scoring.no-name"), value)
            if value in seen:
                raise self.fail(f"{key}[{place}]", msg("scoring.twice"), value)
            seen[value] = place
        if not seen:
            raise self.fail(key, msg("scoring.empty"))
        return tuple(seen)

    def number(self, value: Any, key: str) -> Fraction:
        """Return one number, exactly."""
        return parse_exact(value, {"key": key})

    def criteria(self, *, weights: bool = True) -> tuple[Criterion, ...]:
        """Return the criteria; without `weights` a weight may be left out and counts 1."""
        found: dict[str, Criterion] = {}
        for place, row in enumerate(self.rows("criteria")):
            at = f"criteria[{place}]"
            if not isinstance(row, Mapping) or not isinstance(row.get("id"), str):
                raise self.fail(at, msg("scoring.no-criterion"), row)
            sense = row.get("sense", "max")
            if sense not in SENSES:
                raise BadInput(
                    msg("scoring.no-sense"),
                    where={"key": f"{at}.sense"},
                    value=sense,
                    allowed=SENSES,
                    nearest=nearest(str(sense), SENSES),
                )
            if "weight" not in row and weights:
                raise self.fail(f"{at}.weight", msg("scoring.missing-key"))
            weight = self.number(row.get("weight", 1), f"{at}.weight")
            if weight < 0:
                raise self.fail(f"{at}.weight", msg("scoring.negative"), row.get("weight"))
            if row["id"] in found:
                raise self.fail(at, msg("scoring.twice"), row["id"])
            found[row["id"]] = Criterion(row["id"], weight, sense)
        if not found:
            raise self.fail("criteria", msg("scoring.empty"))
        return tuple(found.values())

    def parts(self) -> CalculatorInput | None:
        """Return a round's parts with the standard's points as weights, as an input of its own.

        None where the input has none (one typed by hand, a round of an earlier release).
        """
        found = self.document.get("parts")
        if found is None:
            return None
        if not isinstance(found, Mapping):
            raise self.fail("parts", msg("scoring.no-object"))
        return CalculatorInput({**found, "subjects": self.document.get("subjects")})

    def grid(self, key: str, height: int, width: int) -> Grid:
        """Return a table of numbers of `height` rows and `width` columns; null is missing."""
        rows = self.rows(key)
        if len(rows) != height:
            raise self.fail(key, msg("scoring.height", has=len(rows), needs=height))
        made: Grid = []
        for r, row in enumerate(rows):
            if not isinstance(row, list) or len(row) != width:
                has = len(row) if isinstance(row, list) else 0
                raise self.fail(f"{key}[{r}]", msg("scoring.width", has=has, needs=width))
            made.append(
                [
                    None if v is None else self.number(v, f"{key}[{r}][{c}]")
                    for c, v in enumerate(row)
                ]
            )
        return made

    def full_grid(self, key: str, height: int, width: int) -> list[list[Fraction]]:
        """Return a table of numbers in which none is missing."""
        made = []
        for r, row in enumerate(self.grid(key, height, width)):
            for c, value in enumerate(row):
                if value is None:
                    raise self.fail(f"{key}[{r}][{c}]", msg("scoring.no-missing"))
            made.append([value for value in row if value is not None])
        return made

    def marks(self) -> Grid:
        """Return the table of marks, subject x assessor."""
        rows = self.rows("marks")
        width = len(rows[0]) if rows and isinstance(rows[0], list) else 0
        if "assessors" in self.document:
            width = len(self.ids("assessors"))
        return self.grid("marks", len(self.ids()), width)

    def ballots(self) -> tuple[Ballot, ...]:
        """Return the ballots; each orders all subjects."""
        subjects = self.ids()
        found = []
        for place, row in enumerate(self.rows("ballots")):
            at = f"ballots[{place}]"
            if not isinstance(row, Mapping) or not isinstance(row.get("order"), list):
                raise self.fail(at, msg("scoring.no-ballot"), row)
            if sorted(map(str, row["order"])) != sorted(subjects):
                raise self.fail(f"{at}.order", msg("scoring.no-order"), row["order"])
            count = row.get("count", 1)
            if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= 10**9:
                raise self.fail(f"{at}.count", msg("scoring.no-count"), count)
            found.append(Ballot(tuple(row["order"]), count))
        return tuple(found)

    def options(self, **known: Sequence[str] | Fraction | int) -> dict[str, Any]:
        """Return the options in effect.

        Args:
            known: name -> the choices, the default first; or a default number.
        """
        given = self.document.get("options") or {}
        if not isinstance(given, Mapping):
            raise self.fail("options", msg("scoring.no-object"))
        for name in given:
            if name not in known:
                raise BadInput(
                    msg("scoring.no-option"),
                    where={"option": name},
                    value=name,
                    allowed=sorted(known) or None,
                    nearest=nearest(str(name), known),
                )
        return {name: self._option(name, rule, given) for name, rule in known.items()}

    def _option(
        self, name: str, rule: Sequence[str] | Fraction | int, given: Mapping[str, Any]
    ) -> Any:
        if isinstance(rule, int):
            value = given.get(name, rule)
            if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
                raise BadInput(msg("scoring.no-count"), where={"option": name}, value=value)
            return value
        if isinstance(rule, Fraction):
            return parse_exact(given.get(name, rule), {"option": name})
        value = given.get(name, rule[0])
        if value not in rule:
            raise BadInput(
                msg("scoring.no-choice"),
                where={"option": name},
                value=value,
                allowed=rule,
                nearest=nearest(str(value), rule),
            )
        return value


def read_input(payload: Any) -> CalculatorInput:
    """Return a document as the input of a calculator."""
    return CalculatorInput(payload)


def ranked(
    subjects: Sequence[str],
    scores: Sequence[Fraction | float | None],
    close: float = 0.0,
    size: float = 0.0,
) -> list[ResultRow]:
    """Return rows with ranks: the highest score is 1, equal scores share the smaller rank.

    Args:
        close: floats that differ by no more, relative to the largest, count as equal.
        size: of the figures that the scores come from, where these may cancel out to nearly 0.
    """
    there = sorted(s for s in scores if s is not None)
    edge: Fraction | float = close * max([size, *(abs(float(s)) for s in there)])

    def place(score: Fraction | float) -> int:
        return 1 + len(there) - bisect_right(there, edge, key=lambda other: other - score)

    places = {score: place(score) for score in set(there)}
    return [
        ResultRow(subject, score, None if score is None else places[score])
        for subject, score in zip(subjects, scores, strict=True)
    ]


def first_places(values: Iterable[Fraction]) -> dict[Fraction, int]:
    """Return the rank of each value: the highest is 1, equal ones share the smaller rank."""
    ordered = sorted(values, reverse=True)
    return {value: place for place, value in reversed(list(enumerate(ordered, 1)))}


def plain(value: Any) -> Any:
    """Return a value as JSON-ready data: fractions as numbers, tuples as lists."""
    if isinstance(value, Fraction):
        return number(value)
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, Message | Bilingual):
        return locale.render(value)
    return value


def as_data(answer: Answer) -> dict[str, Any]:
    """Return an answer as `scheme run --json` prints it, but for the scheme's own stamp."""
    return {
        "options": {
            name: exact_text(value) if isinstance(value, Fraction) else plain(value)
            for name, value in answer.options.items()
        },
        "results": [
            {
                "subject": row.subject,
                "score": plain(row.score),
                "rank": row.rank,
                "exact": exact_text(row.score) if isinstance(row.score, Fraction) else None,
            }
            for row in answer.results
        ],
        "details": plain(answer.details),
        "warnings": [plain(warning) for warning in answer.warnings],
    }
