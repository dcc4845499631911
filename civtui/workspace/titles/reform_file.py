"""A reform's file: read and checked key by key against `model/reforms.py`; its template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from civtui.files import read_toml, shown
from civtui.locale import render, t
from civtui.model import reading
from civtui.model.errors import BadInput, nearest
from civtui.model.fields import Field
from civtui.model.reforms import STEPS, TOP, Key, Step
from civtui.model.text import msg


class _Places:
    """Where the keys of a TOML file stand, line by line.

    Args:
        text: of the file.
        where: the file, for an error.
    """

    def __init__(self, text: str, where: Mapping[str, object]) -> None:
        self.where = dict(where)
        self.lines: dict[tuple[str, int, str], int] = {}
        table, number = "", 0
        for line, row in enumerate(text.splitlines(), 1):
            head = re.match(r"\s*\[\[?\s*([\w-]+)\s*\]\]?", row)
            key = re.match(r"\s*([\w-]+)\s*=", row)
            if head:
                table = head[1]
                number = 1 + max((n for name, n, _ in self.lines if name == table), default=0)
                self.lines[table, number, ""] = line
            elif key:
                self.lines.setdefault((table, number, key[1]), line)

    def of(self, table: str, number: int, key: str = "") -> dict[str, object]:
        """Return the place of a key for an error: file, line, key."""
        line = self.lines.get((table, number, key)) or self.lines.get((table, number, ""))
        name = f"{table}[{number}]" if table else ""
        said = ".".join(part for part in (name, key) if part)
        return {**self.where, **({"line": line} if line else {}), **({"key": said} if said else {})}


def read(path: Path) -> dict[str, Any]:
    """Return the reform that the TOML file `path` describes, its keys checked.

    Raises:
        BadInput: it is no TOML, or a key is missing, unknown or holds what it may not; the error
            names file, line and key.
    """
    found, text = read_toml(path, exact=False)
    places = _Places(text, {"file": shown(path)})
    tables = tuple(step.id for step in STEPS)
    for key in found:
        if key not in (*(k.id for k in TOP), *tables):
            known = [*(k.id for k in TOP), *tables]
            at = places.lines.get((key, 1, "")) or places.lines.get(("", 0, key))
            raise _unknown(key, known, {**places.where, **({"line": at} if at else {})})
    for key_ in TOP:
        _checked(found, key_, places, "", 0)
    for step in STEPS:
        entries = found.get(step.id, [])
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            raise BadInput(msg("rules.not-a-list"), where=places.of(step.id, 1))
        for number, entry in enumerate(entries, 1):
            for key in entry:
                if key not in (known := [k.id for k in step.keys]):
                    raise _unknown(key, known, places.of(step.id, number, key))
            for key_ in step.keys:
                _checked(entry, key_, places, step.id, number)
    return found


def of_steps(
    id_: str, effective: date, document: str, steps: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """Return a reform whose steps are written as records, as `read` returns one of a file.

    Args:
        steps: id of a step -> records, each the step's keys in their order between colons; names
            of a list stand between commas.

    Raises:
        BadInput: a record has too few parts or too many; `field` names the step.
    """
    found: dict[str, Any] = {"id": id_, "effective": effective, "document": document}
    for step in STEPS:
        for number, record in enumerate(steps.get(step.id, ()), 1):
            try:
                entry = _entry(step, record)
                for key in step.keys:
                    _checked(entry, key, _Places("", {}), step.id, number)
            except BadInput as error:
                error.field = step.id.replace("_", "-")
                raise
            found.setdefault(step.id, []).append(entry)
    return found


def _entry(step: Step, record: str) -> dict[str, Any]:
    parts = [part.strip() for part in re.split("[:：]", record)]
    if len(parts) > len(step.keys):
        raise BadInput(
            msg("titles.step-parts", keys=[key.title for key in step.keys]), value=record
        )
    return {
        key.id: [one.strip() for one in re.split("[,，、]", part)] if key.type == "texts" else part
        for key, part in zip(step.keys, parts, strict=False)
        if part
    }


def _unknown(key: str, known: Sequence[str], where: Mapping[str, object]) -> BadInput:
    near = nearest(key, known)
    return BadInput(msg("rules.unknown-key"), where=where, value=key, allowed=known, nearest=near)


def _checked(found: dict[str, Any], key: Key, places: _Places, table: str, number: int) -> None:
    """Hold what a key has against its type; a day stands as a date afterwards."""
    where = places.of(table, number, key.id)
    if key.id not in found:
        if key.required:
            raise BadInput(
                msg("rules.missing-key"),
                where=places.of(table, number),
                value=key.id,
                hint=msg("titles.way-template"),
            )
        return
    value = found[key.id]
    if key.type == "date":
        try:
            day = reading.read(Field(key.id, key.title, "date"), value)
        except BadInput as error:
            raise BadInput(
                msg("rules.not-a-date"), where=where, value=value, allowed=msg("rules.a-date")
            ) from error
        found[key.id] = reading.day_of(day)
    elif key.type == "texts":
        texts = value if isinstance(value, list) else []
        if len(texts) < key.least or not all(isinstance(t, str) and t.strip() for t in texts):
            raise BadInput(msg("titles.names-needed", count=key.least), where=where, value=value)
    elif not isinstance(value, str | int) or not str(value).strip():
        raise BadInput(msg("titles.text-needed"), where=where, value=value)
    elif table or key.id == "id":
        found[key.id] = str(value)


def template() -> str:
    """Return a file with an example of each step, all commented out but the head."""
    return "\n".join(_template()) + "\n"


def _template() -> Iterator[str]:
    yield f"# {t('titles.template-head')}"
    for key in TOP:
        yield from _lines(key, "" if key.required else "# ")
    for step in STEPS:
        yield from ("", f"# {render(step.title)}", f"# [[{step.id}]]")
        for key in step.keys:
            yield from _lines(key, "# ")


def _lines(key: Key, sign: str) -> Iterator[str]:
    said = render(key.title) + ("" if key.required else t("titles.template-optional"))
    yield f"{sign}{key.id} = {key.example}  # {said}"


def example(step: Step) -> str:
    """Return a step as it is written in a file."""
    return "\n".join((f"[[{step.id}]]", *(f"{key.id} = {key.example}" for key in step.keys)))


def reference() -> str:
    """Return `docs/reform.md`: what a reform's file may say."""
    return "\n".join(_reference()) + "\n"


