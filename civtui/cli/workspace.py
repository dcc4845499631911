"""`init`, `status`, `doctor`, `backup`, `restore`: the workspace as a whole."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from civtui.cli.face import Face, emit, json_option, narrate
from civtui.locale import t

if TYPE_CHECKING:
    from civtui.workspace.overview import Overview
    from civtui.workspace.session import Workspace


@click.command(help=t("cli.help-init"))
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), required=False)
@click.option("--profile", default="standard", help=t("cli.help-init-profile"))
@click.option("--name", default="", help=t("cli.help-init-name"))
@json_option
@click.pass_obj
def init(face: Face, folder: Path | None, profile: str, name: str, as_json: bool) -> int:
    """Make a workspace."""
    from civtui import locale
    from civtui.workspace.lifecycle import init as make

    target = folder or face.folder
    ws = make(target, profile=profile, name=name, lang=locale.current(), user=face.user)
    click.get_current_context().call_on_close(ws.close)
    narrate(t("cli.init-done", folder=target))
    return _status(ws, as_json)


@click.command(help=t("cli.help-status"))
@json_option
@click.pass_obj
def status(face: Face, as_json: bool) -> int:
    """Print the overview."""
    return _status(face.open(), as_json)


def _status(ws: Workspace, as_json: bool) -> int:
    from civtui.workspace.overview import overview

    found = overview(ws)
    return emit(found.document(), as_json, lambda: overview_lines(ws, found))


def overview_lines(ws: Workspace, found: Overview) -> Iterator[str]:
    """Yield the overview as text: figures first, then rounds and cards."""
    from civtui.workspace.overview import cards_due, running_rounds

    part, whole = found.advanced
    yield t("cli.status-title", name=ws.settings.get("name", ws.dir.name), day=ws.today())
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
    for card in cards_due(ws):
        yield t("cli.status-card", agency=card.agency, cause=card.cause, term=card.term_ends or "—")
    if found.lapsed:
        yield t("cli.status-lapsed", count=found.lapsed)
    yield t("cli.status-ledger", seq=found.head[0], head=found.head[1][:16])


@click.command(help=t("cli.help-doctor"))
@json_option
@click.pass_obj
def doctor(face: Face, as_json: bool) -> int:
    """Check the workspace from outside in."""
    from civtui.workspace.doctor import examine

    checks = examine(face.open())
    document = {"checks": [{"id": c.id, "ok": c.ok, "detail": c.text()} for c in checks]}
    bad = not all(check.ok for check in checks)
    return emit(
        document,
        as_json,
        lambda: [f"{'✓' if c.ok else '✗'} {t('cli.doctor-' + c.id)}  {c.text()}" for c in checks],
        status=int(bad),
    )


@click.command(help=t("cli.help-backup"))
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def backup(face: Face, file: Path, as_json: bool) -> int:
    """Write the whole workspace to one archive while others may write."""
    from civtui.workspace.archive import backup as pack

    made = pack(face.open(), file)
    for fault in made.faults:
        narrate(t("cli.verify-fault", table=fault.table, row=fault.row, what=fault.message))
    seq, head = made.head
    document = {"file": str(made.file), "ledger": {"seq": seq, "head": head}}
    lines = [t("cli.backup-done", file=made.file)]
    return emit(document, as_json, lambda: lines, status=int(bool(made.faults)))


@click.command(help=t("cli.help-restore"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--other-city", is_flag=True, help=t("cli.help-restore-other"))
@json_option
@click.pass_obj
def restore(face: Face, file: Path, other_city: bool, as_json: bool) -> int:
    """Put a checked backup in place of the workspace."""
    from civtui.workspace.identity import Identity
    from civtui.workspace.restoring import restore as put

    def agree(found: Identity, wanted: Identity) -> bool:
        """Ask where somebody can answer."""
        if other_city or not sys.stdin.isatty():
            return other_city
        question = t("cli.restore-other", found=str(found), wanted=str(wanted))
        return click.confirm(question, err=True)

    face.speak_at(face.folder)
    done = put(face.folder, file, agree=agree, user=face.user)
    for kept in done.kept:
        narrate(t("cli.restore-kept", file=kept))
    return emit({"restored": str(file)}, as_json, lambda: [t("cli.restore-done", file=file)])
