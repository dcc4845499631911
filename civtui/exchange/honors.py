"""The honors by the words that registries use for them."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from civtui.exchange.names import SIGNS, numberless, same, word
from civtui.model.reading import day_of, is_month_alone, is_year_alone, span_of
from civtui.model.reading.days import Span
from civtui.model.text import Message, msg

# lowest first
AGENCY = {
    "agency-level": (
        "市直机关文明单位",
        "机关文明单位",
        "市直文明单位",
        "市直机关",
        "市直机关级",
        "区级文明单位",
        "区级",
        "市直文明机关",
        "市直机关文明机关",
        "区级文明机关",
        "agency-level",
    ),
    "municipal": (
        "市级文明单位",
        "市文明单位",
        "市级",
        "市级文明机关",
        "市文明机关",
        "municipal",
    ),
    "provincial": (
        "省级文明单位",
        "省文明单位",
        "省级",
        "省级文明机关",
        "省文明机关",
        "provincial",
    ),
}
OFFICE = {
    "civilized-office": ("文明处室", "文明科室", "文明处（室）", "civilized-office"),
    "model-office": (
        "标兵处室",
        "文明标兵处室",
        "文明处室标兵",
        "标兵科室",
        "标兵文明处室",
        "标兵文明科室",
        "标兵",
        "model-office",
    ),
}
NONE = frozenset(
    {
        "",
        "无",
        "没有",
        "未获",
        "/",
        "—",
        "——",
        "暂无",
        "none",
        "no",
        "无称号",
        "没有称号",
        "未获称号",
        "暂无称号",
        "无荣誉",
    }
)
TICKS = frozenset({"√", "✓", "✔", "☑", "v", "是", "有", "1", "y", "yes", "true", "对", "●", "★"})
NO_TICK = frozenset({"", "0", "否", "×", "✗", "✘", "x", "n", "no", "false", "-", "未"}) | NONE
CROSSES = frozenset({"×", "✗", "✘", "x"})  # no, and said with the count
BETWEEN = re.compile(r"[、,，;；/+\n]|(?<=[)）])\s*(?=[省市区文标机])")
# a day behind the name: 文明处室（2025.3）, 文明处室 2025年3月
DATED = re.compile(
    r"(?P<name>.*?[^0-9\s（(\[【])\s*[（(\[【]?\s*(?P<day>[0-9]{4}[-0-9年月日号./\s]*)"
    r"(?:命名|授予|评定|认定|获评|获得)?[）)\]】]?\s*"
)
TICKED = re.compile(r"(?P<tick>[^（(\[【]+?)\s*[（(\[【](?P<name>.+)[）)\]】]")  # √（标兵）
WRAPPED = re.compile(r"[（(\[【]\s*([^（()）\[\]【】]+?)\s*[）)\]】]")
FIGURES = re.compile(r"[0-9]{2}|[年月]")
# words behind a title by which it is held all the same, by kind; all others are asked about:
# that it stands, that it was kept, that a re-check was passed, the batch, and the word for a title
HELD = r"(?:现有|在册|在届|有效|有效期内|已命名|已授予|命名|授予)"
KEPT = (
    r"(?:(?:继续|予以|准予|同意)?(?:保持|保留)(?:(?:荣誉)?称号|荣誉|资格)?"
    r"|续|续评|续期|延续|连续|蝉联|连任|继续有效)"
)
PASSED = (
    r"(?:(?:届满|届中|动态|年度|已)?(?:复查|复核|复审|复检|复评|年审|年检|重新认定)(?:合格|通过|达标)"
    r"|(?:已)?通过(?:复查|复核|复审|复检|复评|年审|年检))"
)
BATCH = r"(?:首批|第[0-9一二三四五六七八九十]{1,3}[批届次轮](?:次)?)"
KIND = r"(?:荣誉)?称号"
ANY = f"(?:{HELD}|{KEPT}|{PASSED}|{BATCH}|{KIND})"
HARMLESS = re.compile(rf"(?:\({ANY}(?:[、,;/]{ANY})*\)|[·-]?{ANY})+$")
HEADED = re.compile(r"\([^()]*\)$|(?:共|计)?[0-9一二三四五六七八九十百]+[个家]$")  # of a sub-head
ABOUT_TITLES = re.compile(r"称号|文明(?:单位|机关|处室|科室)|标兵(?:处室|科室)")
BEHIND = re.compile(r"(?P<name>[^（(]+)[（(]\s*(?P<words>[^（()）]+?)\s*[）)].*")
# a model office is a civilized office
BRINGS = {"model-office": ("civilized-office", "model-office")}


def read_honors(text: str, kind: str) -> tuple[str, ...] | None:
    """Return the honors that a cell names, lowest first, None where it names another one.

    Args:
        text: the cell, tidied; several honors may stand in it.
        kind: `agency` or `office`.
    """
    found = read_dated(text, kind)
    if found is None:
        return None
    held = {low for honor in found for low in BRINGS.get(honor, (honor,))}
    return tuple(honor for honor in (AGENCY if kind == "agency" else OFFICE) if honor in held)


def read_dated(text: str, kind: str) -> dict[str, date | None] | None:
    """Return the honors that a cell itself names with the day behind each, lowest first.

    Args:
        text, kind: see `read_honors`.

    Returns:
        None where the cell names another honor, or a day that is none.
    """
    names, known = AGENCY if kind == "agency" else OFFICE, _words(kind)
    text = unwrapped(text)
    whole = DATED.fullmatch(text)
    alone = _term(text) in known or (whole is not None and _term(whole["name"]) in known)
    found: dict[str, date | None] = {}
    for part in [text] if alone else BETWEEN.split(text):
        if word(part) in NONE:
            continue
        dated = DATED.fullmatch(part)
        honor = known.get(_term(dated["name"] if dated else part))
        day = day_of(dated["day"].strip()) if dated else None
        # 文明处室（2025年第3季度）: what has figures has to be a day
        if honor is None or (day is None and FIGURES.search(HARMLESS.sub("", same(part)))):
            return None
        found[honor] = day
    return {honor: found[honor] for honor in names if honor in found}


def behind(text: str, kind: str) -> Message | None:
    """Return what to say of a title that has words in brackets behind it which may undo it.

    文明处室（已撤销） is not held, nor is 省级文明单位（申报中）: nobody but a person knows.

    Returns:
        None where the cell names no title in front of such words.
    """
    known = _words(kind)
    for part in [*BETWEEN.split(text), text]:
        found = BEHIND.fullmatch(part.strip())
        undone = read_dated(part.strip(), kind) is None
        if found and undone and _term(found["name"]) in known:
            return msg("exchange.words-behind", words=found["words"], allowed=allowed(kind))
    return None


def read_ticked(text: str) -> date | None:
    """Return the day behind a tick in one cell, √（2023.5.6） or 是 2023.5; None of all else."""
    found = DATED.fullmatch(text)
    return day_of(found["day"].strip()) if found and found["name"].casefold() in TICKS else None


def of_head(text: str, kind: str) -> tuple[str, ...]:
    """Return the honors that a sub-head gives the rows below it, none where it names none.

    Args:
        text: as it stands: 一、省级文明单位（2个）.
        kind: `agency` or `office`.
    """
    bare = HEADED.sub("", same(text).rstrip(":"))
    return read_honors(numberless(bare), kind) or () if bare else ()


def is_head(text: str) -> bool:
    """Return whether a sub-head is about titles, held or not: 四、未获称号单位."""
    return bool(ABOUT_TITLES.search(text) or of_head(text, "agency") or of_head(text, "office"))


def has_year_alone(text: str) -> bool:
    """Return whether a cell says of one of its titles the year, and no more of its day."""
    return any(map(is_year_alone, _days(text)))


def months_alone(text: str) -> list[date]:
    """Return the days that a cell gives as their months alone."""
    found = (day_of(one) for one in _days(text) if is_month_alone(one))
    return [day for day in found if day is not None]


def spans(text: str) -> list[Span]:
    """Return the days that a cell may mean of its titles' months, or years, alone."""
    return [span for one in _days(text) if (span := span_of(one))]


