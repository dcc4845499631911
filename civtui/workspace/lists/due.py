"""The lists of what is due, and of all cards."""

from __future__ import annotations

from datetime import date

from civtui.locale import t
from civtui.model.registers import REGISTERS
from civtui.model.text import Message, msg
from civtui.tables.table import Meaning
from civtui.workspace.agencies.agencies import holder_agency
from civtui.workspace.answers import Answer
from civtui.workspace.finding.fields import YES_NO
from civtui.workspace.lists.agenda import to_agenda
from civtui.workspace.lists.listing import Go, Lines, Listing, Picture, Said, Told, title_line
from civtui.workspace.lists.notices import cases_of
from civtui.workspace.lists.registers import add_to
from civtui.workspace.overview import due as known
from civtui.workspace.overview.due import DueRow
from civtui.workspace.overview.due_records import ON_BOARD
from civtui.workspace.performing.told_things import OF_CARD, things_due
from civtui.workspace.results.wording import Topic
from civtui.workspace.session import Workspace
from civtui.workspace.titles import card_steps
from civtui.workspace.titles.card_board import CardRow
from civtui.workspace.titles.carrying_out import undone

SOON = 14
PAPER = 12  # cells that the names of papers stand under the text of their step
DUE_TOPIC = {"appeal": "group", "sitting": "group", "notice": "notice", "objection": "notice"}


# --- all cards ---


def card_pane(here: Listing, row: CardRow) -> Lines:
    """Return the card with its steps."""
    return _card_lines(here.ws, row.id)


def _card_lines(ws: Workspace, card: str) -> Lines:
    """Return a card: why, what is asked, its steps."""
    found = card_steps.card_detail(ws, card)
    state = found.state
    lines: Lines = [
        Said(f"{state.issued}  {t('cli.card-' + found.stage)}", "quiet"),
        Said(found.cause, "warn"),
        Said(msg("tui.demands", text=found.demands)),
        Said(msg("tui.decision", id=found.decision), "note"),
        *(Said(note, "warn") for note in found.notes),
    ]
    for step in found.steps:
        met = "" if step.met is None else t(f"cli_titles.met-{step.met}")
        text = "  ".join(p for p in (t(f"cli_titles.step-{step.step}"), met, step.note) if p)
        lines.append(Said(f"{step.day}  {text}", "quiet"))
        lines += [Said(paper, "quiet", PAPER) for paper in step.papers]
    return lines


# --- what is due ---


def kind(here: Listing, row: DueRow) -> Message:
    """Return what kind of thing is due; of a register how many records."""
    if row.what != known.RECORD:
        return msg(f"cli_titles.due-{row.what}")
    key = "tui.due-records" if row.days < 0 else "home.records"
    return msg(key, count=row.why.values["count"])


def urgency(here: Listing, row: DueRow | CardRow) -> Meaning:
    """Return what the days left mean."""
    days = row.days if isinstance(row, DueRow) else row.days_left
    return "quiet" if days is None else "bad" if days < 0 else "warn" if days <= SOON else "good"


def due_pane(here: Listing, row: DueRow) -> Lines:
    """Return what Enter does, the dates on a line, and why this one is due.

    What Enter does comes first: on a low screen the rest lies below the fold.
    """
    days = [one.days for one in here.records]
    today, ahead = here.ws.today(), known.WARN_DAYS
    figures = {"days": days, "today": today, "ahead": ahead, "at": row.days}
    key = "tui.due-in" if row.days >= 0 else "tui.due-late"
    card = _card(row)
    return [
        Said(msg(f"tui.{enter_key(row)}"), "note"),
        Picture("timeline", figures),
        Said(msg("home.timeline", days=known.WARN_DAYS), "quiet"),
        Said(),
        title_line(row.name),
        Said(msg(key, days=abs(row.days)), urgency(here, row)),
        Said(row.why, "warn"),
        Said(),
        *([Said(REGISTERS[row.subject].wording)] if row.what == known.RECORD else []),
        *(_card_lines(here.ws, card) if card else []),
    ]


def enter_key(row: DueRow) -> str:
    """Return the key of what Enter does with something due; with an appeal, as far as it came.

    A card whose end stands before a sitting is decided there.
    """
    if row.what == "decision" and row.why.values.get("at"):
        return "due-enter-sitting"
    stage = row.why.key.removeprefix("titles.due-") if row.what == "appeal" else row.what
    stage = stage.replace("-held", "-placed")  # the sitting it stands before is opened
    return f"due-enter-{stage}"


