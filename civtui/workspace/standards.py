"""Standards for the faces: find one by name, and the pin by which a round holds it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from civtui.profile import standards
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.model.standard import Standard
    from civtui.profile.standard_lint import Finding


def find_standard(ws: Workspace, name: str) -> tuple[tuple[str, str, str], dict[str, Any]]:
    """Return ((id, version, sha256), canonical document) of the standard `name`.

    Raises:
        NotFound: nothing of that name.
        BadInput: its file is not sound.
    """
    standard = standards.load_standard(standards.find_standard(name, ws.dir))
    return (standard.id, standard.version, standard.digest()), standard.document()


def check(name: str, folder: Path) -> tuple[Standard, list[Finding]]:
    """Return the standard `name` (a file, or one of the built-in ones) and what is wrong with it.

    Raises:
        NotFound: nothing of that name.
        BadInput: the file is no standard at all.
    """
    from civtui.profile.standard_lint import lint

    return lint(standards.find_standard(name, folder))
