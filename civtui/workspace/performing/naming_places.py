"""Names the place of an error by what people call it: a field of a verb, a part of a fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from civtui.locale import pattern
from civtui.model.errors import CivtuiError
from civtui.model.text import Bilingual, Message, msg
from civtui.verbs.verb import Verb

KINDS = ("field", "key")  # of a place that may be the name of a field


@contextmanager
def naming_places(verb: Verb) -> Iterator[None]:
    """Name in every error that leaves the place after the title that its field has in `verb`.

    What `--json` says of the place stays as it is. A key of a file is named as the file has it.
    """
    try:
        yield
    except CivtuiError as error:
        if "file" not in error.where:
            titles = {field.id: verb.title_of(field) for field in verb.fields}
            for kind in KINDS:
                if kind in error.where and kind not in error.named:
                    title = _title(titles, str(error.where[kind]))
                    error.named |= {kind: title} if title else {}
        raise


def _title(titles: Mapping[str, Message | Bilingual], place: str) -> Message | Bilingual | None:
    """Return the title of the field at a place, the innermost of `agencies.0.name`."""
    for part in reversed(place.split(".")):
        id_ = part.rstrip("_").replace("_", "-")
        if id_ in titles:
            return titles[id_]
        for key in (f"facts.key-{part}", f"facts.field-{part}", f"verbs.field-{id_}"):
            if pattern(key, "zh"):
                return msg(key)
    return None