def _reference() -> Iterator[str]:
    yield from (
        "# A reform's file / 机构改革方案文件",
        "",
        "The command `agency reform` does what a TOML file says, as one deed; with `--dry-run` it",
        "only works it out, and `agency unreform` takes it back by its id.",
        "`civtui agency reform --template` prints an example to fill in. What agencies did before",
        "follows to who goes on, marked with whose it was; so are their chief and reporter, until",
        "its own are put down (`agency correct-people`). Where an office goes, comes or is no",
        "more, an agency's share of offices with a title may sink under the gate of its honor: it",
        "has fallen like any other, what follows says the policy `share-falls-below`, and the",
        "reform names it beforehand. The share of who goes on may be under it from the first day:",
        "that is named too, and asked at the review, for it did not fall since.",
        "Written by `python -m civtui.cli.reference` from `civtui/model/reforms.py`.",
        "",
        "| key | 含义 | meaning | needed |",
        "|---|---|---|---|",
    )
    for key in TOP:
        yield _row(key)
    head = "\n".join(f"{key.id} = {key.example}" for key in TOP)
    yield from ("", "```toml", head, "```")
    for step in STEPS:
        yield from ("", f"## {step.id}", "", f"{step.title.zh}。{step.title.en}.", "")
        yield from ("| key | 含义 | meaning | needed |", "|---|---|---|---|")
        yield from map(_row, step.keys)
        yield from ("", "```toml", example(step), "```")


def _row(key: Key) -> str:
    needed = "✓" if key.required else ""
    return f"| `{key.id}` | {key.title.zh} | {key.title.en} | {needed} |"
