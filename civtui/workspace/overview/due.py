"""What is due: the one list that the overview, the board of deadlines and `status` tell.

The first screen waits for it, so it asks plain SQL and the few lengths of the profile. What the
profile's choices will do by themselves, what sittings left undecided and what the registers want
takes longer and may follow (`ahead`). The overview shows days and names alone: what bars a deed and
which way it goes on is left out of the lines where nobody reads it (`words`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.ledger import queries
from civtui.model.text import Message, msg
from civtui.profile.clock_lengths import Lengths, lengths
from civtui.profile.places import profile_path
from civtui.rules import cards as card_rules
from civtui.rules.cards import CardState
from civtui.rules.policies import choice as chosen
from civtui.workspace.overview.due_placed import (
    Agendas,
    of_card,
    of_term,
    way_of_renewal,
)
from civtui.workspace.session import Workspace
from civtui.workspace.titles.carrying_out import ENDS_OF_CARDS, NAMED, Undone, undone

if TYPE_CHECKING:
    from civtui.workspace.titles.asked_deed import Bar

WARN_DAYS = 90
# what can be due, and in which order on one day
KINDS = (
    "appeal",
    "application",
    "by-itself",
    "carrying-out",
    "decision",
    "notice",
    "objection",
    "re-inspection",
    "record",
    "reminder",
    "round",
    "sitting",
    "term",
    "veto",
    "waiting",
)
OF_CARD = ("reminder", "re-inspection", "decision")
TOLD = (*OF_CARD, "notice", "application")  # their lines say which card, or application
RECORD = "record"  # what a register wants: subject is the register


class DueRow(NamedTuple):
    """Something due; `days` counts from today, negative when it is late."""

    on: date
    what: str
    subject: str
    name: str
    why: Message
    days: int

    @property
    def about(self) -> str:
        """Which of several things of its subject: a card, or an application of a notice."""
        values = self.why.values
        return str(values["card" if self.what in OF_CARD else "case"]) if self.what in TOLD else ""

    @property
    def key(self) -> str:
        """What tells its line from all others."""
        own = f"{self.what}/{self.subject}/{self.on}"
        about = self.why.values["appealed"] if self.what == "appeal" else self.about
        return f"{own}/{about}" if about else own


class _Due(NamedTuple):
    on: date
    what: str
    subject: str
    name: str
    why: Message


def due_rows(
    ws: Workspace,
    *,
    days: int = WARN_DAYS,
    on: date | None = None,
    ahead: bool = True,
    words: bool = True,
) -> list[DueRow]:
    """Return what is due within `days`, late things first.

    Cards, decisions on titles and cards that nobody carried out, notices that are over or stand,
    objections unanswered, sittings called, terms of titles, bars that end, rounds that should
    have ended, what registers want: whatever a day brings that somebody must act on.

    Args:
        on: the first day, today where None; of a past day the answer is the one that was given on
            it, by the profile of today.
        ahead: with what the profile's choices will have done by themselves by then, with what
            sittings left undecided, and with what the registers want.
        words: with the ways on, the agendas and what bars a deed in the lines.
    """
    return due_then(ws, days=days, on=on, ahead=ahead, words=words)[0]


def due_then(
    ws: Workspace,
    *,
    days: int = WARN_DAYS,
    on: date | None = None,
    ahead: bool = True,
    words: bool = True,
) -> tuple[list[DueRow], int]:
    """Return `due_rows`, and how many facts of before a past day cannot be told as of it."""
    first = on or ws.today()
    last = first + timedelta(days=days)
    if first >= ws.today():
        return _rows(_Asked(ws, first, last, ahead=ahead, words=words)), 0
    from civtui.workspace.reading.workspace_then import (
        workspace_then,  # not on the way to a first screen
    )

    with workspace_then(ws, first) as (then, untold):
        return _rows(_Asked(then, first, last, ahead=ahead, words=words)), untold


def _rows(asked: _Asked) -> list[DueRow]:
    found, first = [*asked.simple()], asked.first
    if asked.ahead:
        found += [*asked.by_themselves(), *asked.records(), *asked.applications()]
    rows = [DueRow(d.on, d.what, d.subject, d.name, d.why, (d.on - first).days) for d in found]
    return sorted(rows, key=lambda r: (r.on, r.what, r.subject))


class _Asked:
    """What is asked: the days from `first` to `last`; `ahead` and `words` as of `due_rows`."""

    def __init__(self, ws: Workspace, first: date, last: date, *, ahead: bool, words: bool) -> None:
        self.ws, self.first, self.last = ws, first, last
        self.ahead, self.words = ahead, ahead and words
        self._lengths: Lengths | None = None

    def _rows(self, name: str, **more: str) -> list[tuple[Any, ...]]:
        given = {"last": self.last.isoformat(), "first": self.first.isoformat(), **more}
        return queries.rows(self.ws.ledger, "due", name, given)

    @cached_property
    def undone(self) -> list[Undone]:
        """The decisions that wait to be carried out."""
        return undone(self.ws, self.last)

    @property
    def lengths(self) -> Lengths:
        """The lengths of the profile's clocks, read where one of them runs."""
        if self._lengths is None:
            self._lengths = lengths(profile_path(self.ws.profile_path, self.ws.dir))
        return self._lengths

    def simple(self) -> Iterator[_Due]:
        """Yield what plain SQL and a few lengths tell."""
        yield from self._cards()
        yield from self._notices()
        yield from self._appeals()
        yield from self._sittings()
        if self.ahead:
            yield from self._undecided()
        yield from self._carrying_out()
        if not self.ws.automatic.chosen.ends:
            yield from self._terms()
        yield from self._bars()
        for id_, name, day in self._rows("rounds"):
            key = "due-round" if _day(day) < self.first else "due-round-ahead"
            why = msg(f"titles.{key}", round=str(name), due=str(day), id=str(id_))
            yield _Due(_day(day), "round", str(id_), str(name), why)

    def _cards(self) -> Iterator[_Due]:
        rows = self._rows("cards")
        if not rows:
            return
        names = {str(row[1]): str(row[6]) for row in rows}
        states = [
            CardState(
                str(id_),
                str(agency),
                "open",
                _day(opened),
                _day(term) if term else None,
                int(str(prolonged)),
                None if met is None else bool(met),
                tuple(map(_day, str(reminded).split(","))) if reminded else (),
                _day(began) if began else None,
            )
            for id_, agency, opened, term, prolonged, met, _, reminded, began in rows
        ]
        policy = chosen(self.lengths.policies, "card-without-term")
        decided = {c for one in self.undone if one.matter in ENDS_OF_CARDS for c in one.cases}
        for d in card_rules.due(states, self.first, self.last, self.lengths.card, policy):
            if d.why.values["card"] in decided:
                continue  # it was decided, and stands with what is to be carried out
            card, name = str(d.why.values["card"]), names[d.subject]
            many = sum(one.agency == d.subject for one in states) > 1
            why = d.why
            if self.words and d.what == "decision":
                why = self._agendas.of_card(why, card, d.subject, many=many)
            elif self.words and d.what == "re-inspection":
                why = self._agendas.said(why, "card", of_card(card))
            yield _Due(d.on, d.what, d.subject, f"{name} {card}" if many else name, why)

    @cached_property
    def _agendas(self) -> Agendas:
        """The agendas on which cards and titles stand."""
        return Agendas(self.ws, self.first)

    def _notices(self) -> Iterator[_Due]:
        from civtui.workspace.overview.due_notices import notices_due

        given = {"last": self.last.isoformat(), "first": self.first.isoformat()}
        for one in notices_due(self.ws, self.first, given, bars=self.words):
            yield _Due(*one)

    def _called(self, thing: str, id_: str) -> str:
        """Return what people call a sitting, notice or case."""
        from civtui.locale import render
        from civtui.workspace.reading.names import Names

        return render(Names(self.ws).called(thing, id_))

    def _sittings(self) -> Iterator[_Due]:
        """Yield the sittings that are called, with how many items are left on their agendas.

        One whose day has passed was held or put off: either has to be put down.
        """
        for id_, day in self._rows("sittings"):
            called = self._called("sitting", str(id_))
            items = self._items(str(id_)) if self.words else 0
            key = "due-sitting-past" if _day(day) < self.first else "due-sitting"
            why = msg(f"titles.{key}", sitting=called, items=items, id=str(id_))
            yield _Due(_day(day), "sitting", str(id_), called, why)

    def _items(self, sitting: str) -> int:
        """Return how many items are left on the agenda of a sitting."""
        from civtui.workspace.titles.agenda_after_reform import agenda_of
        from civtui.workspace.titles.sittings import sitting_row

        return len(agenda_of(self.ws, sitting_row(self.ws, sitting)))

    def _appeals(self) -> Iterator[_Due]:
        """Yield the appeals that await an answer, and what comes next.

        That is a sitting, its decision, or the record of it. The values tell a face what to ask
        for: `appealed`, and `answer` where it was decided on, `at` where a sitting has it.
        """
        from civtui.workspace.reading.names import act_called  # nor without an appeal

        for agency, day, name, appealed, answer, stands, several, honors in self._rows("appeals"):
            at, item = json.loads(stands) if stands and not answer else ("", "")
            honor = next(iter(json.loads(honors)), "") if several else ""
            lefts = self._agendas.lefts if at and self.ahead else ()
            held = any(left.sitting == at for left in lefts)
            stage = "-decided" if answer else "-held" if held else "-placed" if at else ""
            why = msg(
                f"titles.due-appeal{stage}",
                agency=name,
                whom=_typed(self.ws, str(agency)),
                which=f" --honor {honor}" if honor else "",
                honor=honor,
                day=day,
                appealed=appealed,
                act=act_called(str(appealed), amid=True),
                answer=answer or "",
                at=at,
                item=item,
                sitting=self._called("sitting", at) if at else "",
            )
            called = f"{name} {appealed}" if several else str(name)
            yield _Due(_day(day), "appeal", str(agency), called, why)

    def _undecided(self) -> Iterator[_Due]:
        from civtui.workspace.overview.due_undecided import undecided_due

        for one in undecided_due(self.ws, self._agendas.lefts, self.first, words=self.words):
            yield _Due(*one)

    def _carrying_out(self) -> Iterator[_Due]:
        """Yield approved decisions that nobody carried out yet, and how one is."""
        for one in self.undone:
            why = msg(
                "titles.due-carrying-out",
                undo=one.undo,
                day=one.day,
                names=list(one.names[:NAMED]),
                count=len(one.names),
                matter=msg(f"titles.matter-{one.matter}"),
                verb=one.command,
            )
            if self.words and (bar := self._bar(one)):
                key = "gone" if bar.lasting else "first"
                given = {**why.values, "first": bar.first, "why": bar.why}
                why = msg(f"titles.due-carrying-out-{key}", **given)
            yield _Due(_day(one.day), "carrying-out", one.decision, one.names[0], why)

    def _bar(self, one: Undone) -> Bar | None:
        """Return what bars carrying a decision out; None where nothing does."""
        from civtui.workspace.titles.asked_deed import barred

        bar = barred(self.ws, one.verb, one.given, max(self.first, self.ws.today()))
        if bar is None:
            return None
        names = dict(zip(one.holders, one.names, strict=True)) if len(one.holders) > 1 else {}
        whom = names.get(bar.whom, bar.whom if bar.whom in names.values() else "")
        return bar._replace(whom=whom)

    def _terms(self) -> Iterator[_Due]:
        """Yield titles whose term ends or has ended, where only a decision removes a lapsed one."""
        decided = {(h, o.honor) for o in self.undone if o.matter != "grant" for h in o.holders}
        for holder, name, honor, until in self._rows("terms"):
            if (holder, honor) in decided:
                continue  # as of a card
            on = _day(until)
            key = "titles.due-lapsed" if on < self.first else "titles.due-term"
            why = msg(key, name=str(name), honor=msg(f"rules.honor-{honor}"), until=str(until))
            told = self._agendas.said(why, "term", of_term(holder, honor)) if self.words else why
            if told is why and self.words:
                way = way_of_renewal(self.ws, holder, honor, inside=honor in self.lengths.inside)
                told = msg("titles.due-term-put", **{**why.values, "why": why, "way": way})
            yield _Due(on, "term", str(holder), str(name), told)

    def _bars(self) -> Iterator[_Due]:
        from civtui.workspace.overview.due_bars import bars_due

        for one in bars_due(self.ws, self.first, self.last, self.lengths.policies):
            yield _Due(*one)

    def applications(self) -> Iterator[_Due]:
        """Yield the applications that passed their check and stand on no agenda."""
        if not self.words:
            return  # the overview tells of them by what is next
        from civtui.workspace.overview.due_notices import applications_due

        for one in applications_due(self.ws, self.last):
            yield _Due(*one)

    def records(self) -> Iterator[_Due]:
        """Yield what registers want: late ones of each as one, others day by day."""
        from civtui.locale import render
        from civtui.model.registers import REGISTERS
        from civtui.workspace.overview.due_records import due_records

        for one in due_records(self.ws, self.first, self.last):
            title = render(REGISTERS[one.register].title)
            yield _Due(one.on, RECORD, one.register, title, one.why(self.first))

    def by_themselves(self) -> Iterator[_Due]:
        """Yield what the profile's choices will have done by themselves, unless averted.

        And what they did, where its ground is gone since.
        """
        from civtui.workspace.automatic.grounds import groundless
        from civtui.workspace.overview.by_itself import foreseen_due

        for gone in groundless(self.ws):
            yield _Due(self.first, "by-itself", gone.agency, gone.name, gone.said)
        if self.first <= self.last:
            agendas = self._agendas if self.words else None
            for one in foreseen_due(self.ws, self.last, agendas, self.lengths.inside):
                yield _Due(*one)


def _typed(ws: Workspace, holder: str) -> str:
    """Return a holder as it is typed behind a command."""
    from civtui.workspace.titles.holders import typed  # not on the way to a first screen

    return typed(ws, [holder])


def _day(text: object) -> date:
    return date.fromisoformat(str(text))
