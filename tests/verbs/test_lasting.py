"""What is done by a decision, a sitting, a card lasts: a part of its name means none of them."""

from pathlib import Path

import pytest

from civtui.workspace.references import known_as
from civtui.workspace.references.meant import LASTING, meant
from civtui.workspace.session import open_workspace
from civtui.workspace.titles.applications import apply
from civtui.workspace.titles.card_board import card_rows


@pytest.mark.parametrize("kind", sorted(LASTING))
def test_only_an_id_or_a_whole_name_is_taken(folder: Path, kind: str) -> None:
    ws = open_workspace(folder)
    apply(ws, "municipal", "a-43")
    for place in known_as(kind)(ws, {})[:5]:
        assert meant(ws, kind, place.id, {}) == place.id
        for part in (place.name[:-1], place.name[1:], place.id[:-1]):
            assert meant(ws, kind, part, {}) == part
    assert meant(ws, kind, "zh", {}) == "zh"
    ws.close()


def test_pinyin_is_no_card(folder: Path) -> None:
    ws = open_workspace(folder)
    card = card_rows(ws)[0]
    whole = f"{card.agency_name} {card.cause}"
    assert meant(ws, "card", whole, {}) == card.id
    assert meant(ws, "card", card.cause, {}) == card.cause
    ws.close()
