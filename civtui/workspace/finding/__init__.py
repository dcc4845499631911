"""Finding: names by pinyin, queries by field, an order for names, places to jump to."""

from civtui.workspace.finding.names import matcher, pinyin

__all__ = ["matcher", "pinyin"]
