"""Reads profiles: a file, what it extends, one document out of both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from civtui.files import read_toml
from civtui.model.errors import BadInput, NotFound, nearest
from civtui.model.text import msg
from civtui.profile import document
from civtui.profile.document import Profile
from civtui.profile.places import builtin
from civtui.profile.toml_file import bad_document

KEYS = sorted(
    {
        key
        for model in vars(document).values()
        if isinstance(model, type) and issubclass(model, BaseModel)
        for key in model.model_fields
    }
)
DEEPEST = 8


def profile_file(name: str, near: Path | None = None) -> Path:
    """Return the file of the profile `name`: a path, or the name of a built-in one.

    Raises:
        NotFound: nothing of that name.
    """
    if name.endswith(".toml"):
        path = Path(name)
        return near / path if near and not path.is_absolute() else path
    path = builtin() / f"{name}.toml"
    if not path.is_file():
        known = sorted(p.stem for p in builtin().glob("*.toml"))
        raise NotFound(
            msg("profile.no-profile"), value=name, allowed=known, nearest=nearest(name, known)
        )
    return path


def load_profile(name: str, near: Path | None = None) -> Profile:
    """Return the profile `name` with what it extends.

    Args:
        name: a file, or the name of a built-in profile.
        near: the folder that a relative file is looked for in.

    Raises:
        BadInput: a file cannot be read, a key or value is not allowed, profiles extend each other.
        NotFound: nothing of that name.
    """
    path = profile_file(name, near)
    merged, text = _merged(path, ())
    try:
        return Profile.model_validate(merged)
    except ValidationError as error:
        raise bad_document(path, text, error, KEYS) from error


def _merged(path: Path, seen: tuple[Path, ...]) -> tuple[dict[str, Any], str]:
    here = path.absolute()  # a link that leads to itself resolves to nothing
    if path.exists():
        here = path.resolve()
    if here in seen or len(seen) > DEEPEST:
        raise BadInput(msg("profile.circle"), where={"file": str(path), "key": "extends"})
    content, text = read_toml(path)
    base = content.get("extends")
    if not isinstance(base, str):
        return content, text
    below, _ = _merged(profile_file(base, path.parent), (*seen, here))
    return merge(below, content), text


def merge(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Return `below` overlaid with `above`.

    Tables are merged key by key; lists of tables that have ids are merged by id; anything else is
    replaced.
    """
    made = dict(below)
    for key, value in above.items():
        old = made.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            made[key] = merge(old, value)
        elif isinstance(old, list) and isinstance(value, list) and _have_ids([*old, *value]):
            made[key] = _merged_list(old, value)
        else:
            made[key] = value
    return made


def _have_ids(rows: list[Any]) -> bool:
    return bool(rows) and all(isinstance(row, dict) and "id" in row for row in rows)


def _merged_list(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = {row["id"]: row for row in old}
    for row in new:
        rows[row["id"]] = merge(rows[row["id"]], row) if row["id"] in rows else row
    return list(rows.values())
