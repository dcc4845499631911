"""A round with an item of every kind of mark, for the sessions that must enter them all."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from civtui.workspace.rounds import round_life
from civtui.workspace.rounds.shares import assign
from civtui.workspace.session import open_workspace

STANDARD = """
id = "kinds"
version = "1"
title = { zh = "各种评分", en = "every kind" }
total = "20"
[[item]]
id = "points"
title = "工作作风"
kind = "points"
points = "5"
bands = [{ name = "优", min = "4.5" }, { name = "良", min = "3.5" }, { name = "差", min = "0" }]
[[item]]
id = "grades"
title = "服务态度"
kind = "grades"
points = "5"
[[item.grades]]
label = "优"
points = "5"
[[item.grades]]
label = "良"
points = "4"
[[item.grades]]
label = "差"
points = "1.5"
[[item]]
id = "yes"
title = "制度上墙"
kind = "yes-no"
points = "2"
[[item]]
id = "count"
title = "缺勤次数"
kind = "count"
points = "2"
per = "0.5"
[[item]]
id = "ratio"
title = "参与率"
kind = "ratio"
points = "2"
thresholds = [{ at_least = "0.9", points = "2" }]
[[item]]
id = "rank"
title = "业务排名"
kind = "rank"
points = "2"
not_last = true
[[item]]
id = "vote"
title = "民主测评"
kind = "vote"
points = "2"
[[item]]
id = "extra"
title = "加分项"
cap = "2"
aggregate = "max"
[[item.item]]
id = "bonus"
title = "创新加分"
kind = "bonus"
points = "2"
step = "1"
[[item]]
id = "penalty"
title = "通报扣分"
kind = "penalty"
per = "1"
[[item]]
id = "veto"
title = "一票否决"
kind = "veto"
months = 12
"""
ITEMS = ("points", "grades", "yes", "count", "ratio", "rank", "vote", "bonus", "penalty", "veto")


def kinds_round(
    city: Path,
    folder: Path,
    *,
    visibility: str = "open",
    per_subject: int | None = None,
    anchored: bool = False,
) -> dict[str, Any]:
    """Open the round `kinds` in a copy of the city; return what opens its sheet for `k1`.

    Args:
        per_subject: deal the four offices, so many judges to each.
        anchored: the third office comes first for every judge.
    """
    shutil.copytree(city, folder)
    ws = open_workspace(folder, user="tester")
    (folder / "kinds.toml").write_text(STANDARD, encoding="utf-8")
    offices = ["o-2-6", "o-3-10", "o-7-4", "o-11-5"]
    round_life.open_round(
        ws,
        "kinds",
        name="各种评分",
        standard=str(folder / "kinds.toml"),
        subjects=offices,
        assessors=[{"id": "k1", "name": "甲"}, {"id": "k2", "name": "乙"}],
        visibility=visibility,
        anchors=offices[2:3] if anchored else (),
    )
    if per_subject:
        assign(ws, "kinds", per_subject)
    ws.close()
    from civtui.tui.modes.sheet import ScoreSheet

    return {"first": ScoreSheet, "round_id": "kinds", "assessor": "k1"}
