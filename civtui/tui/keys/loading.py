"""Puts the keymap of a session together: the shipped one, the user's file, the workspace's file.

A binding of a user wins over a shipped one; what it takes away is told. Nothing in a file can stop
a session or take away help, the way back or the way out.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from civtui.locale import render, t
from civtui.tui.keys.keymap import SHIPPED, Keymap, shipped
from civtui.tui.keys.registry import use
from civtui.workspace.people.own import config_folder

if TYPE_CHECKING:
    from civtui.tui.keys.checking import Bound, Finding
    from civtui.workspace.session import Workspace

FILE = "keys.toml"


class Loaded(NamedTuple):
    """The keymap in force, the files it was read from, and what is to say about them."""

    keymap: Keymap
    files: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def keymap_of(ws: Workspace) -> Loaded:
    """Return the keymap of a session in `ws`; its setting `keymap` may name a shipped one."""
    return load([config_folder() / FILE, ws.dir / FILE], str(ws.settings.get("keymap", "plain")))


def put_in_force(ws: Workspace) -> str:
    """Put the keymap of a session in force; return what is wrong with it, empty where nothing."""
    found = keymap_of(ws)
    use(found.keymap)
    wrong = [one for one in found.findings if one.level == "error"]
    return t("cli_keys.broken", first=said(wrong[0])) if wrong else ""


def load(paths: Iterable[Path], base: str = "plain") -> Loaded:
    """Return the keymap that the files, as far as they are there, make of a shipped one.

    Args:
        paths: later ones win.
        base: the shipped keymap, unless a file `extends` another.
    """
    there = [path for path in paths if path.is_file()]
    base = base if base in SHIPPED else "plain"
    if not there:
        return Loaded(Keymap(shipped(base)))
    from civtui.tui.keys.checking import read
    from civtui.tui.keys.making import Making

    files = [read(path) for path in there]
    base = next((file.extends for file in reversed(files) if file.extends), base)
    last: dict[tuple[str, str], Bound] = {}
    for file in files:
        last |= {(one.mode, one.action): one for one in file.bound}
    made = Making(Keymap(shipped(base)), list(last.values()))
    findings = [finding for file in files for finding in file.findings] + made.findings
    return Loaded(made.keymap, tuple(map(str, there)), tuple(findings))


def said(finding: Finding) -> str:
    """Return a finding as one line."""
    text = f"{t('cli_keys.level-' + finding.level)} {render(finding.message)}"
    if finding.nearest:
        text = t("cli_keys.near", text=text, near=finding.nearest)
    if finding.line is None:
        return t("cli_keys.file-only", file=finding.file, text=text)
    return t("cli_keys.file-line", file=finding.file, line=finding.line, text=text)
