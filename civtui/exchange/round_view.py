"""A round as the reader of a file of marks looks at it: subjects, items, judges, what stands."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from civtui.exchange import names
from civtui.model.text import Message, msg
from civtui.scoring.pipeline.items import ItemSpec

MarkRow = tuple[str, str, str, str, int | None]


class Standing(NamedTuple):
    """A mark that stands in the round.

    Args:
        value: None where the user may not see it.
        by_hand: no file brought it.
        who: the user who put it there, with `day`, where both may be seen.
    """

    value: str | None
    by_hand: bool
    who: str = ""
    day: str = ""

    def stays(self, judge: str) -> Message:
        """Return that a mark given by hand is not overwritten, and who gave it where it is seen."""
        if self.value is None:
            return msg("exchange.by-hand-unseen")
        given = {"standing": self.value, "judge": judge, "who": self.who, "day": self.day}
        return msg("exchange.by-hand", **given)


class JudgeView(NamedTuple):
    """A judge of the round and the subjects closed to them.

    Args:
        barred: for a conflict of interest.
        mine: the subjects that are the judge's to mark; None where all others are.
        submitted: the day the sheet was submitted and locked.
        agencies: the names of the judge's own agency, in full and in short.
        met: subjects that a reform brought into one agency with the judge.
    """

    name: str
    barred: frozenset[str]
    mine: frozenset[str] | None = None
    submitted: str | None = None
    agencies: tuple[str, ...] = ()
    met: frozenset[str] = frozenset()

    def takes(self, subject: str) -> bool:
        """Return whether marks of the judge on `subject` are taken."""
        if self.submitted or subject in self.barred | self.met:
            return False
        return self.mine is None or subject in self.mine

    def closed(self, subject: str) -> tuple[str, str]:
        """Return by which column, and why, marks of the judge on `subject` are not taken."""
        if subject in self.barred:
            return "subject", "exchange.barred"
        if self.submitted:
            return "assessor", "exchange.submitted"
        if subject in self.met:
            return "subject", "exchange.met"
        return "subject", "exchange.not-dealt"


class RoundView(NamedTuple):
    """What a file of marks is checked against.

    Args:
        subjects: id -> (name, agency's name).
        items: id -> item.
        judges: id -> judge whose marks the file may hold.
        assessor: whose marks a table without a column of assessors holds.
        agencies: agency's name -> further names that it goes by.
        standing: (subject, item, judge) -> mark that stands.
        skipped: (subject, item, judge) -> why a cell was left for later by hand, None where the
            user may not see it.
        overwrite: marks given by hand, and skips, give way to the file's.
        others: id -> name of the judges whose marks the file may not hold.
        formers: agency/office as it was called before a reform -> id of the subject.
        name: what the round is called.
        opened: the day it was opened.
        rounds: what the other rounds are called.
        judging: agencies that hold it or give its judges: a title may name them.
        city: see `plan.Known`.
    """

    subjects: dict[str, tuple[str, str]]
    items: dict[str, ItemSpec]
    judges: dict[str, JudgeView]
    assessor: str | None = None
    agencies: Mapping[str, tuple[str, ...]] = {}
    standing: Mapping[tuple[str, str, str], Standing] = {}
    skipped: Mapping[tuple[str, str, str], str | None] = {}
    overwrite: bool = False
    others: Mapping[str, str] = {}
    formers: Mapping[str, str] = {}
    name: str = ""
    opened: str = ""
    rounds: tuple[str, ...] = ()
    judging: frozenset[str] = frozenset()
    city: str = ""

    def called(self, cell: tuple[str, str, str]) -> tuple[str, str]:
        """Return whose a mark is, and on what and by whom, in words."""
        subject, item, judge = cell
        name, agency = self.subjects[subject]
        what = f"{agency}/{name}" if agency and agency != name else name
        return what, f"{self.items[item].title.zh}·{self.judges[judge].name}"

    def whose(self, rows: Iterable[MarkRow]) -> dict[str, list[str]]:
        """Return agency -> subjects of its that marks are on; one judged itself has itself."""
        found: dict[str, list[str]] = {}
        for id_ in dict.fromkeys(row[0] for row in rows):
            name, agency = self.subjects[id_]
            found.setdefault(agency or name, []).append(name)
        return found


class Called:
    """What a round calls an agency by a name without what people leave out of it, or add.

    Args:
        view: the round; an agency that is judged itself is called by its full name there.
        known: folded names that are found as they stand.
    """

    def __init__(self, view: RoundView, known: Container[str]) -> None:
        self.city, self.known = view.city, known
        judged = {name for name, agency in view.subjects.values() if not agency}
        self.found: dict[str, set[str]] = {}
        self.exact: dict[str, set[str]] = {}
        for key, more in view.agencies.items():
            called = next((name for name in (key, *more) if name in judged), key)
            for one in (key, *more):
                self.found.setdefault(names.body(one, self.city), set()).add(called)
                self.exact.setdefault(names.same(one), set()).add(called)

    def several(self, subject: str) -> Message | None:
        """Return that a subject is called by a name of several agencies, None where it is not."""
        agency, slash, _ = subject.rpartition("/")
        name = agency if slash else subject
        found = self.exact.get(names.same(name)) or self.found.get(names.body(name, self.city))
        many = sorted(found or ()) if name else []
        return msg("exchange.several", agencies=many) if len(many) > 1 else None

    def __call__(self, name: str) -> str:
        """Return the only agency that a name means; any other name as it is."""
        if not name or names.same(name) in self.known:
            return name
        found = self.found.get(names.body(name, self.city), set())
        return next(iter(found)) if len(found) == 1 else name
