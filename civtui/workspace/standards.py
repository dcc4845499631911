"""Standards for the faces: find one by name, and the pin by which a round holds it."""

from __future__ import annotations

from typing import Any

from civtui.profile import standards
from civtui.workspace.session import Workspace


def find_standard(ws: Workspace, name: str) -> tuple[tuple[str, str, str], dict[str, Any]]:
    """Return ((id, version, sha256), canonical document) of the standard `name`.

    Raises:
        NotFound: nothing of that name.
        BadInput: its file is not sound.
    """
    standard = standards.load_standard(standards.find_standard(name, ws.dir))
    return (standard.id, standard.version, standard.digest()), standard.document()
