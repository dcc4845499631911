"""What a reference may point to of the workspace itself: plugins, formats, files, users."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from civtui.locale import render, t
from civtui.workspace.finding.places import Place
from civtui.workspace.references.units import Values
from civtui.workspace.session import Workspace


def plugins(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.plugins.plugins import plugin_list

    return [
        Place("plugin", p.id, p.id, (), f"{p.version} {t('plugin.state-' + p.state)}")
        for p in plugin_list(ws)
    ]


def formats(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.files import reports

    return [Place("format", f.id, render(f.title), (), f.extension) for f in reports.formats(ws)]


def lists(ws: Workspace, values: Values) -> list[Place]:
    from civtui.tables import every_name, table_of

    return [Place("list", name, render(table_of(name).words)) for name in every_name()]


def tables(ws: Workspace, values: Values) -> list[Place]:
    """Return the tables in the inbox, then those in the folder that the session was begun in."""
    from civtui.exchange.tables import TEXTS, WORKBOOKS
    from civtui.workspace.building.inbox import files_in
    from civtui.workspace.forced_command import forced_session

    folders = [ws.dir / "inbox"]
    with suppress(OSError):  # the folder may be gone by now
        folders += [] if forced_session() else [Path.cwd()]
    return [
        Place("table", str(path), path.name, (), path.parent.name)
        for folder in folders
        for path in files_in(folder, (*WORKBOOKS, *TEXTS))
    ]


def backups(ws: Workspace, values: Values) -> list[Place]:
    """Return the backups that lie in the workspace, beside it, or where the session began."""
    from civtui.workspace.files import backups as lying

    return [
        Place("backup", str(path), path.name, (), path.parent.name)
        for path in lying.at_hand(lying.folders_of(ws))
    ]


def papers(ws: Workspace, values: Values) -> list[Place]:
    """Return the files in the inbox that may be evidence."""
    from civtui.workspace.building.inbox import files

    return [Place("paper", str(path), path.name, (), path.parent.name) for path in files(ws)]


def inbox_files(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.building.inbox import waiting

    return [
        Place("inbox-file", one.path.name, one.path.name, (), f"{one.shown_size} {one.day}")
        for one in waiting(ws)
    ]


def schemes(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.results.calculators import scheme_rows

    return [Place("scheme", s.id, render(s.title)) for s in scheme_rows()]


def scheme_options(ws: Workspace, values: Values) -> list[Place]:
    """Return the options of the scheme that is chosen, each with each of its choices."""
    from civtui.workspace.results.schemes import enabled_schemes

    wanted = str(values.get("scheme") or "")
    return [
        Place("scheme-option", f"{o.id}={choice}", f"{o.id}={choice}", (), render(o.title))
        for one in enabled_schemes(ws)
        if one.id in (wanted, wanted.rpartition(":")[2])
        for o in one.options
        for choice in o.choices
    ]


def users(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.people.users import user_rows

    return [
        Place("user", u.name, u.name, (), t(f"verbs/user.role-{u.role}")) for u in user_rows(ws)
    ]
