"""A workspace begins."""

from __future__ import annotations

import getpass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import tomli_w

from civtui.ledger.ledger import Ledger
from civtui.model.errors import Refused
from civtui.model.facts.places import WorkspaceOpened
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.files.changing import write_whole
from civtui.workspace.files.folders import make_folders
from civtui.workspace.files.identity import SETTING, new_id
from civtui.workspace.session import SETTINGS, Workspace

OWN_PROFILE = "profile.toml"


def is_workspace(folder: Path) -> bool:
    """Return whether `folder` holds a workspace."""
    return (folder / SETTINGS).is_file()


def _lay_out(folder: Path, profile: str) -> None:
    """Make the folders of a workspace, with its own profile."""
    make_folders(folder)
    (folder / OWN_PROFILE).write_text(profile, encoding="utf-8")


def init(
    folder: Path,
    *,
    profile: str = "standard",
    name: str = "",
    lang: str = "zh",
    user: str | None = None,
    today: date | None = None,
    began: datetime | None = None,
    own: dict[str, Any] | None = None,
    ledger_id: str | None = None,
    strict: bool = False,
) -> Workspace:
    """Make a workspace in `folder` and return it, open.

    Args:
        folder: new or empty; made with its parents.
        profile: name of a built-in profile, or a file.
        name: what the city calls it.
        lang: language that its screens start in.
        user: who makes it; the operating system's user where None.
        today: a fixed day for answers (the demo city keeps one).
        began: the moment at which it is made; a January morning of `today`'s year where None.
        own: what the workspace's own profile adds to `profile`.
        ledger_id: who the ledger is; made at random where None.
        strict: its own profile chooses that gates bar, wherever `profile` and `own` leave it open.

    Raises:
        Refused: the folder is not empty.
        BadInput: the profile cannot be read.
    """
    hold_empty(folder)
    base, sha256, text = _own_profile(profile, own or {}, strict=strict)
    _lay_out(folder, text)
    settings: dict[str, Any] = {
        "name": name or folder.resolve().name,
        "profile": OWN_PROFILE,
        "database": "civtui.db",
        SETTING: ledger_id or new_id(),
        "lang": lang,
        **({"today": today} if today else {}),
    }
    ledger = Ledger.open(folder / "civtui.db", create=True)
    ws = Workspace(folder, settings, ledger, user or getpass.getuser())
    if today:
        from civtui.workspace.demo.clock import opening

        ws.set_clock(began or opening(today))
    said = {"ledger": settings[SETTING], "name": settings["name"]}
    opened = WorkspaceOpened(**said, profile=base, profile_sha256=sha256)
    ws.write(opened, right=Right.MANAGE)
    _ = ws.automatic.fault  # looked at now, while the profile is at hand; `status` need not
    # last: what has settings has a whole ledger
    write_whole(folder / SETTINGS, tomli_w.dumps({"workspace": settings}).encode())
    return ws


def _own_profile(profile: str, adds: dict[str, Any], *, strict: bool) -> tuple[str, str, str]:
    """Return the base of a workspace's own profile, the base's hash, and the text of its own."""
    from civtui.profile.read import load_profile
    from civtui.profile.strictness import strict as strict_choices

    path = Path(profile)
    base = str(path.resolve()) if path.suffix == ".toml" and path.is_file() else profile
    loaded = load_profile(base)
    text = tomli_w.dumps({"id": "own", "extends": base, **adds})
    if strict:
        text += strict_choices({*loaded.policy, *adds.get("policy", {})})
    return base, loaded.sha256, text


def hold_empty(folder: Path) -> None:
    """Refuse a folder in which something is already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            msg("workspace.not-empty"), where={"file": str(folder)}, hint=msg("workspace.elsewhere")
        )
