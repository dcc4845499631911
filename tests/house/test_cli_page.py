"""`docs/cli.md` says what the commands say."""

from pathlib import Path

from civtui.cli.reference import page, verbs_page
from civtui.workspace.titles.reform_file import reference

ROOT = Path(__file__).parents[2]


def test_the_page_of_commands_is_of_today() -> None:
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == page()


def test_the_page_of_verbs_is_of_today() -> None:
    assert (ROOT / "docs" / "verbs.md").read_text("utf-8") == verbs_page()


def test_the_page_of_a_reforms_file_is_of_today() -> None:
    assert (ROOT / "docs" / "reform.md").read_text("utf-8") == reference()
