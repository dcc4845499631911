"""Fields and choices that several registers share."""

from __future__ import annotations

from civtui.model.fields import Field
from civtui.model.registers.fields import Text, choices

STATES = choices(
    planned=("计划中", "planned"),
    running=("进行中", "under way"),
    done=("已完成", "done"),
    failed=("未完成", "failed"),
)
LINES = choices(
    party=("党组织", "party organization"),
    administration=("行政", "administration"),
    mass=("群团", "mass organizations"),
)
# the three lines, with each of the mass organizations (section B)
ORGANS = choices(
    party=("党组织", "party organization"),
    administration=("行政", "administration"),
    union=("工会", "union"),
    youth_league=("共青团", "youth league"),
    women=("妇女组织", "women's organization"),
)
MET = choices(open=("未评", "not judged"), met=("达标", "met"), missed=("未达标", "missed"))
TIERS = choices(
    **{
        "agency_level": ("市直机关级", "agency level"),
        "municipal": ("市级", "municipal"),
        "provincial": ("省级", "provincial"),
    }
)
YEAR = Field("year", Text("年度", "year"), "count", minimum="2000", maximum="2100", unit=Text("年"))
EVIDENCE = Field("evidence", Text("佐证", "evidence"), "evidence", required=False)
NOTE = Field("note", Text("备注", "note"), required=False, max_length=500)
OFFICE = Field("office", Text("处室", "office"), catalogue="office")
OWNER = Field("owner", Text("责任人/处室", "owner"), max_length=60, names="who")
