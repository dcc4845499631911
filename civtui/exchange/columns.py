"""Finds the header row of a registry and what each column is, by the words people use."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.tables import Cell
from civtui.files import read_toml, shown
from civtui.model.errors import BadInput, nearest
from civtui.model.text import msg

DEEPEST_HEADER = 20
AGENCY: dict[str, tuple[str, ...]] = {
    "name": ("机关名称", "单位名称", "机关", "单位", "名称", "agency", "name"),
    "short": ("简称", "机关简称", "单位简称", "short", "shortname"),
    "category": ("机关类别", "类别", "单位类别", "性质", "category"),
    "sector": ("原委口", "委口", "系统", "归口", "原系统", "sector"),
    "code": ("统一社会信用代码", "信用代码", "社会信用代码", "代码", "code", "uscc"),
    "offices": ("处室数", "处室个数", "处室数量", "内设机构数", "offices"),
    "staff": ("编制数", "在编人数", "人数", "职工数", "staff"),
    "honor": ("现有称号", "称号", "文明单位称号", "荣誉称号", "honor", "honour", "title"),
    "since": ("命名时间", "授予时间", "获得时间", "命名日期", "since"),
    "until": ("届满时间", "到期时间", "有效期至", "届满日期", "until"),
    "chief": ("第一责任人", "一把手", "主要领导", "单位负责人", "chief"),
    "contact": ("联络员", "联系人", "经办人", "contact"),
    "phone": ("联系电话", "电话", "手机", "phone"),
    "order": ("序号", "编号", "no", "order"),
    "note": ("备注", "说明", "note"),
}
OFFICE: dict[str, tuple[str, ...]] = {
    "agency": ("机关", "机关名称", "单位", "单位名称", "所属机关", "所在单位", "agency"),
    "name": ("处室名称", "处室", "科室", "科室名称", "部门", "office", "officename"),
    "head": ("负责人", "处室负责人", "处长", "head"),
    "staff": ("在编人数", "人数", "编制数", "staff"),
    "honor": ("处室称号", "称号", "现有称号", "honor", "honour", "title"),
    "since": ("命名时间", "授予时间", "获得时间", "since"),
    "until": ("届满时间", "到期时间", "until"),
    "order": ("序号", "编号", "no", "order"),
    "note": ("备注", "说明", "note"),
}
KINDS = {"agency": AGENCY, "office": OFFICE}


class Header(NamedTuple):
    """Where a sheet's data begins and what its columns are.

    Args:
        kind: `agency` or `office`.
        row: number of the header row, from 1.
        columns: field -> place of its column, from 0; `titles` the header's own words.
    """

    kind: str
    row: int
    columns: dict[str, int]
    titles: dict[str, str]


def read_mapping(path: Path) -> dict[str, dict[str, str]]:
    """Return what a `--map` file says: for `[agency]` and `[office]`, field = "column title".

    Raises:
        BadInput: it cannot be read, or names a field that there is not.
    """
    where: dict[str, object] = {"file": shown(path)}
    content, _ = read_toml(path, exact=False)
    for kind, fields in content.items():
        known = list(KINDS.get(kind, ()))
        if not known or not isinstance(fields, dict):
            where["key"] = kind
            raise BadInput(msg("exchange.no-map-kind"), where=where, value=kind, allowed=[*KINDS])
        for field in fields:
            if field not in known:
                where["key"] = f"{kind}.{field}"
                raise BadInput(
                    msg("exchange.no-map-field"),
                    where=where,
                    value=field,
                    allowed=known,
                    nearest=nearest(field, known),
                )
            if not isinstance(fields[field], str) or not names.word(fields[field]):
                where["key"] = f"{kind}.{field}"
                raise BadInput(msg("exchange.no-map-title"), where=where, value=fields[field])
    return content


def find_header(rows: list[list[Cell]], mapping: dict[str, dict[str, str]]) -> Header | None:
    """Return the header of a sheet, None where it has none that is a registry's.

    Where a header has two rows (a group above its columns, or the same said in another language),
    it is the lower one.
    """
    for number in range(1, min(len(rows), DEEPEST_HEADER) + 1):
        header = _header_at(rows, number, mapping)
        if header is not None:
            lower = _header_at(rows, number + 1, mapping)
            more = lower is not None and len(lower.columns) >= len(header.columns)
            return lower if more else header
    return None


def _header_at(
    rows: list[list[Cell]], number: int, mapping: dict[str, dict[str, str]]
) -> Header | None:
    if number > len(rows):
        return None
    row = rows[number - 1]
    words = {names.word(str(cell)): place for place, cell in reversed([*enumerate(row)]) if cell}
    for kind, needed in (("office", {"name", "agency"}), ("agency", {"name"})):
        columns = _match(kind, words, mapping.get(kind, {}))
        if needed <= columns.keys() and len(columns) >= 2:
            titles = {field: names.tidy(str(row[place])) for field, place in columns.items()}
            return Header(kind, number, columns, titles)
    return None


def _match(kind: str, words: dict[str, int], mapping: dict[str, str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    # columns that a person named come first: a synonym must not take them
    for field, synonyms in sorted(KINDS[kind].items(), key=lambda one: one[0] not in mapping):
        wanted = [mapping[field]] if field in mapping else synonyms
        place = next((words[w] for w in map(names.word, wanted) if w in words), None)
        if place is not None and place not in columns.values():
            columns[field] = place
    return columns