def _days(text: str) -> tuple[str, ...]:
    """Return the days of a cell's titles, or ticks, as they are written; and the cell itself."""
    bare = unwrapped(text)
    whole = DATED.fullmatch(bare)
    parts = [bare] if whole and not BETWEEN.search(whole["name"]) else BETWEEN.split(bare)
    days = (found["day"].strip() for one in parts if (found := DATED.fullmatch(one)))
    return (*days, bare)


def unwrapped(text: str) -> str:
    """Return a cell that stands in brackets as a whole without them: （2025.3）."""
    found = WRAPPED.fullmatch(text)
    return found[1] if found else text


def read_tick(text: str, honor: str, kind: str) -> bool | None:
    """Return whether a cell under an honor's own column says that it is held.

    Args:
        text: the cell, tidied: √, 是, 1, or the honor's name says yes; empty, 否, × or 无 no.

    Returns:
        None where it says neither.
    """
    said = text.casefold()
    if said in NO_TICK or word(text) in NONE:
        return False
    if said in TICKS:
        return True
    named = read_honors(text, kind)
    return True if named is not None and honor in named else None


def read_own(text: str, honor: str, kind: str) -> dict[str, date | None] | None:
    """Return the honors that a cell under an honor's own column says are held, each with its day.

    标兵处室 under 文明处室 is that honor, which brings the column's own with it.

    Returns:
        None where the cell says neither that the column's is held nor that it is not.
    """
    ticked = TICKED.fullmatch(text)
    if ticked and ticked["tick"].casefold() in TICKS and read_dated(ticked["name"], kind):
        text = ticked["name"]
    held = read_tick(text, honor, kind)
    if held is None:
        return None
    named = (read_dated(text, kind) or {honor: None}) if held else {}
    brought = dict.fromkeys(BRINGS.get(honor, (honor,)), named.get(honor))
    return {**(brought if honor in named else {}), **named}


@cache
def _words(kind: str) -> dict[str, str]:
    names = AGENCY if kind == "agency" else OFFICE
    return {
        key(name): honor for honor, many in names.items() for name in many for key in (word, _term)
    }


def _term(text: str) -> str:
    """Return the words of a title as they are looked up, all that stand in brackets with them."""
    return SIGNS.sub("", HARMLESS.sub("", same(text)))


def allowed(kind: str) -> list[str]:
    """Return the usual names of the honors of `kind`, lowest first."""
    return [many[0] for many in (AGENCY if kind == "agency" else OFFICE).values()]
