"""Lines under a table for seals and signatures: 被评单位（章） | 评委签字：王芳 | 2026年11月."""

from __future__ import annotations

import re
from collections.abc import Sequence

from civtui.exchange.sums import folded

SEAL = re.compile(
    r".{0,14}?(?:[(\[【](?:加?盖?公?章|印章?|签[章字名](?:盖章)?)[)\]】]"
    r"|(?:加?盖公?章|公章|印章|签[章字名]))(?::.*)?"
)
SIGNED_ON = re.compile(r"(?:日期|时间):?.*|(?:[0-9]{4}年)?[0-9]{0,2}月(?:[0-9]{0,2}日)?|年月日?")


def are_sealed(texts: Sequence[str]) -> bool:
    """Return whether all that a row says is who seals or signs it, and when."""
    if not any("章" in text or "签" in text for text in texts):
        return False
    own = [folded(text) for text in texts]
    beside = [text for text in own if not SEAL.fullmatch(text)]
    blank = all(text.endswith(":") or SIGNED_ON.fullmatch(text) for text in beside)
    return blank and len(beside) < len(own)
