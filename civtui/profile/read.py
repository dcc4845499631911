"""Reads profiles: a file, what it extends, one document out of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from civtui.files import read_toml
from civtui.model.errors import BadInput, NotFound, nearest
from civtui.model.text import msg
from civtui.profile import document
from civtui.profile.document import POLICY, Profile
from civtui.profile.merging import merge
from civtui.profile.places import builtin
from civtui.profile.toml_file import fault_of, line_of, line_of_value, together
from civtui.rules.policies import checked

KEYS = sorted(
    {
        key
        for model in vars(document).values()
        if isinstance(model, type) and issubclass(model, BaseModel)
        for key in model.model_fields
    }
)
DEEPEST = 8
# keys that earlier releases took and nothing was ever made of -> why there is none any more
DROPPED = {
    "campaign": "profile.dropped-campaign",
    "together": "profile.dropped-together",
    "rounding": "profile.dropped-rounding",
}


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
    return read_profile(profile_file(name, near))[0]


def kept_profile(name: str, near: Path) -> Profile:
    """Return a profile as `load_profile` does, read anew only when its file has changed."""
    path = profile_file(name, near)
    return _kept(str(path), path.stat().st_mtime_ns if path.is_file() else 0)


@lru_cache(maxsize=4)
def _kept(path: str, stamp: int) -> Profile:
    del stamp  # part of the key: a changed file is read again
    return load_profile(path)


class Source(NamedTuple):
    """One file of a profile."""

    path: Path
    text: str
    content: dict[str, Any]


def read_profile(path: Path) -> tuple[Profile, list[Source]]:
    """Return the profile at `path`, and the files it was read from: itself, what it extends ...

    Raises:
        BadInput: as `load_profile`; it names the file, line and key, and the nearest that there is.
    """
    merged, sources = _merged(path, ())
    faults = [fault for source in sources for fault in _policies_known(source)]
    kept = {key: value for key, value in merged.items() if key not in DROPPED}
    try:
        found = Profile.model_validate(kept)
    except ValidationError as error:
        every = [*faults, *_faults_of(sources, error)]
        raise together(every) from error
    if faults:
        raise together(faults)
    return found, sources


def _faults_of(sources: list[Source], error: ValidationError) -> Iterator[BadInput]:
    """Yield what pydantic found, each with the file and line that it stands in."""
    for one in error.errors(include_url=False):
        if one["type"] == POLICY:  # said by its line
            continue
        source, at = _place(sources, one)
        yield fault_of(source.path, source.text, one, KEYS, at)


def dropped(sources: list[Source]) -> list[tuple[str, Path, int | None]]:
    """Return (key, file, line) of each key that is accepted and left unread."""
    return [
        (key, source.path, line_of(source.text, key))
        for source in sources
        for key in DROPPED
        if key in source.content
    ]


def _policies_known(source: Source) -> Iterator[BadInput]:
    """Yield each policy or choice that there is not, with where it stands."""
    table = source.content.get("policy")
    for id_, text in table.items() if isinstance(table, dict) else ():
        if not isinstance(text, dict) or "choice" not in text:
            continue  # the document says what is wrong with it
        try:
            checked({id_: text["choice"]}, {})
        except BadInput as fault:  # its line is looked for now: there are many policies
            line = line_of(source.text, id_)
            at = {"file": str(source.path), **({"line": line} if line else {})}
            fault.where = {**at, **fault.where}
            yield fault


def _place(sources: list[Source], fault: Mapping[str, Any]) -> tuple[Source, tuple[str, ...]]:
    """Return the file that a fault stands in, and where: the first that sets its key so."""
    names = [str(part) for part in fault["loc"] if isinstance(part, str)]
    for source in sources if names else ():
        found = sorted(_set_at(source.content, names[-1], fault["input"]), key=len)
        near = [at for at in found if at[0] == names[0]]
        if near or found:
            return source, (near or found)[0]
    return sources[0], ()


def _set_at(content: Any, name: str, value: Any) -> Iterator[tuple[str, ...]]:
    """Yield the places where a document sets `name` to `value`."""
    if isinstance(content, dict):
        for key, inner in content.items():
            if key == name and inner == value:
                yield (key,)
            yield from ((key, *at) for at in _set_at(inner, name, value))
    elif isinstance(content, list):
        for number, one in enumerate(content):
            yield from ((str(number), *at) for at in _set_at(one, name, value))


def _merged(path: Path, seen: tuple[Path, ...]) -> tuple[dict[str, Any], list[Source]]:
    here = path.absolute()  # a link that leads to itself resolves to nothing
    if path.exists():
        here = path.resolve()
    if here in seen or len(seen) > DEEPEST:
        raise BadInput(msg("profile.circle"), where={"file": str(path), "key": "extends"})
    content, text = read_toml(path)
    own = Source(path, text, content)
    base = content.get("extends")
    if not isinstance(base, str):
        return content, [own]
    below, others = _merged(profile_file(base, path.parent), (*seen, here))
    return merge(below, content), [own, *others]


def place_of(sources: list[Source], where: str) -> tuple[Path, int | None]:
    """Return the file and line of what a finding is about; the profile itself where it is missing.

    Args:
        where: such as `policy.ladder`, `honor.municipal.gate[0]`, `quota.municipal`.
    """
    section, _, rest = where.partition(".")
    name = rest.split(".")[0].split("[")[0]
    for source in sources:
        for line in (
            line_of_value(source.text, "id", name) if _has_id(source, section, name) else None,
            line_of_value(source.text, section, name),
            line_of_value(source.text, "honor", name) if section == "quota" else None,
            line_of(source.text, name) if name in source.content.get(section, ()) else None,
        ):
            if line:
                return source.path, line
    return sources[0].path, None


def _has_id(source: Source, section: str, name: str) -> bool:
    rows = source.content.get(section, ())
    return isinstance(rows, list) and any(
        isinstance(row, dict) and row.get("id") == name for row in rows
    )
