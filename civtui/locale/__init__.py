"""Message catalogues: `t()` fills a sentence, `render()` says a value in the language in use.

A catalogue is one JSON file per language and area (`zh_CN/rules.json`); an area is read on its
first use, so a command pays for its own sentences only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from civtui.model.errors import CivtuiError
from civtui.model.text import LANGS, Bilingual, Lang, Message

FOLDERS: Mapping[Lang, str] = {"zh": "zh_CN", "en": "en"}
_state: dict[str, Lang] = {"lang": "zh"}
_reworded: dict[Lang, dict[str, str]] = {lang: {} for lang in LANGS}


def following() -> Lang:
    """Return the language behind the one in use, to which a switch turns."""
    return LANGS[(LANGS.index(current()) + 1) % len(LANGS)]


def use(lang: Lang) -> None:
    """Make `lang` the language in use for this process."""
    _state["lang"] = lang


def current() -> Lang:
    """Return the language in use."""
    return _state["lang"]


@cache
def _area(lang: Lang, area: str) -> dict[str, str]:
    path = Path(__file__).with_name(FOLDERS[lang]) / f"{area}.json"
    try:
        data: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return data


def pattern(key: str, lang: Lang) -> str | None:
    """Return the catalogue's own text of `key`, None where there is none."""
    area, _, name = key.partition(".")
    return _area(lang, area).get(name)


def names(area: str) -> list[str]:
    """Return the names of an area's texts."""
    return list(_area("zh", area))


def reword(lang: Lang, texts: Mapping[str, str]) -> None:
    """Say `texts` (key -> text, checked to fit) in `lang` instead of the catalogue's own."""
    _reworded[lang] = dict(texts)


def t(key: str, /, lang: Lang | None = None, **values: object) -> str:
    """Return the sentence `key` (`area.name`) in `lang`, its places filled with `values`.

    A key that no catalogue holds comes back as itself, so a gap is seen but breaks nothing.
    """
    lang = lang or current()
    text = _reworded[lang].get(key) or pattern(key, lang)
    if text is None:
        return key
    if not values:
        return text.replace("{{", "{").replace("}}", "}") if "{" in text else text
    return text.format_map({k: Filled(render(v, lang)) for k, v in values.items()})


class Filled(str):
    """What fills a place of a sentence; `{count:cell|cells}` says which of two words fits it."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        """Return the value itself, or of two words the first where it is one."""
        one, between, many = spec.partition("|")
        if not between:
            return super().__format__(spec)
        return one if self == "1" else many


def render(value: object, lang: Lang | None = None) -> str:
    """Return any value of a message as text in `lang`: message, bilingual data, or plain."""
    lang = lang or current()
    if isinstance(value, Message):
        return t(value.key, lang, **value.values)
    if isinstance(value, Bilingual):
        return value.in_(lang)
    if isinstance(value, list | tuple):
        return t("common.separator", lang).join(render(v, lang) for v in value)
    if isinstance(value, float) or type(value).__name__ == "Fraction":
        from civtui.model.figures import shown  # few words hold a figure of these kinds

        # a Fraction is known by its name: its module is not loaded for every word
        return shown(value)  # type: ignore[arg-type]  # told by its name, see above
    return str(value)


def error_line(error: CivtuiError, lang: Lang | None = None) -> str:
    """Return `error` as one line: where, what, value, what is allowed, nearest, how to go on."""
    lang = lang or current()
    parts = [
        " ".join(_places(error, lang)),
        render(error.message, lang),
        t("common.value", lang, value=_shown(error.value, lang)) if error.value is not None else "",
        t("common.allowed", lang, allowed=error.told or error.allowed) if error.allowed else "",
        t("common.nearest", lang, nearest=_nearest(error)) if error.nearest else "",
        render(error.hint, lang) if error.hint else "",
    ]
    text = t("common.joint", lang).join(part for part in parts if part)
    return " ".join(text.split())


def _places(error: CivtuiError, lang: Lang) -> Iterator[str]:
    """Yield where an error is in the words of people; a rule's id is for `--json` alone."""
    for kind, at in error.where.items():
        named = error.named.get(kind, at)
        if kind == "key" and named is not at and named:
            yield t("common.where-field", lang, at=named)
        elif kind != "rule" and named != "":
            yield t(f"common.where-{kind}", lang, at=_register(at) if kind == "register" else named)


def _register(id_: object) -> object:
    """Return what a register is called, where the error itself does not say it."""
    from civtui.model.registers import ACTIVITY, REGISTERS  # few errors are of one

    kind = ACTIVITY if id_ == ACTIVITY.id else REGISTERS.get(str(id_))
    return kind.title if kind else id_


def _nearest(error: CivtuiError) -> object:
    """Return what people call the nearest value, where those allowed have names."""
    if isinstance(error.allowed, list) and error.nearest in error.allowed and error.told:
        return error.told[error.allowed.index(error.nearest)]
    return error.nearest


def _shown(value: object, lang: Lang) -> str:
    """Return a value as a file has it: text in quotes, true and false, numbers and dates bare."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and lang == "zh":
        return f"“{repr(value)[1:-1]}”"
    return repr(value) if isinstance(value, str | list | tuple | dict) else str(value)


def error_json(error: CivtuiError, lang: Lang | None = None) -> dict[str, object]:
    """Return `error` as the document that `--json` prints."""
    lang = lang or current()
    allowed = error.allowed
    said: dict[str, object] = {
        "code": error.code,
        "message": render(error.message, lang),
        "where": error.where,
        "value": None if error.value is None else str(error.value),
        "allowed": allowed if isinstance(allowed, list) else allowed and render(allowed, lang),
        "nearest": error.nearest,
        "hint": error.hint and render(error.hint, lang),
    }
    if error.also:
        said["also"] = [error_json(one, lang)["error"] for one in error.also]
    return {"error": said}
