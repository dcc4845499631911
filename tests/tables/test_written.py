"""A list is written from the screen, as it is filtered: a deed of its rows, then a format."""

import csv
import io
from pathlib import Path
from time import monotonic

from civtui.locale import t
from tests.tui.session import session


async def test_a_list_is_written_as_it_is_filtered(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        await user.press("2", "f4")
        await user.type("贸发")
        await user.press("enter")
        shown = [row.id for row in user.desk.mode.rows]
        await user.deed(t("verbs/export.list-deed"))
        formats = [row.cells[1] for row in user.desk.mode.rows]
        csv_at = next(place for place, name in enumerate(formats) if name.endswith(".csv"))
        await user.press(str(csv_at + 1))
        assert user.desk.mode.id == "agencies"
        end = monotonic() + 20
        while not (found := [*(tmp_path / "w" / "out").glob("agencies-*.csv")]):
            assert monotonic() < end, "nothing is written"
            await user.pilot.pause(0.02)
        (path,) = found
        text = path.read_text("utf-8-sig")
        rows = [row for row in csv.reader(io.StringIO(text)) if len(row) > 3]
        assert [row[0] for row in rows[1:]] == shown
