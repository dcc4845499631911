"""Texts that a face renders later: catalogue messages and bilingual data.

Kept free of pydantic, because every read path loads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)


def lang_of(text: object) -> Lang | None:
    """Return the language that is called so (`zh`, `en`), None where there is none."""
    return next((lang for lang in LANGS if lang == text), None)


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the message catalogue, not yet in a language.

    Args:
        key: `area.name`; the area is the catalogue file (`locale/<language>/<area>.json`).
        values: what fills the `{name}` places; may hold a `Message` or a `Bilingual`.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


def quoted(words: Iterable[str]) -> str:
    """Return words as a shell takes them."""
    return " ".join(f'"{word}"' if " " in word else word for word in words)


def msg(key: str, /, **values: object) -> Message:
    """Return the message `key` filled with `values` when it is rendered."""
    return Message(key, values)


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text that data brings in both languages (a title, a rule's wording).

    Args:
        zh: Chinese text, always there.
        en: English text; empty means that only the Chinese is known.
    """

    zh: str
    en: str = ""

    def in_(self, lang: Lang) -> str:
        """Return the text in `lang`, the Chinese where no English is known."""
        return self.en or self.zh if lang == "en" else self.zh
