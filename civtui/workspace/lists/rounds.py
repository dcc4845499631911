"""The lists of rounds, and of the marks of one."""

from __future__ import annotations

from civtui.locale import render, t
from civtui.model.text import msg
from civtui.workspace.lists.listing import Bar, Go, Line, Lines, Listing, Said, Text, title_line
from civtui.workspace.reading import tables
from civtui.workspace.reading.names import Names
from civtui.workspace.reading.tables import MarkRow
from civtui.workspace.reading.windows import Table
from civtui.workspace.rounds import round_drafts
from civtui.workspace.rounds import rounds as known
from civtui.workspace.rounds.rounds import RoundRow, exact_milli
from civtui.workspace.rounds.standards import StandardTitle

# --- rounds ---


def round_pane(here: Listing, row: RoundRow) -> Lines:
    """Return the round: standard, progress, each judge's share."""
    names = Names(here.ws)
    base = known.document_of(here.ws, row).get("extends")
    pin = base and names.standard_named(base["id"], base["version"])
    standard = render(names.standard_named(row.standard, row.standard_version))
    share = f" {100 * row.given // max(1, row.expected)} %"
    return [
        title_line(row.name),
        Said(standard, "quiet"),
        *([Said(msg("overlay.extends", pin=pin), "quiet")] if pin else []),
        Said(msg("tui.round-size", subjects=row.subjects, items=len(row.items))),
        [Bar(row.given, row.expected, beside=12), Said(share)],
        Said(),
        *(_judge(judge) for judge in known.panel_seen(here.ws, row)),
    ]


def _judge(judge: known.AssessorLine) -> Line:
    done, day = judge.given >= judge.expected, judge.submitted
    return [
        Said(f"{judge.name}  "),
        Bar(judge.given, judge.expected, 12, "good" if done else "note"),
        Said(f" {judge.given}/{judge.expected}", "quiet"),
        Said(f" {t('panel.locked', day=day)}" if day else "", "good"),
    ]


def entered(here: Listing, row: RoundRow | None) -> Go | None:
    """Go to the score sheet, or to the results where the round is closed."""
    return row and Go("sheet" if row.state == "open" else "results", (row.id,))


def new(here: Listing, row: RoundRow | None) -> Go:
    """Begin a new round."""
    return Go("round.new", given={"standard": round_drafts.USUAL, "blind": "no"})


# --- marks ---


def marks(here: Listing) -> Table[MarkRow]:
    """Return the marks of a round; keep its name and items for the rest."""
    round_ = known.round_row(here.ws, here.of)
    here.about = round_, {item.id: item for item in known.items_of(here.ws, round_)}
    return tables.marks(here.ws, round_)


def marks_title(here: Listing) -> Text:
    """Return whose marks they are."""
    return f"{here.about[0].name} · {t('grid.marks')}"


def item(here: Listing, mark: MarkRow) -> Text:
    """Return what the item of a mark is called."""
    found = here.about[1].get(mark.item)
    title: Text = found.title if found else mark.item
    return title


def points(here: Listing, mark: MarkRow) -> str:
    """Return the points of a mark, none where they are relative."""
    return "" if mark.points is None else exact_milli(mark.points)


def mark_pane(here: Listing, mark: MarkRow) -> Lines:
    """Return the mark with the rule of its item."""
    found = here.about[1].get(mark.item)
    return [
        title_line(f"{mark.agency_name}/{mark.subject_name}"),
        Said(f"{mark.assessor_name}  {mark.value}", "good"),
        Said(msg("grid.mark-number", seq=mark.seq), "quiet"),
        Said(),
        *([Said(f"{render(found.title)}  {render(found.rule)}")] if found else []),
    ]


def cell(here: Listing, mark: MarkRow | None) -> Go | None:
    """Go to the way of the mark into the office's total."""
    return mark and Go("cell", (here.of, mark.subject, mark.item))


def standard_pane(here: Listing, row: StandardTitle) -> Lines:
    """Return the standard as people call a version of it, and where it comes from."""
    named = msg("standard.named", title=row.title, version=row.version)
    return [title_line(named), Said(msg(f"cli_standard.own-{row.own}"), "quiet")]
