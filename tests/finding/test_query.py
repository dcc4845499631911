"""The grammar of filters: what it reads, what it refuses, and that it never fails otherwise."""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civtui import locale
from civtui.model.errors import BadInput
from civtui.model.text import LANGS
from civtui.workspace.finding.query import Choice, Field, Query, Value, parse

HONOR = Field(
    "honor",
    "choice",
    ("tui.column-honor",),
    (
        Choice("provincial", ("tui.short-provincial", "cli.honor-provincial")),
        Choice("municipal", ("tui.short-municipal", "cli.honor-municipal")),
        Choice("agency-level", ("tui.short-agency-level", "cli.honor-agency-level")),
    ),
)
FIELDS = (
    HONOR,
    Field("name", "text", ("tui.column-agency",)),
    Field("share", "number", ("tui.column-share",)),
    Field("due", "day", ("tui.column-due",)),
)
ROW = {
    "": "市贸易发展局 贸发局 财贸委 a-3",
    "name": "市贸易发展局",
    "honor": "municipal",
    "share": "55.6 %",
    "due": "2026-06-30",
}


@pytest.mark.parametrize(
    "text",
    [
        "贸发",
        "mfj",
        "maofj",
        "称号:市级",
        "称号：市级",
        "honor:municipal",
        "honor:mun",
        "称号:省级,市级",
        "!称号:省级",
        "！省",
        "占比:>=30",
        "占比：＞＝３０％",
        "占比:≥55",
        "占比:50..60",
        "share:..60",
        "占比：>3。5",
        "占比：》＝５５。６％",
        "占比:《55。7",
        "占比：５０。。６０",
        "占比:>−1",
        "期限：２０２６。06",
        "期限：》2026。06。29",
        "期限:2026",
        "期限:2026-06",
        "期限:2026/6/30",
        "期限:>=2026-06-30",
        "期限:<=2026-06",
        "期限:2026-01..2026-06",
        '"贸易发展"',
        "“贸易发展”",
        '机关:贸易 !"宣传部"',
        "A-3",
        '!期限:""',
        "",
        "!",
        "称号:",
        "占比:>=",
        '"',
        "称号:sj,市级",
    ],
)
def test_what_is_typed_finds_the_row(text: str) -> None:
    assert parse(text, FIELDS).matches(ROW)


@pytest.mark.parametrize(
    "text",
    [
        "宣传",
        "!贸发",
        "称号:省级",
        "占比:<30",
        "占比：>55。7",
        "占比:《3。5",
        "占比:56..",
        "期限:2025",
        "期限:>2026-06",
        "maoju",
        '"贸 发"',
        "honor:prov",
        '期限:""',
        "机关:财贸",
    ],
)
def test_what_is_typed_does_not_find_it(text: str) -> None:
    assert not parse(text, FIELDS).matches(ROW)


@pytest.mark.parametrize(
    ("text", "near"),
    [("称呼:省级", "称号"), ("honour:x", "honor"), ("称号:省及", "省级"), ("占比:多", None)],
)
def test_what_is_not_there_is_told_with_the_nearest(text: str, near: str | None) -> None:
    with pytest.raises(BadInput) as told:
        parse(text, FIELDS)
    assert told.value.nearest == near
    assert told.value.allowed


def test_a_point_of_an_input_method_stays_a_sign_of_a_name() -> None:
    assert str(parse("机关:贸易。局 a。b 占比：》3。5", FIELDS)) == "name:贸易。局 a。b share:>3.5"


def test_a_query_speaks_both_languages() -> None:
    query = parse("honor:provincial !share:>=30 宣传", FIELDS)
    assert query.shown("zh") == "称号:省级 !占比:>=30 宣传"
    assert query.shown("en") == "honor:prov. !share:>=30 宣传"
    assert parse(query.shown("zh"), FIELDS) == parse(query.shown("en"), FIELDS) == query


typing_signs = st.text(
    alphabet='称号占比期限省级市honor share due:：!！"“”..。《》−><=≥≤,-/0123456789 %处mfj'
)
typed = st.one_of(
    typing_signs,
    st.text(),
    st.lists(
        st.sampled_from(
            [
                "称号:省级",
                "!honor:mun",
                "占比:>=30",
                "due:2026..",
                '"a b"',
                "!!x",
                "期限:2026-06",
                '机关:"x:y"',
                "a..b",
                '"a""b"',
                '占比:""',
                "：",
                "!",
            ]
        )
    ).map(" ".join),
)


def read(text: str) -> Query | None:
    try:
        return parse(text, FIELDS)
    except BadInput as told:
        assert locale.error_line(told)
        return None


@settings(deadline=None)
@given(typed)
def test_what_is_printed_is_read_back(text: str) -> None:
    query = read(text)
    if query is not None:
        assert parse(str(query), FIELDS) == query
        for lang in LANGS:
            assert parse(query.shown(lang), FIELDS) == query
        assert Query().matches(ROW)
        assert parse(str(query.without_last()), FIELDS) == query.without_last()


value = st.one_of(*(st.from_type(kind) for kind in get_args(Value)), st.tuples(st.text()))


@settings(deadline=None)
@given(typed, st.dictionaries(st.sampled_from(["", "honor", "name", "share", "due"]), value))
def test_a_query_answers_for_any_row(text: str, row: dict[str, Value]) -> None:
    query = read(text)
    if query is not None:
        assert query.matches(row) in (True, False)
        for term in query.terms:
            turned = Query((type(term)(term.op, term.values, term.field, not term.negated),))
            assert turned.matches(row) is not Query((term,)).matches(row)
