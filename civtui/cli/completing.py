"""What a shell offers behind a verb: the names of what is on record, choices with their titles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click.shell_completion import CompletionItem

from civtui.locale import render
from civtui.model.errors import CivtuiError
from civtui.model.fields import Field

if TYPE_CHECKING:
    import click

    from civtui.workspace.finding.places import Place


def offered(field: Field) -> Any:
    """Return what completes a field, as click asks for it; None leaves it to the field's type."""
    if field.type == "reference":
        return partial(_known, field)
    return partial(_choices, field) if field.choices else None


def _choices(
    field: Field, ctx: click.Context, param: click.Parameter, begun: str
) -> list[CompletionItem]:
    return [
        CompletionItem(choice.id, help=render(choice.title))
        for choice in field.choices
        if choice.id.startswith(begun)
    ]


def _known(
    field: Field, ctx: click.Context, param: click.Parameter, begun: str
) -> list[CompletionItem]:
    """Return what the field may point to; nothing where there is no workspace to look into."""
    from civtui.workspace.references.meant import candidates
    from civtui.workspace.session import open_workspace

    said = {**ctx.find_root().params, **ctx.meta}
    folder = said.get("workspace") or os.environ.get("CIVTUI_WORKSPACE") or "."
    with suppress(CivtuiError):
        ws = open_workspace(Path(folder), user=said.get("user"))
        try:
            return list(_items(candidates(ws, field.catalogue, ctx.params), begun))
        finally:
            ws.close()
    return []


def _items(known: list[Place], begun: str) -> Iterator[CompletionItem]:
    """Yield one word for each thing: its name where that is one word and its own, else its id.

    A shell takes only what begins as the word does, so pinyin finds by codes, not by letters.
    """
    names = [place.name for place in known]
    for place in known:
        alone = " " not in place.name and names.count(place.name) == 1
        words = (place.name, place.id, *place.also) if alone else (place.id,)
        word = next((word for word in words if word and word.startswith(begun)), None)
        if word is not None:
            other = place.under if word == place.name else place.name
            yield CompletionItem(word, help=other or None)
