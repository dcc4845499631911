"""`activity`: the building log recorded, listed, shown, taken in from a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from civtui.locale import t
from civtui.model.progress import Tell
from civtui.model.text import Message, msg
from civtui.workspace.answers import Answer, Foreseen
from civtui.workspace.answers.intake import foreseen, imported
from civtui.workspace.building import activities
from civtui.workspace.building.activities import organ_title
from civtui.workspace.lists.cells import printed
from civtui.workspace.session import Workspace


def add(
    ws: Workspace,
    *,
    agency: str,
    title: str,
    evidence: tuple[str, ...],
    items: tuple[str, ...],
    kind: str | None,
    on: date | None,
    venue: str,
    people: int | None,
    leaders: str,
    organ: str | None,
    entry: str | None,
    another: bool,
) -> Answer:
    """Record one activity."""
    row = activities.log_activity(
        ws,
        agency,
        title,
        on=on,
        kind=kind or "other",
        venue=venue,
        people=people,
        leaders=leaders,
        evidence=evidence,
        items=items,
        organ=organ or "",
        entry=entry or "",
        another=another,
    )
    brief = msg(
        "tui.activity-stored", title=row.title, pieces=len(row.evidence), items=len(row.items)
    )
    return Answer(
        row.document(),
        lambda: [t("cli.activity-added", **row._asdict())],
        brief=brief,
        row=("activity", row.id),
    )


def correct(ws: Workspace, *, activity: str, given: Mapping[str, Any], why: str) -> Answer:
    """Correct fields of an activity that was logged wrongly."""
    from civtui.workspace.building.activity_corrections import correct_activity

    row = correct_activity(ws, activity, given, why=why)
    return Answer(
        row.document(),
        lambda: [t("cli.activity-corrected", **row._asdict())],
        brief=msg("cli.activity-corrected", **row._asdict()),
        row=("activity", row.id),
    )


def may_correct(ws: Workspace, activity: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why an activity cannot be corrected: it is not on record, or an entry is it."""
    from civtui.workspace.building.activity_corrections import hold_logged

    hold_logged(activities.activity(ws, activity))
    return None


def standing(ws: Workspace, values: Mapping[str, Any], fixed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in the form of a correction: all that the activity says."""
    from civtui.workspace.building import activity_corrections as corrections

    if not values.get("activity"):
        return {}
    held = corrections.standing(activities.activity(ws, values["activity"]))
    return {
        id_: list(value) if isinstance(value, tuple) else "" if value is None else value
        for id_, value in held.items()
    }


def list_(ws: Workspace, *, agency: str | None, limit: int) -> Answer:
    """Answer with activities, newest first."""
    found = activities.activity_rows(ws, agency, limit + 1)
    rows = found[:limit]

    def lines() -> Iterator[str]:
        yield from printed(ws, "log", rows)
        if len(found) > limit:
            yield t("cli.activity-more", count=limit)

    return Answer([row.document() for row in rows], lines)


def show(ws: Workspace, *, activity: str) -> Answer:
    """Answer with one activity, its evidence and items."""
    row = activities.activity(ws, activity)

    def lines() -> Iterator[str]:
        yield f"{row.held}  {row.agency_name}  {row.title}"
        organ = organ_title(row.organ)
        yield "  ".join(str(part) for part in (row.venue, row.people, row.leaders, organ) if part)
        if row.entry:
            yield t("building.of-entry")
        titles = activities.standard_items(ws)
        yield from (f"  {item}  {titles.get(item, '')}" for item in row.items)
        yield from (f"  {digest[:12]}" for digest in row.evidence)

    return Answer(row.document(), lines)


def items(ws: Workspace) -> Answer:
    """Answer with the items that an activity may serve, each with its number."""
    found = activities.standard_items(ws)
    document = [
        {"n": n, "id": id_, "title": title} for n, (id_, title) in enumerate(found.items(), 1)
    ]
    return Answer(document, lambda: [f"{d['n']:>3}  {d['id']}  {d['title']}" for d in document])


def import_(
    ws: Workspace,
    *,
    file: Path,
    map: Path | None,
    hidden: bool,
    dry_run: bool,
    skip_rejected: bool,
    tell: Tell,
) -> Answer:
    """Take a building log in from a workbook."""
    from civtui.workspace.building.intake import import_activities

    return imported(
        import_activities(
            ws,
            file,
            mapping=map,
            hidden=hidden,
            dry_run=dry_run,
            skip_rejected=skip_rejected,
            tell=tell,
        ),
        skips=skip_rejected,
    )


def import_foreseen(ws: Workspace, values: Mapping[str, Any], tell: Tell) -> Foreseen:
    """Say how many activities would come in, and what is wrong and where."""
    from civtui.workspace.building.intake import import_activities

    found = import_activities(
        ws, values["file"], mapping=values["map"], hidden=values["hidden"], dry_run=True, tell=tell
    )
    return foreseen(found, msg("verbs/import.foreseen-records", **found.changes), values)
