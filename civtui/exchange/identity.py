"""Who a row means: the agency or office that is there already, a new one, or perhaps a twin."""

from __future__ import annotations

import difflib
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.plan import Known, KnownAgency, KnownFormer
from civtui.model.digits import digits
from civtui.model.errors import nearest
from civtui.model.text import Message

MOST_NEAR = 100
SHORTEST, LONGEST_SHORT = 3, 5  # characters of a name that is short for another, without 市
SLIP = 0.75  # likeness from which on one name may be a slip of another


class Owner(NamedTuple):
    """The agency that a name means.

    Args:
        id: None where the name means none or several.
        several: names of those it could mean.
        nearest: the nearest name, where it means none.
        said: what became of the name, where it is one of before a reform.
        loosely: the name is the agency's but for what people leave out of it, or add.
    """

    id: str | None
    several: tuple[str, ...] = ()
    nearest: str | None = None
    said: Message | None = None
    loosely: bool = False


class Identities:
    """Agencies and offices by every name they go by; grows with the rows of a file.

    Ids are `a-<n>` for agencies and `o-<agency's n>-<n>` for offices, counted on from the highest
    ever given; a row that means a known one keeps its id, so importing again updates.

    Args:
        known: what the workspace has.
    """

    def __init__(self, known: Known) -> None:
        self.agencies: dict[str, KnownAgency] = {}
        self.by_code: dict[str, str] = {}
        self.by_name: dict[str, str] = {}
        self.by_short: dict[str, set[str]] = {}
        self.by_look: dict[str, str] = {}
        self.by_nick: dict[str, str] = {"": ""}
        self.by_first: dict[str, dict[str, str]] = {}
        self.by_body: dict[str, set[str]] = {}
        self.city = known.city
        self.formers, self.former_offices = known.formers, known.former_offices
        for agency in known.agencies:
            self.learn(agency)
        # what agencies went by before the file
        self.before = {*self.by_name, *self.by_short}
        self.looked, self.bodies = frozenset(self.by_look), frozenset(self.by_body)
        self.offices = {(o.agency, names.tidy(o.name)): o.id for o in known.offices}
        self.called = {o.id: o.name for o in known.offices}
        self.namesakes: dict[tuple[str, str], list[str]] = {}  # a merger may leave an agency two
        for one in known.offices:
            self.namesakes.setdefault((one.agency, names.tidy(one.name)), []).append(one.id)
        self.office_looks = {(o.agency, names.key(o.name)): o.name for o in known.offices}
        self._refused: dict[str, int] = {}
        self._near: dict[str, str | None] = {}
        self._last: dict[str, int] = {}
        for id_ in (*known.taken, *self.agencies, *self.offices.values()):
            series, _, serial = id_.rpartition("-")
            if digits(serial):
                self._last[series] = max(self._last.get(series, 0), int(serial))

    def learn(self, agency: KnownAgency) -> None:
        """Take note of an agency; what is known of the same id gives way."""
        self.agencies[agency.id] = agency
        # names of earlier releases may hold what nobody sees
        self.by_name.setdefault(names.tidy(agency.name), agency.id)
        key = names.key(agency.name)
        self.by_look.setdefault(key, agency.name)
        bare = names.cityless(key, self.city)
        self.by_first.setdefault(bare[:1], {}).setdefault(bare, agency.name)
        self.by_nick.setdefault(names.key(agency.short), agency.name)
        for one in filter(None, (agency.name, agency.short)):
            self.by_body.setdefault(names.body(one, self.city), set()).add(agency.id)
        if agency.code:
            self.by_code.setdefault(agency.code, agency.id)
        if agency.short:
            self.by_short.setdefault(agency.short, set()).add(agency.id)

    def refuse(self, name: str, short: str, row: int) -> None:
        """Take note of an agency whose row is rejected: what hangs on it is no fault of its own."""
        for one in filter(None, (name, short)):
            self._refused.setdefault(names.key(one), row)

    def refused(self, name: str) -> int | None:
        """Return the row by which an agency of this name was rejected, None where none was."""
        return self._refused.get(names.key(name))

    def twin(self, name: str) -> str | None:
        """Return the known name that a reader takes for `name`, None where there is none."""
        key = names.key(name)
        found = self.by_look.get(key) or self.by_nick.get(key) or self._abbreviated(key)
        return found if found != name else None

    def _abbreviated(self, key: str) -> str | None:
        """Return the name that one shortens, or that shortens it: 发改委, 发展和改革委员会."""
        bare = names.cityless(key, self.city)
        for other, name in self.by_first.get(bare[:1], {}).items():
            brief, full = sorted((bare, other), key=len)
            if SHORTEST <= len(brief) <= LONGEST_SHORT and len(full) > len(brief) + 1:
                rest = iter(full)
                if brief[-1] in full[-3:] and all(one in rest for one in brief):
                    return name
        return None

    def stood(self, name: str) -> bool:
        """Return whether anybody went by a name before the file."""
        stood = name in self.before or names.key(name) in self.looked
        stood = stood or names.body(name, self.city) in self.bodies
        return stood or self.former(name) is not None

    def named(self, name: str) -> str | None:
        """Return the full name of the only agency that goes by a name, None where none does."""
        found = self.owner(name).id if self.knows(name) else None
        return self.agencies[found].name if found else None

    def knows(self, name: str) -> bool:
        """Return whether anybody goes by a name, in full, in short or looking alike."""
        return name in self.by_name or name in self.by_short or names.key(name) in self.by_look

    def alike(self, name: str) -> str | None:
        """Return the name of an agency that one could be a slip of, None where none is so near."""
        found = difflib.get_close_matches(name, self.before, n=1, cutoff=SLIP)
        return found[0] if found else None

    def owner(self, name: str, written: str = "") -> Owner:
        """Return the agency that an office sheet means by `name`: full, short or look-alike.

        Args:
            written: its name as the file has it; an agency known by that is the same one.
        """
        full = self.by_name.get(name) or self.by_name.get(written)
        short = self.by_short.get(name, set())
        if full and not short - {full}:
            return Owner(full)
        if full:  # its full name, and another one's short one
            short = short | {full}
        if len(short) == 1:
            return Owner(next(iter(short)))
        if short:
            return Owner(None, tuple(sorted(self.agencies[id_].name for id_ in short)))
        if former := self.former(name):
            if len(former.now) == 1:
                return Owner(former.now[0], said=former.said)
            said = None if former.now else former.said
            return Owner(None, tuple(self.agencies[id_].name for id_ in former.now), said=said)
        if self.refused(name) is not None:
            return Owner(None)
        look = self.by_look.get(names.key(name))
        if look and len(self.loosely(name)) == 1:
            return Owner(
                self.by_name[names.tidy(look)], loosely=names.same(look) != names.same(name)
            )
        if len(loose := self.loosely(name)) == 1:
            return Owner(loose[0], loosely=True)
        if loose:
            return Owner(None, tuple(self.agencies[id_].name for id_ in loose))
        # looking for the nearest name is slow; a file full of strangers is told so for some
        if name not in self._near and len(self._near) < MOST_NEAR:
            self._near[name] = nearest(name, [*self.by_name, *self.by_short])
        return Owner(None, nearest=self._near.get(name))

    def short_for(self, name: str) -> str | None:
        """Return the only agency that `name` is the short name, and nobody's full one, of."""
        found = self.by_short.get(name, set()) if name not in self.by_name else set()
        return next(iter(found)) if len(found) == 1 else None

    def loosely(self, name: str) -> list[str]:
        """Return the agencies that bear a name but for what people leave out of it, or add."""
        return sorted(self.by_body.get(names.body(name, self.city), ()))

    def former(self, name: str) -> KnownFormer | None:
        """Return what a name of before a reform means, None where it is none or somebody's."""
        return None if name in self.by_name or name in self.by_short else self.formers.get(name)

    def former_office(self, owner: str, name: str) -> KnownFormer | None:
        """Return what became of an office that an agency had by a name; None where it has one."""
        key = (owner, names.key(name))
        return None if key in self.office_looks else self.former_offices.get(key)

    def new_agency(self) -> str:
        """Return an id that no agency ever had."""
        return self._next("a")

    def office(self, owner: str, name: str, written: str = "") -> tuple[str, str | None]:
        """Return the id of an office, and the known office it may be the twin of.

        Args:
            written: its name as the file has it; an office known by that is the same one.
        """
        if (owner, name) not in self.offices and (owner, written) in self.offices:
            self.offices[owner, name] = self.offices.pop((owner, written))
        id_ = self.offices.get((owner, name))
        if id_:
            return id_, None
        twin = self.office_looks.setdefault((owner, names.key(name)), name)
        id_ = self._next(f"o-{owner.removeprefix('a-')}")
        self.offices[owner, name] = id_
        return id_, twin if twin != name else None

    def _next(self, series: str) -> str:
        self._last[series] = self._last.get(series, 0) + 1
        return f"{series}-{self._last[series]}"
