"""The list of public notices, and what an application or a notice says of objections."""

from __future__ import annotations

from collections.abc import Sequence

from civtui.locale import render, t
from civtui.tables.table import Meaning
from civtui.workspace.lists.listing import Go, Lines, Listing, Said, title_line
from civtui.workspace.session import Workspace
from civtui.workspace.titles import notices
from civtui.workspace.titles.notice_paper import paper
from civtui.workspace.titles.notices import NoticeRow, ObjectionRow

LOOKS: dict[str | None, Meaning] = {"upheld": "bad", "rejected": "good", None: "warn"}


def pane(here: Listing, row: NoticeRow) -> Lines:
    """Return the text of a notice, who is proposed for what, and every objection to it."""
    text = paper(here.ws, row.id)
    lines: Lines = [title_line(text["title"]), *map(Said, text["text"]), Said()]
    for whom, honor, matter, *_ in text["table"]["rows"]:
        lines.append([Said(whom, "strong"), Said(f"  {matter}{honor}", "note")])
    objections = notices.objection_rows(here.ws, row.id)
    return [*lines, *([Said(), *objected(here.ws, objections, named=True)] if objections else [])]


def objected(ws: Workspace, rows: Sequence[ObjectionRow], *, named: bool = False) -> Lines:
    """Return objections, each with its day, what is objected, and the answer if there is one.

    Args:
        named: each says against whom it is.
    """
    lines: Lines = []
    for one in rows:
        outcome = t(f"cli_titles.objection-{one.outcome or 'open'}")
        whom = f"{notices.whose(ws, one)}  " if named else ""
        head = f"{t('facts.key-objection')}  {one.received}  {whom}{outcome}"
        lines += [Said(head, LOOKS[one.outcome]), Said(one.matter, "plain", 2)]
        if one.handled:
            lines.append(Said(f"{one.handled}  {one.finding}", "quiet", 2))
    return lines


def proposed(here: Listing, row: NoticeRow) -> str:
    """Return who is proposed by a notice."""
    return t("common.separator").join(notices.proposed(here.ws, row))


def stands(here: Listing, row: NoticeRow) -> list[tuple[str, str]]:
    """Return what a notice's row stands for: the notice, and the objection to be answered."""
    return [("notice", row.id), *to_answer(here.ws, notices.objection_rows(here.ws, row.id))]


def to_answer(ws: Workspace, rows: Sequence[ObjectionRow]) -> list[tuple[str, str]]:
    """Return the objection with the latest step, then the first one that waits for its answer."""
    from civtui.workspace.voiding.steps import newest_step  # only where there are some

    latest = sorted(rows, key=lambda one: newest_step(ws, "objection", one.id).seq)[-1:]
    waits = [one for one in rows if one.outcome is None][:1]
    return list(dict.fromkeys(("objection", one.id) for one in (*latest, *waits)))


def cases(here: Listing, row: NoticeRow | None) -> Go | None:
    """Go to the applications of a notice."""
    return row and cases_of(here.ws, row.id)


def cases_of(ws: Workspace, notice: str, at: str = "") -> Go:
    """Return the way to the applications of a notice, found by what it is called."""
    return Go("cases", at=at, text=f'notice:"{notices.called(ws)[notice]}"')


def called(here: Listing, row: NoticeRow) -> str:
    """Return what a notice is called where its deeds are listed."""
    return f"{render(here.table.words)} {row.posted} – {row.last}"
