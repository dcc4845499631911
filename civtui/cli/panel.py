"""`round submit|unlock|assign|links|hand-over`: a panel's work, in the group `round`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from civtui.cli.face import Face, emit, json_option
from civtui.locale import t

if TYPE_CHECKING:
    from civtui.workspace.shares import Deal
    from civtui.workspace.submissions import Submission


def _said(done: Submission) -> str:
    key = "panel.is-submitted" if done.submitted else "panel.is-open"
    return t(key, assessor=done.assessor, given=done.given, expected=done.expected,
             skipped=done.skipped)  # fmt: skip


@click.command("submit", help=t("panel.help-submit"))
@click.argument("name", metavar="ROUND")
@click.option("--assessor", metavar="ID", help=t("cli.help-mark-assessor"))
@click.option("--partial", is_flag=True, help=t("panel.help-partial"))
@click.option("--why", default="", help=t("panel.help-why"))
@json_option
@click.pass_obj
def submit(
    face: Face, name: str, assessor: str | None, partial: bool, why: str, as_json: bool
) -> int:
    """Submit and lock a judge's sheet."""
    from civtui.workspace import submissions

    done = submissions.submit(face.open(), name, assessor, partial=partial, why=why)
    return emit(done._asdict(), as_json, lambda: [_said(done)])


@click.command("unlock", help=t("panel.help-unlock"))
@click.argument("name", metavar="ROUND")
@click.argument("assessor")
@click.option("--why", required=True, help=t("panel.help-why"))
@json_option
@click.pass_obj
def unlock(face: Face, name: str, assessor: str, why: str, as_json: bool) -> int:
    """Let a submitted sheet take marks again."""
    from civtui.workspace import submissions

    done = submissions.unlock(face.open(), name, assessor, why=why)
    return emit(done._asdict(), as_json, lambda: [_said(done)])


def _deal_lines(done: Deal) -> Iterator[str]:
    links = done.links
    for judge, share in done.shares.items():
        yield f"  {judge}  {len(share)}  {' '.join(share)}"
    yield t(
        f"panel.links-{links.level}",
        parts=" | ".join(" ".join(part) for part in links.parts),
        holders=" ".join(links.holders),
        crossed=links.crossed,
        subjects=links.subjects,
    )
    for subject, count in done.short.items():
        yield t("panel.short", subject=subject, count=count)


@click.command("assign", help=t("panel.help-assign"))
@click.argument("name", metavar="ROUND")
@click.option("--per-subject", type=int, required=True, help=t("panel.help-per-subject"))
@click.option("--dry-run", is_flag=True, help=t("panel.help-dry-run"))
@json_option
@click.pass_obj
def assign(face: Face, name: str, per_subject: int, dry_run: bool, as_json: bool) -> int:
    """Deal a round's offices to its judges."""
    from civtui.workspace import shares

    done = shares.assign(face.open(), name, per_subject, dry_run=dry_run)
    return emit(done.document(), as_json, lambda: _deal_lines(done))


@click.command("links", help=t("panel.help-links"))
@click.argument("name", metavar="ROUND")
@json_option
@click.pass_obj
def links(face: Face, name: str, as_json: bool) -> int:
    """Show who judges what, and how the judges are linked; exit 1 where they are not."""
    from civtui.workspace import shares

    found = shares.deal(face.open(), name)
    emit(found.document(), as_json, lambda: _deal_lines(found))
    return 1 if found.links.level == "disconnected" else 0


@click.command("hand-over", help=t("panel.help-hand-over"))
@click.argument("name", metavar="ROUND")
@click.argument("assessor", metavar="FROM")
@click.argument("to", metavar="TO")
@click.option("--office", "offices", multiple=True, help=t("panel.help-office"))
@click.option("--all-open", is_flag=True, help=t("panel.help-all-open"))
@click.option("--why", required=True, help=t("panel.help-why"))
@json_option
@click.pass_obj
def hand_over(
    face: Face,
    name: str,
    assessor: str,
    to: str,
    offices: tuple[str, ...],
    all_open: bool,
    why: str,
    as_json: bool,
) -> int:
    """Hand offices of one judge over to another."""
    from civtui.workspace import handovers
    from civtui.workspace.subjects import agency_or_office

    ws = face.open()
    done = handovers.hand_over(
        ws,
        name,
        assessor,
        to,
        subjects=[agency_or_office(ws, office) for office in offices],
        all_open=all_open,
        why=why,
    )

    def lines() -> Iterator[str]:
        yield t("panel.handed-over", assessor=done.assessor, to=done.to,
                count=len(done.subjects), marks=done.set_aside)  # fmt: skip
        for subject, reason in done.kept.items():
            yield t(f"panel.kept-{reason}", subject=subject)

    return emit(done._asdict(), as_json, lines)


COMMANDS = (submit, unlock, assign, links, hand_over)
