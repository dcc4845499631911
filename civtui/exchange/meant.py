"""Which agency on record a row of a registry means, by whatever it calls it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.identity import Identities
from civtui.exchange.nameless import ENDED
from civtui.exchange.rows import Row
from civtui.model.text import msg


class Found(NamedTuple):
    """An agency on record.

    Args:
        id: None where a row means none.
        called: its name there, where the row's is another and no new one of it.
    """

    id: str | None
    called: str = ""


NOBODY = Found(None)


class Meant:
    """Finds the agency of a row by code, name, short name, and what people leave out of names.

    Args:
        who: everybody by every name; grows with the file.
        known: ids of the agencies on record.
        rows: id of what the file has brought -> its row.
    """

    def __init__(self, who: Identities, known: Collection[str], rows: Mapping[str, Row]) -> None:
        self.who, self.known, self.rows = who, known, rows

    def identity(self, row: Row, name: str, code: str, written: str) -> Found:
        """Return the known agency that a row means, by its code, then by its name.

        Args:
            written: the name as the file has it; an agency known by that is the same one.
        """
        by_name = self.who.by_name.get(name) or self.who.by_name.get(written)
        by_code = self.who.by_code.get(code)
        if by_code and by_name and by_code != by_name:
            if not row.at_fault("code"):  # that it repeats an earlier row's is said
                row.refuse("code", msg("exchange.code-of", agency=self.who.agencies[by_code].name))
        elif by_code and not by_name and name and not self._is_other_name(by_code, name):
            row.warn("name", msg("exchange.renamed", old=self.who.agencies[by_code].name))
        elif by_name and code and self.who.agencies[by_name].code not in ("", code):
            row.warn("code", msg("exchange.code-changed", old=self.who.agencies[by_name].code))
        former = self.who.former(name)
        if former and former.goes_on and len(former.now) == 1:
            return Found(by_code or former.now[0])
        if by_code or by_name or not name:
            return Found(by_code or by_name)
        by_short = None if code else self._short_for(name)
        if by_short:
            row.warn("name", msg("exchange.by-short", agency=self.who.agencies[by_short].name))
        return Found(by_short) if by_short else self._loosely(row, name, code)

    def _loosely(self, row: Row, name: str, code: str) -> Found:
        """Return the agency on record that a row names but for its city or a remark in brackets.

        Where that is several, an agency that is new in the file, or one that has ended by the
        remark, a person has to say which one is meant.
        """
        if self.who.former(name):
            return NOBODY
        own = names.body(name, self.who.city)
        found = [self.who.agencies[id_] for id_ in self.who.loosely(name)]
        # the short name of one that is new with it may be another's full one
        loose = [
            one
            for one in found
            if not (code and one.code)
            and (
                one.id in self.known
                or (
                    names.body(one.name, self.who.city) == own
                    and names.same(one.name) != names.same(name)
                )
            )
        ]
        if not loose:
            return NOBODY
        one, ended = loose[0], ENDED.search(names.same(name))
        if len(loose) > 1 or one.id not in self.known or (ended and not ENDED.search(one.name)):
            at, said = self.rows.get(one.id), {"agencies": [other.name for other in loose]}
            reason = msg("exchange.same-perhaps", **said)
            if at is not None and at.number != row.number:
                reason = msg("exchange.same-perhaps-on", row=at.number, **said)
            row.refuse("name", reason)
            return NOBODY
        row.warn("name", msg("exchange.by-body", agency=one.name))
        return Found(one.id, one.name)

    def _short_for(self, name: str) -> str | None:
        """Return the only agency on record that `name` is the short name of."""
        found = self.who.short_for(name)
        return found if found in self.known else None

    def _is_other_name(self, id_: str, name: str) -> bool:
        """Return whether an agency goes by a name besides its own: in short, or before a reform."""
        return self._short_for(name) == id_ or self.who.former(name) is not None

    def name_of_today(self, row: Row, name: str, id_: str | None) -> str:
        """Return the name of an agency that a row calls in short, or as before a reform."""
        if id_ is not None and self._short_for(name) == id_:
            return self.who.agencies[id_].name
        former = self.who.former(name)
        if former is None or (id_ is not None and id_ not in former.now):
            return name
        if id_ is None:
            gone = msg("exchange.former-agency", said=former.said)
            row.refuse("name", former.said if former.now else gone)
            return name
        row.warn("name", former.said)
        return self.who.agencies[id_].name
