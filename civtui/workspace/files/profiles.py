"""The profile of a workspace, and profiles looked at on their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import tomli_w

from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.profile.document import Profile
from civtui.profile.lint import Finding, lint
from civtui.profile.read import DROPPED, dropped, load_profile, place_of, profile_file, read_profile
from civtui.profile.strictness import strict
from civtui.workspace.files.changing import write_whole
from civtui.workspace.files.outputs import output
from civtui.workspace.session import SETTINGS, read_settings


def load(name: str) -> Profile:
    """Return the profile `name`, a built-in one or a file."""
    near = Path.cwd()
    return load_profile(name, near)


def here(folder: Path) -> Profile:
    """Return the profile of the workspace in `folder`; the standard one where there is none."""
    if not (folder / SETTINGS).is_file():
        return load_profile("standard")
    return load_profile(str(read_settings(folder).get("profile", "standard")), folder)


class Placed(NamedTuple):
    """What is wrong, and the file and line where it stands; no line of what is missing."""

    finding: Finding
    file: Path
    line: int | None


def check(folder: Path, name: str | None) -> tuple[Profile, list[Placed]]:
    """Return a profile and what is wrong with it.

    Args:
        folder: whose workspace's profile it is where no name is given; the standard one where
            there is none.
        name: a built-in profile, or a file.
    """
    near = Path.cwd() if name else folder
    if name is None:
        own = (folder / SETTINGS).is_file()
        name = str(read_settings(folder).get("profile", "standard")) if own else "standard"
    found, sources = read_profile(profile_file(name, near))
    left = [
        Placed(Finding("dropped", key, msg(DROPPED[key])), file, line)
        for key, file, line in dropped(sources)
    ]
    return found, left + [Placed(one, *place_of(sources, one.where)) for one in lint(found)]


def differences(one: str, other: str) -> list[tuple[str, Any, Any]]:
    """Return (key, value in `one`, value in `other`) wherever two profiles differ."""
    a, b = _flat(load(one).document()), _flat(load(other).document())
    keys = [*a, *(key for key in b if key not in a)]
    return [(key, a.get(key), b.get(key)) for key in keys if a.get(key) != b.get(key)]


def _flat(value: Any, at: str = "") -> dict[str, Any]:
    if isinstance(value, dict):
        parts = [(f"{at}.{key}" if at else key, inner) for key, inner in value.items()]
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        parts = [(f"{at}[{row.get('id', n)}]", row) for n, row in enumerate(value)]
    else:
        return {at: value}
    return {key: leaf for part, inner in parts for key, leaf in _flat(inner, part).items()}


def begin(file: Path, extends: str) -> None:
    """Write a new profile that extends another, and is strict about the gates it leaves open.

    Raises:
        Refused: the file exists.
        NotFound: there is no such profile to extend.
    """
    if output(file).exists():
        raise Refused(msg("workspace.file-exists"), where={"file": str(file)})
    base = load(extends)
    document = {
        "id": file.stem,
        "extends": extends,
        "title": {"zh": file.stem, "en": file.stem},
    }
    write_whole(file, (tomli_w.dumps(document) + strict(base.policy)).encode())
