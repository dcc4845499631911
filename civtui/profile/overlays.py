"""An agency's overlay: own items under the city's criteria, whose weights stay the city's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from civtui.files import MOST_TOML, read_text, read_toml, shown, toml_of
from civtui.model.errors import BadInput, near_aside
from civtui.model.standard import Criterion, Item, Overlay, Pin, Standard, digest
from civtui.model.text import msg
from civtui.profile.standard_lint import BESIDE, Finding, leaves, lint_item, points, unweighted
from civtui.profile.standards import KEYS, load_standard
from civtui.profile.toml_file import bad_document, line_of, line_of_value
from civtui.scoring.numbers import exact_text

Find = Callable[[str], Path]
OVERLAY_KEYS = sorted({*KEYS, *Overlay.model_fields, *Criterion.model_fields})


def is_overlay(path: Path) -> bool:
    """Return whether the file at `path` is an overlay rather than a standard.

    Raises:
        BadInput: the file cannot be read.
    """
    return _has_criteria(path, read_text(path, MOST_TOML))


@lru_cache(maxsize=8)
def _has_criteria(path: Path, text: str) -> bool:
    return "criterion" in toml_of(text, {"file": shown(path)})


def extended(path: Path) -> str:
    """Return the id of the standard that the overlay in the file at `path` extends."""
    return str(read_toml(path)[0].get("extends", "")).partition("@")[0]


def load(path: Path, find: Find) -> Standard:
    """Return the standard in the file at `path`; an overlay composed with what it extends.

    Args:
        find: gives the file of a standard by its id.

    Raises:
        BadInput: the file is no standard, or an overlay that may not be used (the first of the
            findings that bar it is said).
    """
    if not is_overlay(path):
        return load_standard(path)
    standard, findings = lint_overlay(path, find)
    barring = [finding for finding in findings if finding.bars]
    if barring:
        first = barring[0]
        raise BadInput(
            first.message,
            where={"file": str(path), "line": first.line, "key": first.where},
            value=first.where,
            hint=msg("overlay.check", file=path.name, count=len(findings)),
        )
    return standard


def lint_overlay(path: Path, find: Find) -> tuple[Standard, list[Finding]]:
    """Return the overlay at `path` composed with what it extends, and everything wrong with it.

    Raises:
        BadInput: the file is no overlay at all, or extends another version than the one there is.
    """
    content, text = read_toml(path)
    try:
        overlay = Overlay.model_validate(content)
    except ValidationError as error:
        raise bad_document(path, text, error, OVERLAY_KEYS) from error
    wanted, _, version = overlay.extends.partition("@")
    base = load_standard(find(wanted))
    if base.version != version:
        raise BadInput(
            msg("overlay.version"),
            where={"file": str(path), "line": line_of(text, "extends")},
            value=overlay.extends,
            allowed=f"{base.id}@{base.version}",
        )
    return compose(base, overlay), list(_lint(base, overlay, text))


def compose(base: Standard, overlay: Overlay) -> Standard:
    """Return the city's standard with the items of `overlay` under its criteria."""
    own = {criterion.id: criterion.item for criterion in overlay.criterion}
    return base.model_copy(
        update={
            "id": overlay.id,
            "version": overlay.version,
            "title": overlay.title,
            "source": overlay.source or base.source,
            "item": tuple(
                item.model_copy(update={"item": own[item.id]}) if item.id in own else item
                for item in base.item
            ),
            "extends": Pin(id=base.id, version=base.version, sha256=base.digest()),
            "overlay": Pin(
                id=overlay.id, version=overlay.version, sha256=digest(overlay.document())
            ),
        }
    )


def _lint(base: Standard, overlay: Overlay, text: str) -> Iterator[Finding]:
    criteria = {item.id: item for item in base.item if item.item}
    refined = {criterion.id for criterion in overlay.criterion}
    seen = {i for item in base.item if item.id not in refined for i in _ids(item)} | set(criteria)
    met: set[str] = set()
    for criterion in overlay.criterion:
        line = line_of_value(text, "id", criterion.id)
        if criterion.id not in criteria:
            what = msg("overlay.no-criterion", id=criterion.id, near=near_aside(None, criteria))
            yield Finding("no-criterion", line, criterion.id, what)
            continue
        if criterion.id in met:
            yield Finding("twice", line, criterion.id, msg("standard.twice", id=criterion.id))
        met.add(criterion.id)
        yield from _weight(criteria[criterion.id], criterion, text, line)
        for item in criterion.item:
            yield from lint_item(item, text, seen)


def _weight(city: Item, criterion: Criterion, text: str, line: int | None) -> Iterator[Finding]:
    """Yield where the criterion would weigh something else than the city says."""
    needs = unweighted(city)
    if criterion.points is not None and Fraction(criterion.points) != needs:
        place = _line_behind(text, line, "points")
        what = msg("overlay.weight", id=criterion.id, has=criterion.points, needs=exact_text(needs))
        yield Finding("weight", place, criterion.id, what)
    has = sum((points(item) for item in criterion.item), Fraction(0))
    if has != needs:
        what = msg(
            "standard.group-sum", id=criterion.id, has=exact_text(has), needs=exact_text(needs)
        )
        yield Finding("sum", line, criterion.id, what)
    for item in criterion.item:
        for leaf in leaves(item):
            if leaf.kind in BESIDE:
                where = line_of_value(text, "id", leaf.id)
                yield Finding("beside", where, leaf.id, msg("overlay.beside", id=leaf.id))


def _line_behind(text: str, line: int | None, key: str) -> int | None:
    """Return the first line at or behind `line` that sets `key`."""
    start = (line or 1) - 1
    found = line_of("\n".join(text.splitlines()[start:]), key)
    return None if found is None else start + found


def _ids(item: Item) -> Iterator[str]:
    yield item.id
    for child in item.item:
        yield from _ids(child)
