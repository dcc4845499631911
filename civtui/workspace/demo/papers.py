"""The demo's evidence: small real files, what they serve, and what was taken back again."""

from __future__ import annotations

import struct
import tempfile
import zlib
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from civtui.workspace.building import activities, evidence
from civtui.workspace.demo.city import PROGRAM_AGENCY, Place, one
from civtui.workspace.demo.clock import FIRST_YEAR
from civtui.workspace.demo.people import CLERK, FILES
from civtui.workspace.demo.story import Story
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.doing import void


class Proof(NamedTuple):
    """An activity with the papers that prove it."""

    short: str
    on: date
    kind: str
    title: str
    venue: str
    people: int
    leaders: str
    files: tuple[tuple[str, str], ...]


PROOFS = (
    Proof(
        PROGRAM_AGENCY,
        date(2026, 3, 5),
        "service",
        "组织青年志愿者到步行街开展学雷锋便民服务",
        "步行街",
        32,
        "分管副局长",
        (
            ("学雷锋活动照片.png", "picture 196 60 40"),
            ("学雷锋活动签到表.txt", "签到表\n1 王强\n2 李敏\n3 张涛\n"),
        ),
    ),
    Proof(
        "地税局",
        date(2026, 6, 26),
        "lecture",
        "“我为纳税人办实事”主题党课",
        "会议中心",
        96,
        "党组书记、局长",
        (
            ("党课讲稿.md", "# 我为纳税人办实事\n\n党课讲稿，党组书记主讲。\n"),
            ("党课照片.png", "picture 60 90 180"),
        ),
    ),
    Proof(
        "教育局",
        date(2026, 5, 7),
        "contest",
        "机关文化节开幕：诵读经典展演",
        "影剧院",
        210,
        "分管副局长",
        (
            ("文化节节目单.txt", "一、开幕致辞\n二、诵读《少年中国说》\n三、颁奖\n"),
            ("展演照片.png", "picture 230 170 60"),
        ),
    ),
    Proof(
        "机关工委",
        date(2026, 9, 15),
        "training",
        "举办全市文明创建联络员培训班",
        "市委党校",
        88,
        "副书记",
        (("联络员培训班通知.txt", "各单位联络员：定于9月15日举办培训班，请准时参加。\n"),),
    ),
    Proof(
        "国土局",
        date(2026, 8, 20),
        "culture",
        "机关文化节书画作品评选",
        "一楼大厅",
        45,
        "",
        (("书画作品目录.txt", "一等奖：行书《爱莲说》\n二等奖：国画《江南春早》\n"),),
    ),
    Proof(
        "市委办",
        date(2026, 4, 15),
        "lecture",
        "国家安全教育日保密专题讲座",
        "会议中心",
        71,
        "分管副主任",
        (("讲座提纲.txt", "一、保密形势\n二、公文流转\n三、案例警示\n"),),
    ),
    Proof(
        "市委办",
        date(2026, 5, 20),
        "training",
        "公文质量提升培训",
        "学习室",
        46,
        "分管副主任",
        (("培训签到表.txt", "签到表\n1 周敏\n2 吴刚\n3 郑洁\n"),),
    ),
)


def papers(story: Story, places: list[Place]) -> None:
    """Log activities with their evidence; one was logged twice and is taken back."""
    for proof in PROOFS:
        place = one(places, proof.short)
        story.on(proof.on, partial(_log, proof=proof, agency=place.id), minute=200, user=FILES)
    # in the first year: to take a thing back makes the tables anew, and then they are small
    twice, day = PROOFS[0], date(FIRST_YEAR, 3, 5)
    place = one(places, twice.short)
    story.on(day, lambda ws: _twice(ws, twice, place.id, day), minute=260, user=CLERK)


def _log(ws: Workspace, proof: Proof, agency: str) -> None:
    with tempfile.TemporaryDirectory() as room:
        kept = [evidence.keep(ws, path)[0].sha256 for path in _files(Path(room), proof)]
    activities.log_activity(
        ws,
        agency,
        proof.title,
        on=proof.on,
        kind=proof.kind,
        venue=proof.venue,
        people=proof.people,
        leaders=proof.leaders,
        evidence=kept,
    )


def _twice(ws: Workspace, proof: Proof, agency: str, day: date) -> None:
    """Log an activity, a second time by mistake, and take that back."""
    log = partial(activities.log_activity, ws, agency, proof.title, on=day, kind=proof.kind)
    log(venue=proof.venue, people=30)
    log(venue=proof.venue, people=28, another=True)
    void(ws, ws.head(), "重复登记，人数以签到的30人为准")


def _files(room: Path, proof: Proof) -> Iterator[Path]:
    for name, content in proof.files:
        path = room / name
        if name.endswith(".png"):
            red, green, blue = map(int, content.split()[1:])
            path.write_bytes(picture(red, green, blue))
        else:
            path.write_text(content, encoding="utf-8")
        yield path


def picture(red: int, green: int, blue: int, width: int = 48, height: int = 32) -> bytes:
    """Return a small PNG that fades from a color to white; the same bytes on every machine."""
    lines = b"".join(
        b"\0"
        + bytes(
            value + (255 - value) * x // width for x in range(width) for value in (red, green, blue)
        )
        for _ in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    # stored, not deflated: what a compressor makes of it differs from one build to another
    size = len(lines)
    stored = b"\x78\x01\x01" + struct.pack("<HH", size, size ^ 0xFFFF) + lines
    data = stored + struct.pack(">I", zlib.adler32(lines))
    parts = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
