"""The guides: what an operator, an assessor, a reporter and a plugin author do, as Markdown."""

from __future__ import annotations

from pathlib import Path

from civtui import locale
from civtui.model.text import Lang

GUIDES = ("operator", "assessor", "reporter", "author")


def guide(name: str, lang: Lang | None = None) -> str:
    """Return a guide's Markdown: headings, paragraphs, lists and inline code, nothing else.

    Args:
        name: one of `GUIDES`.
        lang: the language in use where None.
    """
    folder = locale.FOLDERS[lang or locale.current()]
    return (Path(__file__).parent / folder / "guides" / f"{name}.md").read_text(encoding="utf-8")


def title(name: str, lang: Lang | None = None) -> str:
    """Return a guide's title, its first line."""
    return guide(name, lang).partition("\n")[0].lstrip("# ")
