"""Standards for the faces: find one by name, and the pin by which a round holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.files import read_toml
from civtui.model.errors import BadInput, NotFound, Refused, nearest
from civtui.model.text import Bilingual, Message, msg
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
    standard = overlays.load(file_of(ws, name), lambda id_: file_of(ws, id_))
    return (standard.id, standard.version, standard.digest()), standard.document()


def sound_standard(ws: Workspace, name: str) -> tuple[tuple[str, str, str], dict[str, Any]]:
    """Return the standard `name`, as `find_standard`, for marks to be counted by.

    Every way by which a standard or an overlay comes into use asks here.

    Raises:
        NotFound, BadInput: as `find_standard`.
        Refused: `standard check` finds something wrong with it, or with what it extends, that
            would count marks wrongly; all such lines are said.
    """
    barring = [line for finding, line in _looked_over(ws, name) if finding.bars]
    if barring:
        raise Refused(
            msg("standard.unsound", name=name, count=len(barring), lines=barring),
            where={"rule": "standard-sound"},
            hint=msg("standard.way-check", name=name),
        )
    return find_standard(ws, name)


def warnings(ws: Workspace, name: str) -> list[Message]:
    """Return what `standard check` says of a standard and does not keep it out of use.

    Raises:
        NotFound, BadInput: as `find_standard`.
    """
    return [line for finding, line in _looked_over(ws, name) if not finding.bars]


def _looked_over(ws: Workspace, name: str) -> Iterator[tuple[Finding, Message]]:
    """Yield what is found of a standard and of the one it extends, each with its line in words."""
    from civtui.profile.standard_lint import lint

    path = file_of(ws, name)
    looked = [(path, finding) for finding in _lint(path, lambda id_: file_of(ws, id_))[1]]
    if overlays.is_overlay(path):
        base = file_of(ws, overlays.extended(path))
        looked += [(base, finding) for finding in lint(base)[1]]
    for file, found in looked:
        line = found.line or "-"
        yield found, msg("standard.line", file=file.name, line=line, what=found.message)


def _lint(path: Path, find: Callable[[str], Path]) -> tuple[Standard, list[Finding]]:
    from civtui.profile.standard_lint import lint

    return overlays.lint_overlay(path, find) if overlays.is_overlay(path) else lint(path)


def file_of(ws: Workspace, name: str) -> Path:
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
    """A standard or an agency's overlay that is known by its name.

    Args:
        own: it lies in the workspace; else it came along.
    """

    name: str
    title: str | Bilingual
    overlay: bool
    version: str = ""
    own: bool = False


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
        own = path.parent == ws.dir / "standards"
        version = str(content.get("version", ""))
        found.append(StandardTitle(path.stem, title, "criterion" in content, version, own))
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
    path = standards.find_standard(name, folder)
    return _lint(path, lambda id_: standards.find_standard(id_, folder))
