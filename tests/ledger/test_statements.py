"""What several statements have in common is written once, and stands in each of them."""

from pathlib import Path

from civtui.ledger import queries
from civtui.ledger.statements import MARK, PART, statements

FOLDER = Path(queries.__file__).parent


def test_a_part_stands_in_each_statement_that_names_it() -> None:
    part, using = statements("queries", "parts")["records"], 0
    for file in FOLDER.glob("*.sql"):
        for name, text in statements("queries", file.stem).items():
            assert PART not in text, (file.stem, name)
            using += part in text and file.stem != "parts"
    assert using == 3


def test_no_statement_says_again_what_is_a_part() -> None:
    """The lines of a part, as they are written, stand in `parts.sql` alone."""
    written = (FOLDER / "parts.sql").read_text("utf-8").split(MARK)[1:]
    assert len(written) == len(statements("queries", "parts"))
    for block in written:
        name, _, part = block.partition("\n")
        for file in FOLDER.glob("*.sql"):
            said = part.strip().rstrip(";") in file.read_text("utf-8")
            assert said is (file.stem == "parts"), (name, file.stem)
