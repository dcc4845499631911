"""Opens the files that a user names: regular files only, of a bounded size, in UTF-8 or TOML.

A pipe, a device or a folder under a file's name would hang a session or take all its memory, so
every reader of a user's file comes through here. A link is followed to the regular file behind it:
who may name a link may name its target.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from civtui.model.errors import BadInput, Overtaken
from civtui.model.invalid import toml_fault
from civtui.model.text import Message, msg

if TYPE_CHECKING:
    from decimal import Decimal

MEGABYTE = 1024 * 1024
MOST_BYTES = 256 * MEGABYTE
MOST_TEXT = 64 * MEGABYTE
MOST_TOML = 8 * MEGABYTE
MOST_POWER = 300  # tens: what a float holds; 1e999999999 as an exact number takes all memory
MOST_WHOLE = 2**63  # what TOML promises to keep
PIECE = 1024 * 1024
AT_LINE = r"\(at line ([0-9]+), column [0-9]+\)"
KINDS = (
    (stat.S_ISDIR, "files.folder"),
    (stat.S_ISFIFO, "files.pipe"),
    (stat.S_ISSOCK, "files.socket"),
)
# path -> SHA-256: of what is read, while somebody looks; of what files have to be, while held
_seen: ContextVar[dict[str, str] | None] = ContextVar("seen", default=None)
_held: ContextVar[Mapping[str, str] | None] = ContextVar("held", default=None)


@contextmanager
def looked_at() -> Iterator[dict[str, str]]:
    """Give what is read meanwhile: path -> SHA-256 of the bytes. It is held to that at once.

    Raises:
        Overtaken: by the reader of a file that was read before and holds other bytes now.
    """
    found: dict[str, str] = {}
    seen, held = _seen.set(found), _held.set(found)
    try:
        yield found
    finally:
        _seen.reset(seen)
        _held.reset(held)


@contextmanager
def held_to(known: Mapping[str, str]) -> Iterator[None]:
    """Hold the files that were looked at before to what they were; so that is what is written.

    Others are not held to anything: a deed may read a file anew that it wrote itself.

    Raises:
        Overtaken: by the reader of a file that holds other bytes now.
    """
    held = _held.set(known)
    try:
        yield
    finally:
        _held.reset(held)


def _hold(path: Path, content: bytes, where: dict[str, Any]) -> bytes:
    """Return what was read, where it is what was read there before."""
    held, seen, name = _held.get(), _seen.get(), str(path)
    if seen is not None or (held is not None and name in held):
        from hashlib import sha256

        digest = sha256(content).hexdigest()
        if seen is not None:
            seen.setdefault(name, digest)
        if held is not None and held.get(name, digest) != digest:
            raise Overtaken(msg("files.changed"), where=where, hint=msg("files.look-again"))
    return content


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the content of the regular file at `path`.

    Args:
        most: bytes that it may have.

    Raises:
        BadInput: it is missing, cannot be opened, is no regular file, or is larger.
    """
    where = {"file": shown(path)}
    with _named(where):
        _regular(path.stat().st_mode, where)  # opening a device may already do something
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
        with open(handle, "rb", buffering=0) as file:  # noqa: PTH123 - it is open already
            about = os.fstat(handle)
            _regular(about.st_mode, where)
            _bounded(about.st_size, most, where)
            pieces, size = [], 0
            while piece := file.read(PIECE):
                size += len(piece)
                _bounded(size, most, where)
                pieces.append(piece)
            content = b"".join(pieces)
    return _hold(path, content, where)


@contextmanager
def _named(where: dict[str, Any]) -> Iterator[None]:
    """Say what the system has against a file as what is wrong with the file that was named."""
    try:
        yield
    except FileNotFoundError as error:
        raise BadInput(msg("files.missing"), where=where) from error
    except OSError as error:
        reason = error.strerror or error
        raise BadInput(
            msg("files.unreadable", reason=reason), where=where, hint=msg("files.look")
        ) from error
    except ValueError as error:  # a sign that no name of a file has
        raise BadInput(msg("files.no-name"), where=where) from error


