"""Examines a workspace: settings, profile, ledger, plugins, evidence, each said in one line."""

from __future__ import annotations

from typing import NamedTuple

from civtui import locale
from civtui.model.errors import CivtuiError
from civtui.model.text import Message, msg
from civtui.workspace.session import Workspace


class Check(NamedTuple):
    """One thing looked at: its id, whether it is sound, and what was seen."""

    id: str
    ok: bool
    detail: Message | str

    def text(self) -> str:
        """Return the detail in the language in use."""
        return locale.render(self.detail)


def examine(ws: Workspace) -> list[Check]:
    """Return every check of the workspace, in order."""
    return [
        _ledger(ws),
        _profile(ws),
        _plugins(ws),
        _folders(ws),
        _evidence(ws),
        _line(),
        *_machine(ws),
    ]


def _machine(ws: Workspace) -> list[Check]:
    from civtui.workspace.files.machine import looked_at

    return [Check(*seen) for seen in looked_at(ws)]


def _line() -> Check:
    from civtui.workspace.files.line_report import line_text

    return Check("line", True, line_text() or msg("workspace.no-line"))


def _ledger(ws: Workspace) -> Check:
    from civtui.workspace.reading.history import verify

    faults = verify(ws)
    if faults:
        first = faults[0]
        where = msg("workspace.at-table", table=first.table, row=first.row, what=first.message)
        return Check("ledger", False, where)
    return Check("ledger", True, msg("workspace.facts", count=ws.head()))


def _profile(ws: Workspace) -> Check:
    try:
        profile = ws.profile()
    except CivtuiError as error:
        return Check("profile", False, locale.error_line(error))
    return Check("profile", True, f"{ws.profile_path} {profile.sha256[:12]}")


def _plugins(ws: Workspace) -> Check:
    rows = ws.host.plugins()
    bad = [
        f"{row.id}: {locale.render(row.reason)}"
        for row in rows
        if row.state in ("broken", "missing") or _unlike_its_pin(row.reason)
    ]
    if bad:
        return Check("plugins", False, "; ".join(bad))
    return Check("plugins", True, str(sum(row.state == "enabled" for row in rows)))


def _unlike_its_pin(reason: Message | None) -> bool:
    """Return whether a plugin runs, but is not the one that was enabled."""
    return reason is not None and reason.key in ("plugin.other-version", "plugin.other-files")


def _evidence(ws: Workspace) -> Check:
    from civtui.workspace.building.evidence import damages, evidence_rows

    bad = damages(ws)
    if bad:
        return Check("evidence", False, "; ".join(locale.render(flag.text) for flag in bad))
    return Check("evidence", True, str(len(evidence_rows(ws))))


def _folders(ws: Workspace) -> Check:
    missing = [part for part in ("evidence", "out") if not (ws.dir / part).is_dir()]
    missing += [part for part in ("inbox",) if (ws.dir / part).is_file()]
    return Check("folders", not missing, ", ".join(missing) or str(ws.dir))
