"""Reads standards from TOML files."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from civtui.files import MOST_TOML, read_text, shown, toml_of
from civtui.model.errors import NotFound, nearest
from civtui.model.standard import Band, Combine, Grade, Item, Rounding, Standard, Threshold
from civtui.model.text import msg
from civtui.profile.places import builtin
from civtui.profile.toml_file import bad_document

KEYS = sorted(
    {k for m in (Standard, Item, Band, Combine, Grade, Rounding, Threshold) for k in m.model_fields}
)


def load_standard(path: Path) -> Standard:
    """Return the standard in the file at `path`.

    Raises:
        BadInput: the file cannot be read, or a key or value is not allowed (file, key, line).
    """
    return _standard(path, read_text(path, MOST_TOML))


@lru_cache(maxsize=8)
def _standard(path: Path, text: str) -> Standard:
    """Return the standard that `text` writes; one that was read before is not read again."""
    try:
        return Standard.model_validate(toml_of(text, {"file": shown(path)}))
    except ValidationError as error:
        raise bad_document(path, text, error, KEYS) from error


def _folders(near: Path) -> list[Path]:
    shipped = builtin() / "standards"
    return [near / "standards", shipped, shipped / "published", shipped / "overlays"]


def standard_files(near: Path) -> list[Path]:
    """Return the files of the standards and overlays that are known by name, the first of each.

    Args:
        near: the workspace's folder.
    """
    found: dict[str, Path] = {}
    for folder in _folders(near):
        for path in sorted(folder.glob("*.toml")):
            found.setdefault(path.stem, path)
    return [*found.values()]


def find_standard(name: str, near: Path) -> Path:
    """Return the file of the standard `name`.

    Args:
        name: a file, or the name of one in `near/standards` or among the built-in ones.
        near: the workspace's folder.

    Raises:
        NotFound: nothing of that name.
    """
    if name.endswith(".toml"):
        path = Path(name)
        return path if path.is_file() or path.is_absolute() else near / name
    folders = _folders(near)
    for folder in folders:
        path = folder / f"{name}.toml"
        if path.is_file():
            return path
    known = sorted({p.stem for folder in folders for p in folder.glob("*.toml")})
    raise NotFound(
        msg("profile.no-standard"), value=name, allowed=known, nearest=nearest(name, known)
    )