def typed_path(text: str) -> Path:
    """Return the path that a user typed; `~` is the home folder, as a shell would have it."""
    try:
        return Path(text).expanduser()
    except RuntimeError:  # of a user that there is not
        return Path(text)


def look(path: Path) -> None:
    """Look at a file that is to be read later; nothing of it is opened.

    Raises:
        BadInput: it is missing, or no regular file.
    """
    where = {"file": shown(path)}
    with _named(where):
        _regular(path.stat().st_mode, where)


def read_text(path: Path, most: int = MOST_TEXT) -> str:
    """Return the text of the regular file at `path`.

    Raises:
        BadInput: as `read_bytes`; or it is no UTF-8.
    """
    try:
        return read_bytes(path, most).removeprefix(BOM_UTF8).decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BadInput(
            msg("files.no-utf8"), where={"file": shown(path)}, hint=msg("files.save-utf8")
        ) from error


def read_toml(path: Path, *, exact: bool = True) -> tuple[dict[str, Any], str]:
    """Return (content, text) of the TOML file at `path`.

    Args:
        exact: keep decimals as they are written; else they are floats.

    Raises:
        BadInput: as `read_text`; or it is no sound TOML (with the line where that is known).
    """
    text = read_text(path, MOST_TOML)
    return toml_of(text, {"file": shown(path)}, exact=exact), text


def toml_of(text: str, where: dict[str, object], *, exact: bool = True) -> dict[str, Any]:
    """Return what a user's TOML says.

    Args:
        where: place of the text, for an error.
        exact: keep decimals as they are written; else they are floats.

    Raises:
        BadInput: it is no sound TOML, is nested too deeply, or has a number beyond all measure.
    """
    try:
        found: dict[str, Any] = _copied(parsed(text, exact))
    except tomllib.TOMLDecodeError as error:
        line = re.search(AT_LINE, str(error))
        at = int(line[1]) if line else len(text.splitlines())  # else it ends too early
        place = {**where, "line": at}
        raise BadInput(msg("files.no-toml", reason=toml_fault(str(error))), where=place) from error
    except RecursionError as error:
        raise BadInput(msg("files.too-deep"), where=where) from error
    except (ValueError, ArithmeticError) as error:
        raise _too_long(where) from error
    if any(abs(n) > MOST_WHOLE for n in _whole_numbers(found)):
        raise _too_long(where)
    return found


@lru_cache(maxsize=16)
def parsed(text: str, exact: bool) -> dict[str, Any]:
    """Return the content of a TOML text, for all who ask: a profile is read often in one command.

    It is looked at and never changed; `toml_of` gives one of its own.

    Args:
        exact: keep decimals as they are written; else they are floats.

    Raises:
        TOMLDecodeError: it is no sound TOML.
    """
    return tomllib.loads(text, parse_float=_decimal if exact else float)


def _copied(value: Any) -> Any:
    """Return tables and arrays anew, as a reader may change its own."""
    if isinstance(value, dict):
        return {key: _copied(one) for key, one in value.items()}
    return [_copied(one) for one in value] if isinstance(value, list) else value


def shown(path: Path | str) -> str:
    """Return a path as text: what of it is no UTF-8 stands as signs."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def _regular(mode: int, where: dict[str, str]) -> None:
    if not stat.S_ISREG(mode):
        kind = next((key for test, key in KINDS if test(mode)), "files.device")
        raise BadInput(
            msg("files.no-regular", kind=Message(kind)), where=where, hint=msg("files.name-file")
        )


def _bounded(size: int, most: int, where: dict[str, str]) -> None:
    if size > most:
        raise BadInput(
            msg("files.too-large"),
            where=where,
            allowed=msg("files.at-most", most=most // MEGABYTE),
        )


def _too_long(where: dict[str, object]) -> BadInput:
    return BadInput(msg("files.long-number"), where=where, allowed=f"< {MOST_WHOLE}")


def _decimal(word: str) -> Decimal:
    from decimal import Decimal  # seldom met, and 4 ms on the way to every command

    found = Decimal(word)
    if found.is_finite() and abs(found.adjusted()) > MOST_POWER:
        raise ValueError(word[:40])
    return found


def _whole_numbers(value: Any) -> Iterable[int]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, int):
            yield one
