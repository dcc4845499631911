"""The common clay of all records: frozen, closed, with checked ids, entries and texts."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

from civtui.model.text import Bilingual


class Record(BaseModel):
    """A frozen record; a key it does not know is an error, so a slip is seen at once."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _text(value: Any) -> Any:
    return Bilingual(value) if isinstance(value, str) else value


def _said(value: Bilingual) -> Bilingual:
    if not value.zh.strip():
        raise ValueError("a text needs its Chinese (zh)")
    return value


# a text in both languages; a plain string stands for the Chinese alone
Text = Annotated[Bilingual, BeforeValidator(_text), AfterValidator(_said)]
# lower case words joined by hyphens
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
# "package.module:attribute"; a single-file plugin may leave the module out: ":attribute"
Entry = Annotated[str, StringConstraints(pattern=r"^[\w.]*:[\w.]+$", max_length=200)]
