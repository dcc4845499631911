"""The workspace as a whole: its overview, its health, its backup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.model.errors import BadInput, CivtuiError
from civtui.workspace.answers import Answer
from civtui.workspace.automatic.telling import fault_line
from civtui.workspace.overview.overview import Overview, overview, running_rounds
from civtui.workspace.session import Workspace
from civtui.workspace.titles.card_board import card_rows

if TYPE_CHECKING:
    from civtui.workspace.overview.due import DueRow

MOST_DUE = 8
MOST_CARDS = 8


def status(ws: Workspace) -> Answer:
    """Answer with the overview; with the status of bad data where the profile cannot be read."""
    found = overview(ws)
    wrong = fault_line(ws)
    document = {**found.document(), **({"profile_fault": wrong} if wrong else {})}
    status = BadInput.exit_code if wrong else 0
    return Answer(document, lambda: overview_lines(ws, found), status=status)


def overview_lines(ws: Workspace, found: Overview) -> Iterator[str]:
    """Yield the overview as text: figures first, then rounds and cards, then what is due."""
    part, whole = found.advanced
    yield t("cli.status-title", name=ws.settings.get("name", ws.dir.name), day=ws.today())
    if wrong := fault_line(ws):
        yield render(wrong)
    yield t("cli.status-places", agencies=found.agencies, offices=found.offices)
    honors = [
        t(f"cli.honor-{honor}") + f" {count}" for honor, count in found.document()["honors"].items()
    ]
    yield t("cli.status-honors", honors=honors)
    yield t("cli.status-advanced", part=part, whole=whole, percent=found.percent)
    yield t(
        "cli.status-offices",
        civilized=found.office_honors["civilized-office"],
        model=found.office_honors["model-office"],
    )
    yield t("cli.status-work", rounds=found.rounds, marks=found.marks, cards=found.cards)
    for line in running_rounds(ws):
        yield t("cli.status-round", **line._asdict(), state_text=t(f"cli.state-{line.state}"))
    for card in card_rows(ws, open_only=True)[:MOST_CARDS]:
        yield t(
            "cli.status-card",
            agency=card.agency_name,
            cause=card.cause,
            stage=t(f"cli.card-{card.stage}"),
            term=card.term_ends or "—",
        )
    from civtui.workspace.overview.due import OF_CARD

    due = _due(ws, whole=wrong is None)
    for row in due[:MOST_DUE]:
        kind = t(f"cli_titles.due-{row.what}")
        why = render(row.why)
        named = row.what not in OF_CARD and row.name in why
        key = "cli.status-due" if named else "cli.status-due-of"
        yield t(key, day=row.on, kind=kind, name=row.name, why=why)
    if len(due) > MOST_DUE:
        yield t("cli.status-more", count=len(due) - MOST_DUE)
    if wrong:
        yield t("cli.status-due-in-part")
    if found.lapsed:
        yield t("cli.status-lapsed", count=found.lapsed)
    yield t("cli.status-ledger", seq=found.head[0], head=found.head[1][:16])


def _due(ws: Workspace, *, whole: bool) -> list[DueRow]:
    """Return what is due.

    Args:
        whole: the profile can be read; else what can be told without it.
    """
    from civtui.workspace.overview.due import due_rows

    if whole:
        return due_rows(ws)
    with suppress(CivtuiError):
        return due_rows(ws, ahead=False)
    return []


def doctor(ws: Workspace) -> Answer:
    """Examine the workspace from outside in; status 1 where something is wrong."""
    from civtui.workspace.files.doctor import examine

    checks = examine(ws)
    return Answer(
        {"checks": [{"id": c.id, "ok": c.ok, "detail": c.text()} for c in checks]},
        lambda: [f"{'✓' if c.ok else '✗'} {t('cli.doctor-' + c.id)}  {c.text()}" for c in checks],
        status=int(not all(check.ok for check in checks)),
    )


def backup_placed(ws: Workspace, values: Mapping[str, Any]) -> Path:
    """Return where a form's backup goes: beside the workspace, named after it and the day."""
    from civtui.workspace.files.backups import placed

    return placed(ws, values.get("file"))


def backup(ws: Workspace, *, file: Path) -> Answer:
    """Write the whole workspace to one archive while others may write."""
    from civtui.workspace.files.archive import backup as pack

    made = pack(ws, file)
    seq, head = made.head
    at = made.file.absolute()  # wherever the session was begun, it says which folder
    return Answer(
        {"file": str(made.file), "ledger": {"seq": seq, "head": head}},
        lambda: [t("cli.backup-done", file=at)],
        status=int(bool(made.faults)),
        aside=[
            t("cli.verify-fault", table=fault.table, row=fault.row, what=fault.message)
            for fault in made.faults
        ],
    )
