"""What a fact has to do with, and the courses of titles that many facts go on with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from civtui.rules.gates import TIERS

Payload = dict[str, Any]
AGENCY_HONORS = frozenset(TIERS)
CARD_MATTERS = frozenset({"card", "clear-card", "prolong-card", "delist-card"})


class Things(NamedTuple):
    """What a fact has to do with, each thing as `noun:id`.

    Args:
        makes: what it brings into being, unless an earlier fact did: whatever names it hangs on it.
        about: whose course it goes on with (a title's, a card's): the later steps of that course
            have to be taken back before it.
        names: what it points to.
        changes: what of that goes to another keeper by it, or ends: whatever names it later hangs
            on this, though it was there before.
        feeds: what it adds to, without going on with it (the records of a year): who was told the
            whole needs it.
        needs: courses, and what is fed, as they stood: it asked them without going on with them.
        rests: what has to be there for it, of which it asks no more: what others do with that is
            nothing to it.
    """

    makes: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    feeds: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    rests: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """Everything it points to, makes or goes on with."""
        return self.makes | self.about | self.names | self.rests

    @property
    def gives(self) -> frozenset[str]:
        """What others may need as it stood."""
        return self.about | self.feeds

    def touches(self, other: Things) -> bool:
        """Return whether both have to do with one thing."""
        pairs = (
            (self.all - self.rests, other.all - other.rests),
            (self.rests, other.makes | other.changes),
            (other.rests, self.makes | self.changes),
            (self.needs, other.gives),
            (other.needs, self.gives),
        )
        return any(mine & theirs for mine, theirs in pairs)

    def __or__(self, other: object) -> Things:
        """Return what either has to do with."""
        if not isinstance(other, Things):
            return NotImplemented
        return Things(*(mine | theirs for mine, theirs in zip(self, other, strict=True)))


class Courses:
    """The courses of titles: an application is a part of that of its agency's honor.

    An id may have been given anew after a taking back: then it is a part of both; so is one that a
    merger handed over, for the successor's title comes out of it.

    Args:
        applied: payloads of applications.
        objected: payloads of objections.
        reformed: payloads of reforms, in their order.
        carded: payloads of yellow cards.
    """

    def __init__(
        self,
        applied: Iterable[Payload],
        objected: Iterable[Payload] = (),
        reformed: Iterable[Payload] = (),
        carded: Iterable[Payload] = (),
    ) -> None:
        self._on: dict[str, set[str]] = {}
        for p in carded:
            self._on.setdefault(p["card"], set()).add(p["agency"])
        self._of_case: dict[str, set[str]] = {}
        filed = [(p["case"], p["agency"], p["honor"]) for p in applied]
        for case, agency, honor in filed:
            self._of_case.setdefault(case, set()).add(course(agency, honor))
        whose = {case: {agency} for case, agency, _ in filed}
        for p in reformed:
            for d in p["descent"]:
                if d["form"] == "merged" and d["parent"] in p["ended"]:
                    for case, _, honor in filed:
                        if d["parent"] in whose[case]:
                            whose[case].add(d["child"])
                            self._of_case[case].add(course(d["child"], honor))
        self._cases: dict[str, set[str]] = {}
        for p in objected:
            self._cases.setdefault(p["objection"], set()).add(p["case"])

    def of(self, cases: Iterable[str]) -> Iterator[str]:
        """Yield the courses that applications are a part of."""
        for case in cases:
            yield from self._of_case.get(case, ())

    def carded(self, card: str) -> frozenset[str]:
        """Return the cards of the agency that has one: what bodies decide asks how they stand."""
        return frozenset(f"cards:{agency}" for agency in self._on.get(card, ()))

    def above(self, cases: Iterable[str]) -> frozenset[str]:
        """Return what `above` does of the titles that are applied for."""
        return frozenset[str]().union(*(above(*one) for one in self._sought(cases)))

    def held(self, cases: Iterable[str]) -> frozenset[str]:
        """Return what `held` does of the titles that are applied for."""
        return frozenset[str]().union(*(held(*one) for one in self._sought(cases)))

    def declared(self, cases: Iterable[str]) -> frozenset[str]:
        """Return what the agencies that apply declared: a check asks it."""
        return frozenset(f"declared:{holder}" for holder, _ in self._sought(cases))

    def counted(self, cases: Iterable[str]) -> frozenset[str]:
        """Return the offices of the agencies that apply: a check counts them."""
        return all_of("offices", (holder for holder, _ in self._sought(cases)))

    def _sought(self, cases: Iterable[str]) -> Iterator[tuple[str, str]]:
        for one in self.of(cases):
            holder, _, honor = one.removeprefix("title:").rpartition(" ")
            yield holder, honor

    def of_objection(self, objection: str) -> Iterator[str]:
        """Yield the courses that an objection is a part of: those of its application."""
        return self.of(self._cases.get(objection, ()))


def course(holder: str, honor: str) -> str:
    """Return the course of a title, from the application to its end."""
    return f"title:{holder} {honor}"


def held(holder: str, honor: str) -> frozenset[str]:
    """Return whether a holder has an agency honor, as a thing: what gives or ends it feeds it."""
    return frozenset({f"held:{holder} {honor}"}) if honor in TIERS else frozenset()


def above(holder: str, honor: str) -> frozenset[str]:
    """Return whether a holder has a title over one: then it is given no lower one."""
    rungs = TIERS[TIERS.index(honor) + 1 :] if honor in TIERS else ()
    return frozenset[str]().union(*(held(holder, rung) for rung in rungs))


def asked(matter: str, honor: str | None, subjects: Iterable[str]) -> frozenset[str]:
    """Return what a body asks before it takes a matter up (see `titles.feasible`)."""
    if matter in CARD_MATTERS:
        return frozenset(f"cards:{one}" for one in subjects)
    if honor in AGENCY_HONORS and matter in ("recommend", "grant"):  # the application's state
        return frozenset(course(one, honor) for one in subjects).union(
            *(above(one, honor) for one in subjects)
        )
    if honor and matter in ("expire", "withdraw", "delist", "restore"):
        return frozenset(course(one, honor) for one in subjects)
    return frozenset()


def results_of(round_id: str) -> str:
    """Return the results of a round as a thing: its marks feed it, decisions on them need it."""
    return f"result:{round_id}"


def texts_of(value: Any) -> Iterator[str]:
    """Yield every text in a record's values: what it points to stands among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts_of(part)


def all_of(noun: str, ids: Iterable[str | None]) -> frozenset[str]:
    return frozenset(f"{noun}:{id_}" for id_ in ids if id_)


def written(noun: str, ids: Iterable[str]) -> frozenset[str]:
    """Return the states of things that a fact writes whole, fields that stood before among them.

    A later fact of the same thing took those over, so it goes first.
    """
    return all_of("state", (f"{noun} {id_}" for id_ in ids))