def _card(row: DueRow) -> str | None:
    if row.what not in OF_CARD:
        return None
    # of an agency that two cards came to by a merger the one that the line is about
    return str(row.why.values["card"])


def stands(here: Listing, row: DueRow | None) -> list[tuple[str, str]]:
    """Return what a row is about."""
    if row is not None and (card := _card(row)):
        return [("card", card), ("agency", row.subject)]
    return things_due(here.ws, row.what, row.subject) if row else []


def topics(here: Listing, row: DueRow | None) -> list[Topic]:
    """Return the rule of the yellow card, or of what is due."""
    if row is not None and row.what == known.RECORD:
        return [Topic("register", row.subject)]
    return [Topic(DUE_TOPIC.get(row.what if row else "", "card"))]


def lead(here: Listing, row: DueRow | None) -> Go | None:
    """Do what is due, or go where it is done."""
    if row is None:
        return None
    ws, values = here.ws, row.why.values
    if card := _card(row):
        return _of_card(ws, row, card)
    if row.what == "appeal":
        return _of_appeal(ws, row)
    if row.what == "objection":
        return Go("notice.handle", given={"objection": row.subject}, then=_handled)
    if row.what == "notice":
        return cases_of(ws, row.subject, at=str(values["case"]))
    if row.what == "application":
        return Go("cases", at=str(values["case"]))
    if row.what == "sitting":
        return Go("sitting", (row.subject,))
    if row.what == "carrying-out":
        found = undone(ws, max(row.on, ws.today()))
        one = next(one for one in found if one.decision == row.subject)
        return Go(one.verb, given=one.given, then=_handled)
    if row.what == known.RECORD:
        return records_due(ws, row.subject, row.on)
    if row.what == "round":
        return Go("rounds", at=row.subject, home=True)
    return holder(ws, row.subject)  # a title's term, a bar, what the profile will do


def takes_none(here: Listing, row: DueRow | None) -> Message | None:
    """Return why nothing is put down at a line; a register's takes a record of it."""
    return None if row and row.what == known.RECORD else msg("tui.no-add-cards")


def added(here: Listing, row: DueRow | None) -> Go | Told | None:
    """Put a record down in the register whose records are due."""
    return row and add_to(f"register:{row.subject}")


def _of_card(ws: Workspace, row: DueRow, card: str) -> Go:
    if row.what == "reminder":
        return Go("card.remind", given={"card": card}, then=lambda _: Told(msg("tui.reminded")))
    if row.what == "re-inspection":
        decision = f"decision/{row.subject}/{row.on}/{card}"  # the row that asks for what follows
        told = Told(msg("cli_titles.step-re-inspected"), at=decision)
        return Go("card.inspect", given={"card": card}, then=lambda _: told)
    if at := row.why.values.get("at"):
        return Go("sitting", (str(at),))
    met = card_steps.card_detail(ws, card).state.met
    named = row.why.values.get("matter") or ("clear-card" if met else "delist-card")
    return to_agenda(ws, str(named), [row.subject], cards=[card])


def _of_appeal(ws: Workspace, row: DueRow) -> Go:
    values = row.why.values
    if answer := values["answer"]:
        of = {"agency": row.subject, "decision": values["appealed"], "answer": answer}
        return Go("honor.appeal", given=of, then=_handled)
    if values["at"]:
        return Go("sitting", (str(values["at"]),))
    return to_agenda(ws, "appeal", [row.subject], str(values["honor"]) or None)


def _handled(answer: Answer) -> Told:
    return Told(answer.lines()[0])


def holder(ws: Workspace, id_: str) -> Go | None:
    """Go to an agency among the agencies, or to an office among those of its agency."""
    agency = holder_agency(ws, id_) if id_ else None
    if agency is None:
        return None
    return Go("agencies", at=id_) if agency == id_ else Go("offices", (agency,), at=id_)


def records_due(ws: Workspace, register: str, on: date) -> Go:
    """Go to what a line of what is due counts: the late records, or those of a day.

    Args:
        on: the day of the line; of a past one, all that is late.
    """
    yes, late, asked = YES_NO[0].id, on < ws.today(), REGISTERS[register]
    if late and register in ON_BOARD:
        board, state = ON_BOARD[register]
        said = t(f"building.{state}")
        return Go(f"board:{board}", text=f'{t("building.column-state")}:"{said}"')
    own = f" open:{yes}" if asked.open[0] else ""
    text = f"late:{yes}" if late else f"{asked.due}:{on.isoformat()}{own}"
    return Go(f"records:{register}", text=text)
