"""Finds plugins without importing any: entry points, single files, data-only folders and files."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

GROUP = "civtui.plugins"
DATA_FILE = "plugin.toml"
MOST_FILES = 4000
# (path, size in bytes, time of change in ns); size -1 marks a folder
Watched = tuple[str, int, int]


class Found(NamedTuple):
    """A plugin that is there, whatever state it is in.

    Args:
        id: name of the distribution, or of the file or folder.
        version: of the distribution; `0` for a file that names none.
        kind: `core`, `code` (a distribution), `file` (one Python file) or `data` (no code).
        entry: entry point (`package.module:attribute`), empty where there is none.
        where: folder or file that holds it.
        fault: message key of what is wrong with the find itself, empty if nothing.
        detail: what fills that message.
    """

    id: str
    version: str
    kind: str
    entry: str
    where: str
    fault: str = ""
    detail: str = ""


def canonical(name: str) -> str:
    """Return a name as ids have it: lower case, words joined by hyphens."""
    return re.sub(r"[-_.]+", "-", name).lower().strip("-")


def installed() -> list[Found]:
    """Return the plugins among the installed distributions; imports none of them."""
    from importlib.metadata import distributions

    found: dict[str, Found] = {}
    for dist in distributions():
        try:
            text = dist.read_text("entry_points.txt") or ""
            if GROUP not in text:
                continue
            entries = [point.value for point in dist.entry_points if point.group == GROUP]
            name, version = canonical(dist.metadata["Name"]), dist.version
        except Exception:  # a distribution with broken metadata is none of ours
            continue
        if entries and name not in found:
            found[name] = _distribution(name, version, entries)
    return [found[id_] for id_ in sorted(found)]


def _distribution(name: str, version: str, entries: list[str]) -> Found:
    if len(entries) > 1:
        return Found(name, version, "code", entries[0], "", "two-entries", ", ".join(entries))
    entry = entries[0].replace(" ", "")
    module, _, attribute = entry.partition(":")
    folder = package_folder(module)
    if folder is None:
        return Found(name, version, "code", entry, "", "module-absent", module)
    data = folder / DATA_FILE
    if not attribute and "." not in module and data.is_file():
        return Found(name, version, "data", "", str(data))
    return Found(name, version, "code", entry, str(folder))


def package_folder(module: str) -> Path | None:
    """Return the folder (or the single file) of the top package of `module`, not importing it."""
    from importlib.util import find_spec

    try:
        spec = find_spec(module.partition(".")[0])
    except (ImportError, ValueError, AttributeError):
        return None
    if spec is None:
        return None
    places = list(spec.submodule_search_locations or [])
    if places:
        return Path(places[0])
    return Path(spec.origin) if spec.origin else None


def in_folder(folder: Path) -> list[Found]:
    """Return the plugins that lie in a `plugins` folder: `*.py`, `*.toml`, `*/plugin.toml`."""
    found: list[Found] = []
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return []
    for path in entries:
        if path.name.startswith((".", "_")):
            continue
        if path.suffix == ".py" and path.is_file():
            found.append(Found(canonical(path.stem), "0", "file", "", str(path)))
        elif path.suffix == ".toml" and path.is_file():
            found.append(_data(path, path.stem))
        elif path.is_dir() and (path / DATA_FILE).is_file():
            found.append(_data(path / DATA_FILE, path.name))
    return found


def _data(path: Path, name: str) -> Found:
    import tomllib

    try:
        about = tomllib.loads(path.read_text(encoding="utf-8")).get("plugin", {})
        named, version = str(about.get("id", name)), str(about.get("version", "0"))
    except (OSError, ValueError, AttributeError, RecursionError):
        named, version = name, "0"
    return Found(canonical(named)[:80], version[:40], "data", "", str(path))


def without_twins(found: Iterable[Found]) -> list[Found]:
    """Return the finds with every later one of an id marked as a clash that names the first."""
    first: dict[str, Found] = {}
    kept: list[Found] = []
    for plugin in found:
        other = first.setdefault(plugin.id, plugin)
        if other is plugin:
            kept.append(plugin)
        elif other.where != plugin.where:
            at = kept.index(other)
            both = f"{other.where}, {plugin.where}"
            kept[at] = first[plugin.id] = other._replace(fault="id-clash", detail=both)
    return kept


def files_of(found: Found) -> Iterator[Path]:
    """Yield the files that make up a plugin, and the folders, where a new file would show."""
    place = Path(found.where)
    if found.kind == "data" and place.name == DATA_FILE:  # standards lie beside it
        place = place.parent
    if not found.where or place.is_file():
        if found.where:
            yield place
        return
    count = 0
    for folder, names, files in os.walk(place):
        names[:] = sorted(n for n in names if n != "__pycache__" and not n.startswith("."))
        yield Path(folder)
        for name in sorted(files):
            if not name.endswith((".pyc", ".pyo")) and not name.startswith("."):
                count += 1
                if count > MOST_FILES:
                    return
                yield Path(folder, name)


def watched(paths: Iterable[Path]) -> list[Watched]:
    """Return what tells a changed file from an unchanged one without reading it."""
    seen: list[Watched] = []
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            seen.append((str(path), -2, 0))
            continue
        size = -1 if os.path.isdir(path) else status.st_size  # noqa: PTH112 - a third of the cost
        seen.append((str(path), size, status.st_mtime_ns))
    return seen


def unchanged(seen: Iterable[Iterable[object]]) -> bool:
    """Return whether every watched file is as it was."""
    for path, size, changed in seen:
        try:
            status = os.stat(str(path))  # noqa: PTH116 - on the way to the first screen
        except OSError:
            if size != -2:
                return False
            continue
        if status.st_mtime_ns != changed or (size != -1 and status.st_size != size):
            return False
    return True


def fingerprint(found: Found) -> str:
    """Return the SHA-256 over a plugin's version and files: their names and contents."""
    total = hashlib.sha256(f"{found.id}\n{found.version}\n{found.entry}\n".encode())
    root = Path(found.where)
    base = root if root.is_dir() else root.parent
    for path in files_of(found):
        if path.is_file():
            total.update(str(path.relative_to(base)).encode() + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def search_path() -> list[Path]:
    """Return the folders in which installed distributions are looked for.

    The current folder is left out: it changes with every file a workspace writes.
    """
    here = Path.cwd()
    folders = [Path(entry or ".").absolute() for entry in sys.path]
    return [folder for folder in dict.fromkeys(folders) if folder != here and folder.is_dir()]
