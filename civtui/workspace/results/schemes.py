"""The schemes that a round's results can be worked out by, with the options that each declares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from civtui.locale import pattern, render, t
from civtui.model.digits import whole
from civtui.model.errors import BadInput, NotFound, nearest
from civtui.model.text import Bilingual, msg
from civtui.scoring.numbers import parse_exact
from civtui.workspace.session import Workspace

EQUALS = str.maketrans("＝", "=")
NOT_OF_A_ROUND = ("deduction",)  # its base and findings are no marks


class Option(NamedTuple):
    """An option of a scheme: what it may be, its usual value first; any number where `free`."""

    id: str
    title: Bilingual
    choices: tuple[str, ...]
    free: bool


class Scheme(NamedTuple):
    """A scheme of an enabled plugin, or of the core."""

    id: str
    title: Bilingual
    plugin: str
    version: str
    options: tuple[Option, ...]


def enabled_schemes(ws: Workspace) -> list[Scheme]:
    """Return every scheme that can be chosen here, the core's first; its bare id where unique."""
    host = ws.host
    calculators = {found.id: found.record for found in host.calculators()}
    known = host.schemes()
    bare = [found.id.rpartition(":")[2] for found in known]
    made = []
    for found, short in zip(known, bare, strict=True):
        name = str(found.record.calculator or "")
        record = calculators.get(name if ":" in name else f"{found.plugin}:{name}")
        options = tuple(
            Option(o.id, o.title, o.choices, o.free) for o in getattr(record, "options", ())
        )
        id_ = short if bare.count(short) == 1 else found.id
        made.append(Scheme(id_, found.record.title, found.plugin, found.version, options))
    return made


def title_of(ws: Workspace, scheme: str) -> Bilingual:
    """Return the title of a scheme; its id where nobody enabled brings it."""
    known = {one.id: one.title for one in enabled_schemes(ws)}
    short = scheme.rpartition(":")[2]
    return known.get(scheme) or known.get(short) or Bilingual(short)


def options_said(ws: Workspace, scheme: str, options: Mapping[str, object]) -> list[str]:
    """Return the options of a scheme as people read them; by id where nobody declares them."""
    short = scheme.rpartition(":")[2]
    known = {one.id.rpartition(":")[2]: one.options for one in enabled_schemes(ws)}
    titles = {option.id: option.title for option in known.get(short, ())}
    return [
        f"{render(titles[name]) if name in titles else name} {choice_said(value)}"
        for name, value in options.items()
    ]


def choice_said(value: object) -> str:
    """Return a choice of a scheme's option as people read it; signs and figures as they are."""
    key = f"scoring.option-{value}"
    return t(key) if pattern(key, "zh") else str(value)


def read_options(texts: Iterable[str]) -> dict[str, str]:
    """Return options that are written `name=value`.

    Raises:
        BadInput: one is written in another way, or is named twice.
    """
    made: dict[str, str] = {}
    for text in texts:
        name, equals, value = (part.strip() for part in text.translate(EQUALS).partition("="))
        if not (name and equals and value) or name in made:
            raise BadInput(
                msg("workspace.option-form"),
                value=text,
                where={"key": "option"},
                named={"key": ""},
                allowed="NAME=VALUE",
            )
        made[name] = value
    return made


def read_option(text: str) -> int | str:
    """Return the value of an option as a scheme reads it: a count as a whole number."""
    count = whole(text)
    return text if count is None else count


def check_scheme(ws: Workspace, scheme: str, options: Mapping[str, str]) -> None:
    """Refuse for a round a scheme that nobody enabled brings, and options that it doesn't have.

    Raises:
        NotFound: no such scheme.
        BadInput: no round can feed it, it declares no such option, or the option no such choice.
    """
    known = {one.id: one for one in enabled_schemes(ws)}
    found = known.get(scheme) or known.get(scheme.rpartition(":")[2])
    if found is None:
        raise NotFound(
            msg("workspace.no-scheme"),
            value=scheme,
            nearest=nearest(scheme, list(known)),
            hint=msg("workspace.see-schemes"),
        )
    if found.id in NOT_OF_A_ROUND:
        raise BadInput(
            msg("scoring.no-round-feeds"),
            where={"key": "scheme"},
            named={"key": ""},
            value=scheme,
            hint=msg("scoring.not-of-a-round", scheme=scheme),
        )
    declared = {option.id: option for option in found.options}
    for name, value in options.items():
        if name not in declared:
            raise BadInput(
                msg("scoring.no-option"),
                where={"option": name},
                value=name,
                allowed=sorted(declared) or None,
                nearest=nearest(name, list(declared)),
            )
        one = declared[name]
        if one.free:
            parse_exact(value, {"option": name})
        elif value not in one.choices:
            raise BadInput(
                msg("scoring.no-choice"),
                where={"option": name},
                value=value,
                allowed=list(one.choices),
                nearest=nearest(value, list(one.choices)),
            )
