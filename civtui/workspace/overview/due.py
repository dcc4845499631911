"""What is due: the one list that the overview, the board of deadlines and `status` tell.

The first screen waits for it, so it asks plain SQL and the few lengths of the profile. What the
profile's choices will do by themselves, and what the registers want, takes longer and may follow
(`ahead`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.model.text import Message, msg
from civtui.profile.clock_lengths import Lengths, lengths
from civtui.profile.places import profile_path
from civtui.rules import cards as card_rules
from civtui.rules.cards import CardState
from civtui.rules.case_steps import after_notice
from civtui.rules.policies import choice as chosen
from civtui.rules.policies import said
from civtui.rules.terms import after_months, after_years
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.session import Workspace
from civtui.workspace.titles.carrying_out import ENDS_OF_CARDS, FALLS_WITH, NAMED, Undone, undone

WARN_DAYS = 90
# what can be due, and in which order on one day
KINDS = (
    "appeal",
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
RECORD = "record"  # what a register wants: subject is the register


class DueRow(NamedTuple):
    """Something due; `days` counts from today, negative when it is late."""

    on: date
    what: str
    subject: str
    name: str
    why: Message
    days: int


class _Due(NamedTuple):
    on: date
    what: str
    subject: str
    name: str
    why: Message


def due_rows(
    ws: Workspace, *, days: int = WARN_DAYS, on: date | None = None, ahead: bool = True
) -> list[DueRow]:
    """Return what is due within `days`, late things first.

    Cards, decisions on titles and cards that nobody carried out, notices that are over or stand,
    objections unanswered, sittings called, terms of titles, bars that end, rounds that should
    have ended, what registers want: whatever a day brings that somebody must act on.

    Args:
        on: the first day, today where None; of a past day the answer is the one that was given on
            it, by the profile of today.
        ahead: with what the profile's choices will have done by themselves by then, and with what
            the registers want.
    """
    return due_then(ws, days=days, on=on, ahead=ahead)[0]


def due_then(
    ws: Workspace, *, days: int = WARN_DAYS, on: date | None = None, ahead: bool = True
) -> tuple[list[DueRow], int]:
    """Return `due_rows`, and how many facts of before a past day cannot be told as of it."""
    first = on or ws.today()
    if first >= ws.today():
        return _rows(_Asked(ws, first, first + timedelta(days=days)), ahead), 0
    from civtui.workspace.reading.workspace_then import (
        workspace_then,  # not on the way to a first screen
    )

    with workspace_then(ws, first) as (then, untold):
        return _rows(_Asked(then, first, first + timedelta(days=days)), ahead), untold


def _rows(asked: _Asked, ahead: bool) -> list[DueRow]:
    found, first = [*asked.simple(bars=ahead)], asked.first
    if ahead:
        found += [*asked.by_themselves(), *asked.records()]
    rows = [DueRow(d.on, d.what, d.subject, d.name, d.why, (d.on - first).days) for d in found]
    return sorted(rows, key=lambda r: (r.on, r.what, r.subject))


class _Asked:
    """What is asked: the days from `first` to `last`."""

    def __init__(self, ws: Workspace, first: date, last: date) -> None:
        self.ws, self.first, self.last = ws, first, last
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

    def simple(self, *, bars: bool) -> Iterator[_Due]:
        """Yield what plain SQL and a few lengths tell.

        Args:
            bars: with what bars the deeds that lines name, which takes longer to find.
        """
        self.bars = bars
        yield from self._cards()
        yield from self._notices()
        yield from self._appeals()
        yield from self._sittings()
        yield from self._undecided()
        yield from self._carrying_out()
        if not self.ws.automatic.chosen.ends:
            yield from self._terms()
        yield from self._bars()
        for id_, name, day in self._rows("rounds"):
            key = "due-round" if _day(day) < self.first else "due-round-ahead"
            why = msg(f"titles.{key}", round=str(name), due=str(day))
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
            )
            for id_, agency, opened, term, prolonged, met, _, reminded in rows
        ]
        policy = chosen(self.lengths.policies, "card-without-term")
        decided = {c for one in self.undone if one.matter in ENDS_OF_CARDS for c in one.cases}
        for d in card_rules.due(states, self.first, self.last, self.lengths.card, policy):
            if d.what != "re-inspection" and d.why.values["card"] in decided:
                continue  # it was decided, and stands with what is to be carried out
            yield _Due(d.on, d.what, d.subject, names[d.subject], d.why)

    def _notices(self) -> Iterator[_Due]:
        objections = self._objections()
        objected = {case for _, _, case in objections}
        waits: dict[tuple[str, str], list[tuple[str, str, bool, str]]] = {}
        for id_, end, case, agency, upheld, honor in self._rows("notices"):
            waits.setdefault((str(id_), str(end)), []).append((case, agency, bool(upheld), honor))
        for (id_, end), cases in waits.items():
            last = _day(end)
            # one to which an objection was upheld waits for nothing but to be closed
            ready = [one for one in cases if not one[2]]
            named = [case for case, *_ in ready or cases]
            over = "upheld" if not ready else "objected" if objected & {*named} else "over"
            key = "due-notice" if over != "upheld" and last >= self.first else f"due-notice-{over}"
            called, whose = self._waiting(named, [one[1] for one in ready or cases])
            step = after_notice({honor for *_, honor in ready or cases})
            why = msg(f"titles.{key}", notice=id_, of=called, last=end, case=named[0], step=step)
            if over != "upheld" and last < self.first and self.bars:
                why = self._barred_cases(why, named, objected)
            yield _Due(last + timedelta(days=1), "notice", id_, whose, why)
        for id_, received, case in objections:
            called = self._called("case", str(case))
            why = msg("titles.due-objection", objection=str(id_), case=called)
            yield _Due(_day(received), "objection", str(id_), called, why)

    def _objections(self) -> list[tuple[Any, ...]]:
        """Return unanswered objections (id, day, application), but where nothing hangs on them."""
        from civtui.workspace.titles.cases import case_row

        rows = self._rows("objections")
        return [one[:3] for one in rows if one[3] or not case_row(self.ws, str(one[2])).over]

    def _barred_cases(self, why: Message, cases: list[str], objected: set[str]) -> Message:
        """Return why a notice that is over is due, with what bars the step behind it, and whom."""
        from civtui.workspace.titles.cases import case_row
        from civtui.workspace.titles.holders import names_of
        from civtui.workspace.titles.next_steps import what_first

        firsts: list[Message] = []
        for case in cases:
            row = case_row(self.ws, case)
            first = what_first(self.ws, row, self.first)
            if first is not None:
                name = names_of(self.ws, [row.agency])[0]
                firsts.append(msg("titles.first-of", name=name, **first._asdict()))
        if not firsts or {*cases} <= objected:
            return why
        key = "barred" if len(firsts) == len(cases) else "partly"
        return msg(f"titles.due-notice-{key}", **{**why.values, "firsts": firsts})

    def _called(self, thing: str, id_: str) -> str:
        """Return what people call a sitting, notice or case."""
        from civtui.locale import render
        from civtui.workspace.reading.names import Names

        return render(Names(self.ws).called(thing, id_))

    def _sittings(self) -> Iterator[_Due]:
        """Yield the sittings that are called, with how many items are left on their agendas."""
        for id_, day in self._rows("sittings"):
            # not on the way to a first screen without one
            from civtui.workspace.titles.agenda_after_reform import agenda_of
            from civtui.workspace.titles.sittings import sitting_row

            called = self._called("sitting", str(id_))
            items = len(agenda_of(self.ws, sitting_row(self.ws, str(id_))))
            why = msg("titles.due-sitting", sitting=called, items=items)
            yield _Due(_day(day), "sitting", str(id_), called, why)

    def _appeals(self) -> Iterator[_Due]:
        """Yield the appeals that await an answer, and what comes next.

        That is a sitting, its decision, or the record of it. The values tell a face what to ask
        for: `appealed`, and `answer` where it was decided on, `at` where a sitting has it.
        """
        for agency, day, name, appealed, answer, stands in self._rows("appeals"):
            at, item = json.loads(stands) if stands and not answer else ("", "")
            stage = "-decided" if answer else "-placed" if at else ""
            why = msg(
                f"titles.due-appeal{stage}",
                agency=name,
                day=day,
                appealed=appealed,
                answer=answer or "",
                at=at,
                item=item,
                sitting=self._called("sitting", at) if at else "",
            )
            yield _Due(_day(day), "appeal", str(agency), str(name), why)

    def _waiting(self, cases: list[str], agencies: list[str]) -> tuple[str, str]:
        """Return what people call applications and their agencies; of many the first ones."""
        from civtui.locale import render
        from civtui.workspace.reading.names import Names

        names = Names(self.ws)
        return render(names.cases(cases)), render(names.holders(agencies))

    def _undecided(self) -> Iterator[_Due]:
        """Yield the sittings that were held and have not decided on all that they met for."""
        heirs, alone = Lineage(self.ws).params["heirs"], json.dumps(FALLS_WITH)
        for id_, day, items, item in self._rows("undecided", heirs=heirs, alone=alone):
            called = self._called("sitting", str(id_))
            at, left = self._left(str(id_), str(item))
            why = msg(
                "titles.due-undecided",
                sitting=called,
                items=items,
                id=id_,
                item=at,
                refused=at.replace(str(item), f"{item} refused", 1),
            )
            if self.bars and (first := self._barred_item(str(id_), str(item), left)):
                over = getattr(first.values.get("why"), "key", "") == "titles.case-over"
                given = {**why.values, "first": first.values["why"] if over else first}
                why = msg(f"titles.due-undecided-{'over' if over else 'barred'}", **given)
            yield _Due(_day(day), "sitting", str(id_), called, why)

    def _left(self, sitting: str, item: str) -> tuple[str, list[str]]:
        """Return an item as a command takes it, and of one decided in part who is left."""
        from civtui.workspace.titles.agenda_after_reform import remaining
        from civtui.workspace.titles.decisions import agenda_item
        from civtui.workspace.titles.holders import names_of

        row, found = agenda_item(self.ws, sitting, item)
        left = remaining(self.ws, row, found) or found.subjects
        if len(left) == len(found.subjects):
            return item, []
        names = [f'"{name}"' if " " in name else name for name in names_of(self.ws, left)]
        return " ".join([item, *(f"--subject {name}" for name in names)]), [*left]

    def _barred_item(self, sitting: str, item: str, left: list[str]) -> Message | None:
        """Return what has to be done before an item can be approved; None where nothing has."""
        from civtui.workspace.titles.asked_deed import barred

        given = {"sitting": sitting, "item": item, **({"subject": left} if left else {})}
        bar = barred(self.ws, "decide.add", given, max(self.first, self.ws.today()))
        if bar is None:
            return None
        own = bar.way.values.get("way") if bar.way else None  # the refusal is in the line itself
        way = own if isinstance(own, Message) else bar.way
        return bar._replace(whom="", way=way).first

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
            if self.bars and (first := self._first(one)):
                why = msg("titles.due-carrying-out-first", **{**why.values, "first": first})
            yield _Due(_day(one.day), "carrying-out", one.decision, one.names[0], why)

    def _first(self, one: Undone) -> Message | None:
        """Return what has to be done before a decision is carried out; None where nothing has."""
        from civtui.workspace.titles.asked_deed import barred

        bar = barred(self.ws, one.verb, one.given, max(self.first, self.ws.today()))
        if bar is None:
            return None
        names = dict(zip(one.holders, one.names, strict=True)) if len(one.holders) > 1 else {}
        whom = names.get(bar.whom, bar.whom if bar.whom in names.values() else "")
        return bar._replace(whom=whom).first

    def _terms(self) -> Iterator[_Due]:
        """Yield titles whose term ends or has ended, where only a decision removes a lapsed one."""
        decided = {(h, o.honor) for o in self.undone if o.matter != "grant" for h in o.holders}
        for holder, name, honor, until in self._rows("terms"):
            if (holder, honor) in decided:
                continue  # as of a card
            on = _day(until)
            key = "titles.due-lapsed" if on < self.first else "titles.due-term"
            why = msg(key, name=str(name), honor=msg(f"rules.honor-{honor}"), until=str(until))
            yield _Due(on, "term", str(holder), str(name), why)

    def _bars(self) -> Iterator[_Due]:
        """Yield the vetoes and waiting periods that end soon, so that nobody misses the day."""
        vetoes, names = self._rows("vetoes"), dict[str, str]()
        if vetoes:
            line, names = Lineage(self.ws), dict(self._rows("names"))
            for agency, happened, months in vetoes:
                ends, whose = after_months(_day(happened), int(str(months))), line.now(str(agency))
                if self.first <= ends <= self.last:
                    name = str(names.get(whose, whose))
                    yield _Due(ends, "veto", whose, name, msg("titles.due-veto", ends=ends))
        for agency, day, name, appealed in self._rows("delistings"):
            if appealed and chosen(self.lengths.policies, "appeal") == "suspended":
                continue
            wait = int(chosen(self.lengths.policies, "reapply-after-years"))
            ends = after_years(_day(day), wait)
            if self.first <= ends <= self.last:
                yield _Due(ends, "waiting", agency, name, msg("titles.due-waiting", ends=ends))

    def records(self) -> Iterator[_Due]:
        """Yield what registers want: late ones of each as one, others day by day."""
        from civtui.locale import render
        from civtui.model.registers import REGISTERS
        from civtui.workspace.overview.due_records import due_records

        for one in due_records(self.ws, self.first, self.last):
            title = render(REGISTERS[one.register].title)
            yield _Due(one.on, RECORD, one.register, title, one.why(self.first))

    def by_themselves(self) -> Iterator[_Due]:
        """Yield what the profile's choices will have done by themselves, unless averted."""
        for step in self.ws.automatic.foreseen(self.last) if self.first <= self.last else ():
            for body in step.bodies:
                key = {"withdrawn": "title-ends", "carded": "card-comes"}.get(
                    body.kind, "card-ends"
                )
                honor = getattr(body, "honor", None)
                for holder in step.holders:
                    row = queries.one(self.ws.ledger, "titles", "name-of", {"id": holder})
                    name = row[0] if row else holder
                    why = msg(
                        f"titles.due-{key}",
                        name=name,
                        on=step.on,
                        honor=msg(f"rules.honor-{honor}") if honor else "",
                        why=step.why,
                        policy=said(step.policy, step.choice),
                    )
                    yield _Due(step.on, "by-itself", holder, name, why)


def _day(text: object) -> date:
    return date.fromisoformat(str(text))
