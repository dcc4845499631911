"""What several statements have in common is written once, and stands in each of them."""

from pathlib import Path

from civtui.ledger import queries
from civtui.ledger.statements import PART, statements

FOLDER = Path(queries.__file__).parent


def test_a_part_stands_in_each_statement_that_names_it() -> None:
    part, using = statements("queries", "parts")["records"], 0
    for file in FOLDER.glob("*.sql"):
        for name, text in statements("queries", file.stem).items():
            assert PART not in text, (file.stem, name)
            using += part in text and file.stem != "parts"
    assert using == 3


def test_no_statement_says_again_what_is_a_part() -> None:
    """A part's lines together stand in `parts.sql` alone."""
    for name, part in statements("queries", "parts").items():
        for file in FOLDER.glob("*.sql"):
            assert (part in file.read_text("utf-8")) is (file.stem == "parts"), (name, file.stem)
