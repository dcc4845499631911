"""Writes `docs/keys.md` from the action registry."""

from pathlib import Path

from civtui.tui.keys.registry import cheat_sheet

if __name__ == "__main__":
    Path("docs/keys.md").write_text(cheat_sheet(), encoding="utf-8")
