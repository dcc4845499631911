"""Reads yes and no, and one of a field's choices, by the words and signs that people use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from civtui.model.reading.folding import folded

# x and ○ are left out: a tick to some, a cross to others
YES = frozenset({"是", "对", "對", "有", "yes", "y", "true", "1", *"√✓✔☑✅"})
NO = frozenset({"否", "不是", "错", "錯", "无", "無", "没有", "no", "n", "false", "0", *"×✗✘☒❌"})
# words of one meaning; each stands for the choice that has one for a name
ALIKE = (
    frozenset(
        {
            "已完成",
            "完成",
            "完结",
            "已完结",
            "办结",
            "已办结",
            "已办",
            "办毕",
            "已落实",
            "completed",
            "finished",
            "done",
        }
    ),
    frozenset(
        {
            "进行中",
            "正在进行",
            "在办",
            "办理中",
            "正在办理",
            "推进中",
            "正在推进",
            "实施中",
            "underway",
            "inprogress",
            "running",
        }
    ),
    frozenset({"未完成", "没完成", "没有完成", "尚未完成", "未办结", "notdone", "failed"}),
    frozenset({"计划中", "计划", "拟办", "待办", "未开始", "未启动", "尚未开始", "planned"}),
    # what these were called on the screen before
    frozenset({"解除黄牌", "撤销黄牌"}),
    frozenset({"文明办", "秘书处"}),
)


def yes_of(value: object) -> bool | None:
    """Return whether `value` means yes, None where it means neither yes nor no."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return bool(value) if value in (0, 1) else None
    word = folded(str(value)).casefold().removesuffix("\N{VARIATION SELECTOR-16}")
    return True if word in YES else False if word in NO else None


def choice_of(choices: Iterable[Any], value: object) -> str | None:
    """Return the id of the choice that `value` means, None where it means none, or several.

    Args:
        choices: records with an `id` and, where people call it by another name, a `title`.
        value: an id or a title in either language, or a common word for it (办结 for 已完成);
            width, case and blanks don't matter.
    """
    known = [(str(choice.id), names_of(choice)) for choice in choices]
    for id_, names in known:
        if value in names:
            return id_
    word = _word(str(value))
    meant = [id_ for id_, names in known if word in map(_word, names)]
    if not meant:
        stage = next((many for many in ALIKE if word in many), frozenset[str]())
        meant = [id_ for id_, names in known if stage & set(map(_word, names))]
    return meant[0] if len(meant) == 1 else None


def names_of(choice: Any) -> list[str]:
    """Return every name of a choice, its id first."""
    title = getattr(choice, "title", None)
    titles = (getattr(title, "zh", title), getattr(title, "en", ""))
    return [str(choice.id), *(str(name) for name in titles if name)]


def _word(text: str) -> str:
    return "".join(folded(text).casefold().split())
