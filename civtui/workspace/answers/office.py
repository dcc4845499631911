"""`office`: the offices of the agencies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from civtui.locale import t
from civtui.workspace.agencies import agencies
from civtui.workspace.agencies.agencies import office_rows, rounds_of, titles_of
from civtui.workspace.agencies.heads import correct as correct_office
from civtui.workspace.agencies.heads import head_of, heads_before
from civtui.workspace.agencies.lineage import marked
from civtui.workspace.answers import Answer
from civtui.workspace.lists.cells import printed
from civtui.workspace.session import Workspace
from civtui.workspace.titles.declaring import idle_since, record_part


def list_(ws: Workspace, *, text: str, agency: str | None) -> Answer:
    """Answer with the offices that a text finds, of one agency or all."""
    rows = office_rows(ws, agency, text)
    return Answer([row.document() for row in rows], lambda: printed(ws, "offices", rows))


def show(ws: Workspace, *, office: str) -> Answer:
    """Answer with one office, its titles and rounds."""
    found = agencies.office(ws, office)
    titles, rounds = titles_of(ws, found.id), rounds_of(ws, found.id)
    idle, head = idle_since(ws, found.id), head_of(ws, found)
    before = heads_before(ws, found)
    document: dict[str, Any] = {
        **found.document(),
        "titles": [title.document() for title in titles],
        "rounds": [{"id": i, "name": n, "state": s} for i, n, s in rounds],
        "takes_part": idle is None,
        "idle_since": idle,
        "head": head and head.name,
        **({"former_heads": [{"name": n, "office": was} for n, was in before]} if before else {}),
    }

    def lines() -> Iterator[str]:
        yield f"{found.id}  {found.agency_name} / {found.name}"
        if head and head.name:
            yield f"  {t('building.office-head', who=head.name)}"
        for name, was in before:
            yield f"  {t('building.office-head', who=marked(name, was))}"
        if found.staff is not None:
            yield f"  {t('building.office-staff', count=found.staff)}"
        if idle:
            yield f"  {t('cli.office-idle', since=idle)}"
        for title in titles:
            ended = f" – {title.ended}" if title.ended else ""
            yield f"  {title.said(t('cli.honor-' + title.honor))}  {title.since}{ended}"
        for id_, round_name, state in rounds:
            yield f"  {id_}  {round_name}  {t('cli.state-' + state)}"

    return Answer(document, lines)


def add(
    ws: Workspace,
    *,
    agency: str,
    name: str,
    staff: int | None,
    head: str | None,
    order: int | None,
    on: date | None,
) -> Answer:
    """Put an office of an agency on record that no registry has brought."""
    from civtui.workspace.agencies.adding import add_office

    given = {"name": name, "staff": staff, "head": head, "order": order}
    row = add_office(ws, agency, on, **given)
    said = f"{row.id}  {row.agency_name}  {row.name}"
    return Answer(row.document(), lambda: [said], row=("office", row.id))


def standing(ws: Workspace, values: Mapping[str, Any], fixed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in the form of a correction: the office's name, and who heads it."""
    if not values.get("office"):
        return {}
    row = agencies.office(ws, values["office"])
    head = head_of(ws, row)
    return {"name": row.name, "head": head.name if head else ""}


def correct(ws: Workspace, *, office: str, name: str | None, head: str | None, why: str) -> Answer:
    """Correct a wrong name, or who heads it; no reform, titles and history stay."""
    row = correct_office(ws, office, why=why, name=name, head=head)
    return Answer(row.document(), lambda: [f"{row.id}  {row.agency_name}  {row.name}"])


def take_part(ws: Workspace, *, office: str, takes: bool, on: date | None, why: str) -> Answer:
    """Record that an office takes part in the building from a day on, or takes no part."""
    row, since = record_part(ws, office, takes=takes, on=on, why=why)
    key = "cli.office-takes-part" if takes else "cli.office-idle"
    document = {**row.document(), "takes_part": takes, "since": since.isoformat()}
    return Answer(document, lambda: [f"{row.id}  {row.name}  {t(key, since=since)}"])
