"""The day is the city's: its zone decides what today is and how moments are shown."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from civtui.model.errors import BadInput
from civtui.workspace import session, zone
from civtui.workspace.files.creating import init
from tests.faults.disks import call

LATE = datetime(2026, 3, 1, 16, 30, tzinfo=UTC)  # the second of March in Shanghai


class Clock(datetime):
    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # any zone will do
        return LATE.astimezone(tz)  # type: ignore[arg-type]  # a zone


def test_today_is_the_citys_day_and_moments_say_their_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = init(tmp_path / "w", user="root")
    monkeypatch.setattr(session, "datetime", Clock)
    assert ws.today().isoformat() == "2026-03-02"
    ws.settings["timezone"] = "-05:00"
    del ws.__dict__["zone"]
    assert ws.today().isoformat() == "2026-03-01"
    assert ws.shown("2026-03-01T16:30:00.000+00:00") == "2026-03-01 11:30:00"
    recorded = next(iter(ws.ledger.rows())).recorded
    assert datetime.fromisoformat(recorded).utcoffset() == timedelta(0)
    ws.close()


def test_the_default_comes_from_the_profile_through_what_it_extends(tmp_path: Path) -> None:
    ws = init(tmp_path / "w", user="root")
    assert ws.zone is not None and ws.zone.utcoffset(LATE) == timedelta(hours=8)
    assert ws.profile().timezone == "Asia/Shanghai"
    ws.close()
    (tmp_path / "far.toml").write_text(
        'id = "far"\nextends = "standard"\ntimezone = "Europe/Paris"\n', encoding="utf-8"
    )
    own = tmp_path / "w" / "profile.toml"
    own.write_text(f'id = "own"\nextends = "{tmp_path / "far.toml"}"\n', encoding="utf-8")
    found = zone.zone_of(tmp_path / "w", {"profile": "profile.toml"})
    assert found is not None and found.utcoffset(LATE) == timedelta(hours=1)


def test_the_settings_go_before_the_profile(tmp_path: Path) -> None:
    found = zone.zone_of(tmp_path, {"profile": "standard", "timezone": "America/New_York"})
    assert found is not None and found.utcoffset(LATE) == timedelta(hours=-5)


def test_without_any_the_systems_counts(tmp_path: Path) -> None:
    (tmp_path / "bare.toml").write_text('id = "bare"\n[card]\nmonths = 3\n', encoding="utf-8")
    assert zone.zone_of(tmp_path, {"profile": "bare.toml"}) is None


@pytest.mark.parametrize("name", ["Asia/Shangai", "", "+25:00", "../../etc/passwd", 8, "/etc"])
def test_a_zone_that_is_none_is_said_on_opening(tmp_path: Path, name: object) -> None:
    with pytest.raises(BadInput):
        zone.named(name)
    ws = init(tmp_path / "w", user="root")
    ws.close()
    settings = tmp_path / "w" / "civtui.toml"
    value = name if isinstance(name, int) else f'"{name}"'
    settings.write_text(settings.read_text("utf-8") + f"timezone = {value}\n", encoding="utf-8")
    tomllib.loads(settings.read_text("utf-8"))
    said = call("-w", tmp_path / "w", "--as", "root", "status", "--json")
    assert said.status == 4 and said.document()["error"]["where"]["key"] == "timezone"


def test_zones_of_china_need_no_table_of_the_system() -> None:
    assert zone.named("Asia/Shanghai").utcoffset(LATE) == timedelta(hours=8)


def test_the_log_shows_the_citys_clock(city: Path) -> None:
    newest = call("-w", city, "ledger", "log", "--limit", "1").out
    stored = call("-w", city, "ledger", "log", "--limit", "1", "--json").document()[0]["recorded"]
    assert stored.endswith("+00:00")
    shown = datetime.fromisoformat(stored) + timedelta(hours=8)
    assert f"{shown:%Y-%m-%d %H:%M:%S}" in newest
