"""The demo's reform of 2025: two agencies become one commission, a bureau gets another name."""

from __future__ import annotations

from civtui.workspace.demo.city import Place, one
from civtui.workspace.demo.log import REFORM
from civtui.workspace.demo.people import HEAD
from civtui.workspace.demo.registry import MERGED, RENAMED
from civtui.workspace.demo.story import Story
from civtui.workspace.titles import reforms


def reform(story: Story, places: list[Place], before: list[Place]) -> None:
    """Merge health and family planning, and rename the bureau of commerce."""
    merged, renamed = one(places, MERGED).agency, one(places, RENAMED[0]).agency
    parents = [next(p.id for p in before if p.agency.order == merged.order), before[-1].id]
    found = {
        "id": "2025-1",
        "effective": REFORM,
        "document": "市委发〔2025〕3号",
        "merge": [{"agencies": parents, "name": merged.name, "short": merged.short}],
        "rename": [{"agency": renamed.id, "name": renamed.name, "short": renamed.short}],
    }
    story.on(REFORM, lambda ws: reforms.done(ws, found), user=HEAD)
