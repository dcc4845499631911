"""Every line has exactly the asked width; no text changes the screen around it."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import wcwidth

from civtui.locale.width import SURE, clean, fit, width, wrap
from civtui.tui.looks import Span
from civtui.tui.widgets.lines import strip

texts = st.text(max_size=60)


@given(texts, st.integers(0, 50), st.sampled_from(["left", "right", "center"]))
def test_fit_is_exact(text: str, cells: int, align: str) -> None:
    assert width(fit(text, cells, align)) == cells


@given(texts)
def test_clean_leaves_no_character_that_moves_anything(text: str) -> None:
    shown = clean(text)
    assert all(c.isprintable() or c in " \u3000" for c in shown)
    assert not any(ord(c) < 32 or 0x200B <= ord(c) <= 0x200F for c in shown)
    assert clean(shown) == shown


NASTY = "[/]\x1b\x9b\u202e\u2066\u200d\u0301\ufe0f\ud800\n\t①…🇨🇳👍🏽e中ｱﾞ각क्\u0e33\u3000 "


@given(st.text(st.one_of(st.characters(), st.sampled_from(NASTY)), max_size=40))
def test_a_cleaned_text_is_as_wide_for_everybody(text: str) -> None:
    shown = clean(text)
    assert cell_len(shown) == width(text) == sum(map(wcwidth, shown))
    assert not {"\x1b", "\u202e", "\u200d", "\ud800", "\n"} & set(shown)


@given(texts, st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_nothing_but_blanks(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert all(width(line) <= cells for line in lines)
    whole = "".join("".join(lines).split())
    assert whole == "".join("".join(clean(p) for p in text.split("\n")).split())


@given(st.lists(texts, max_size=6), st.integers(0, 60))
def test_strips_are_exact(parts: list[str], cells: int) -> None:
    made = strip([Span(part) for part in parts], cells)
    assert sum(width(segment.text) for segment in made) == cells


def test_a_cut_shows() -> None:
    assert fit("市直机关工委", 7) == "市直机…"
    assert fit("宣传部", 7) == "宣传部 "
    assert fit("宣传部", 6) == "宣传部"


def test_no_line_begins_with_a_closing_sign_or_a_blank() -> None:
    assert wrap("一二三四，五六", 8) == ["一二三", "四，五六"]
    assert wrap("一二三（四五六）", 8) == ["一二三", "（四五", "六）"]
    assert wrap("one two three", 7) == ["one two", "three"]
    # a command, a day, a figure behind Chinese goes on whole
    said = "修订后登记新版本：civtui institution add"
    assert wrap(said, 22) == ["修订后登记新版本：", "civtui institution add"]
    assert wrap("整改期已于（2026-11-20）届满", 18) == ["整改期已于", "（2026-11-20）届满"]


def test_the_widths_known_by_heart_are_those_of_the_tables() -> None:
    for first, last, cells in SURE:
        shown = [chr(code) for code in range(first, last + 1)]
        assert {wcwidth(char) for char in shown} == {cells}
        assert all(char.isprintable() for char in shown)
