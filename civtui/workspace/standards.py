"""Standards for the faces: find one by name, and the pin by which a round holds it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.files import read_toml
from civtui.model.errors import BadInput, NotFound, nearest
from civtui.model.text import Bilingual, msg
from civtui.profile import overlays, standards
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.model.standard import Standard
    from civtui.profile.standard_diff import Change
    from civtui.profile.standard_lint import Finding


def find_standard(ws: Workspace, name: str) -> tuple[tuple[str, str, str], dict[str, Any]]:
    """Return ((id, version, sha256), canonical document) of the standard `name`.

    An overlay comes composed with the standard it extends.

    Raises:
        NotFound: nothing of that name.
        BadInput: its file is not sound.
    """
    standard = overlays.load(_file(ws, name), lambda id_: _file(ws, id_))
    return (standard.id, standard.version, standard.digest()), standard.document()


def _file(ws: Workspace, name: str) -> Path:
    """Return the file of a standard: the workspace's and the built-in ones first, then plugins'."""
    try:
        return standards.find_standard(name, ws.dir)
    except NotFound as error:
        brought = ws.host.standards() if ws.plugins_allowed else []
        files = [one.record.file for one in brought if name in (one.id, one.record.id)]
        if len(files) == 1:
            return Path(files[0])
        ids = [one.id for one in brought]
        if files:
            raise BadInput(
                msg("plugin.ambiguous", kind=msg("plugin.kind-standard")), value=name, allowed=ids
            ) from None
        known = [*(error.allowed if isinstance(error.allowed, list) else ()), *ids]
        raise NotFound(
            error.message, value=name, allowed=known, nearest=nearest(name, known)
        ) from None


class StandardTitle(NamedTuple):
    """A standard or an agency's overlay that is known by its name."""

    name: str
    title: str | Bilingual
    overlay: bool


def standard_titles(ws: Workspace) -> list[StandardTitle]:
    """Return the standards and overlays that lie in the workspace or come along, by name.

    A file that cannot be read is left out; `find_standard` says what is wrong with it.
    """
    found = []
    for path in standards.standard_files(ws.dir):
        try:
            content = read_toml(path)[0]
        except BadInput:
            continue
        title = content.get("title", path.stem)
        if isinstance(title, dict):
            title = Bilingual(str(title.get("zh", path.stem)), str(title.get("en", "")))
        found.append(StandardTitle(path.stem, title, "criterion" in content))
    return found


def compare(old: str, new: str, near: Path) -> tuple[Standard, Standard, list[Change]]:
    """Return two standards (overlays composed) and what differs between them.

    Args:
        old, new: a file, or the name of a standard in the workspace or among the built-in ones.
        near: the folder that names are looked for in.

    Raises:
        NotFound, BadInput: one of them is not there, or is no standard.
    """
    from civtui.profile.standard_diff import diff

    def find(name: str) -> Path:
        return standards.find_standard(name, near)

    one, other = (overlays.load(find(name), find) for name in (old, new))
    return one, other, diff(one.document(), other.document())


def check(name: str, folder: Path) -> tuple[Standard, list[Finding]]:
    """Return the standard or overlay `name` (a file, or a built-in one) and what is wrong with it.

    Raises:
        NotFound: nothing of that name.
        BadInput: the file is no standard at all.
    """
    from civtui.profile.standard_lint import lint

    path = standards.find_standard(name, folder)
    if overlays.is_overlay(path):
        return overlays.lint_overlay(path, lambda id_: standards.find_standard(id_, folder))
    return lint(path)
