"""The city that names leave out: the workspace's, else the one that most agencies bear."""

from pathlib import Path

import pytest

from civtui.model.facts.registry import AgencyRecord, Registered
from civtui.model.roles import Right
from civtui.workspace.files.creating import init
from civtui.workspace.files.matching import known

BORNE = ("滨海市审计局", "滨海市林业局", "中共滨海市委办公室", "海事局")


@pytest.mark.parametrize(
    ("name", "agencies", "city"),
    [
        ("滨海市直机关", (), "滨海市"),
        ("w", BORNE[:2], "滨海市"),
        ("w", (*BORNE, "财政局", "税务局"), "滨海市"),
        ("w", BORNE[:1], ""),
        ("w", (), ""),
        ("w", (*BORNE[:2], "临海市水务局", "临海市教育局"), ""),
    ],
)
def test_the_city_is_named_or_borne(
    tmp_path: Path, name: str, agencies: tuple[str, ...], city: str
) -> None:
    ws = init(tmp_path / "w", name=name)
    found = [AgencyRecord(id=f"a-{n}", name=one) for n, one in enumerate(agencies, 1)]
    if found:
        ws.write(Registered(agencies=tuple(found)), right=Right.KEEP)
    assert known(ws).city == city
    ws.close()
