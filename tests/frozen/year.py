"""A year of a small city, told in commands alone, from its first day to the roll of the year.

Five agencies of four offices; an agency's round and the city's; every register; titles applied
for, won and lost; a card to its end; a reform; each export; what is refused, and how.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.building.pictures import picture
from tests.exchange.books import AGENCY_HEADS, OFFICE_HEADS, book, code
from tests.frozen.telling import Teller
from tests.frozen.year_of_titles import cards, reform, titles
from tests.rounds.small import STANDARD

FIRST, TODAY = date(2026, 1, 5), date(2026, 12, 28)
NAMES = ("市发展和改革局", "市财政局", "市教育局", "市贸易发展局", "市总工会")
SHORTS = ("发改局", "财政局", "教育局", "贸发局", "总工会")
HELD = {1: "市直机关文明单位", 2: "市级文明单位", 3: "市直机关文明单位"}
PROGRAMS = ("civtui-three-new", "civtui-tax-culture", "civtui-office-culture")
FORMATS = ("civtui-html", "civtui-xlsx")
SCHEMES = ("civtui:weighted-sum", "civtui-schemes:borda", "civtui-schemes:topsis")


def begin(told: Teller) -> None:
    told.do(f"init {told.city!s} --name 小市")
    settings = told.city / "civtui.toml"
    settings.write_text(f"{settings.read_text('utf-8')}today = {FIRST}\n", "utf-8")
    # the year of earlier releases: their profiles name no policy of a gate
    profile = told.city / "profile.toml"
    named = profile.read_text("utf-8")
    profile.write_text(re.sub(r"(?m)^\[policy\.[^\[]*", "", named), "utf-8")
    (told.city / "standards").mkdir()
    (told.city / "standards" / "small.toml").write_text(STANDARD, "utf-8")
    shutil.copy(Path(__file__).with_name("echo.py"), told.city / "plugins" / "echo.py")
    told.do("status")
    told.say("status")
    told.say("status", lang="zh")


def registry(told: Teller) -> None:
    agencies = [
        [
            n,
            name,
            SHORTS[n - 1],
            code(n),
            4,
            HELD.get(n, ""),
            date(2024, 12, 20) if n in HELD else "",
            f"592-{n}",
        ]
        for n, name in enumerate(NAMES, 1)
    ]
    offices = [
        [
            name,
            f"第{n}处",
            "王伟" if n == 1 else "",
            5,
            "标兵处室" if n == 1 and a < 4 else "文明处室" if n < 4 else "",
            date(2025, 12, 20) if n < 4 else "",
        ]
        for a, name in enumerate(NAMES)
        for n in range(1, 5)
    ]
    file = str(
        book(
            told.root / "registry.xlsx",
            机关=[AGENCY_HEADS, *agencies],
            处室=[OFFICE_HEADS, *offices],
        )
    )
    told.do(f"import registry {file} --dry-run")
    told.do(f"import registry {file}")
    told.say(f"import registry {file}")
    wrong = told.file("wrong.csv", "机关名称,统一社会信用代码\n市档案局,11350200000000009A\n,x\n")
    told.do(f"import registry {wrong}", status=4)
    told.say(f"import registry {wrong}", status=4)
    told.do("agency list")
    told.do("agency list mfj")
    told.do("agency show a-4")
    told.do("office list --agency a-1")
    told.do("office show o-1-1")
    told.do("agency correct a-5 --sector 群团口 --why 登记有误")
    told.do("agency set a-4 --conditions")
    told.do("eligibility")
    told.do("eligibility a-4")
    told.say("eligibility a-4")


def plugins(told: Teller) -> None:
    for id_ in (*FORMATS, "civtui-schemes", *PROGRAMS, "echo"):
        told.do(f"plugin enable {id_}")
    told.do("plugin info civtui-three-new")
    told.do("export list")
    told.do("scheme list")
    bars = told.file("more.psv", "机关名称|简称\n市外事办公室|外事办\n")
    told.do(f"import registry {bars}")
    settings = told.city / "civtui.toml"
    settings.write_text(settings.read_text("utf-8").replace(str(FIRST), str(TODAY)), "utf-8")


def building(told: Teller) -> None:
    shot = str(picture(told.root / "shot.jpg", "2026-06-10"))
    told.do(f"evidence add {shot}")
    duty = told.do(
        "duty add a-1 --duty theory --owner 第1处 --target 按季推进 --due "
        "2026-11-30 --state running"
    )
    told.do(f"duty set {duty['id']} --state done")
    heads = "机关,职责,责任人/处室,目标,期限,状态\n"
    told.do(
        "duty",
        "import",
        told.file("duties.csv", heads + "财政局,theory,办公室,推进,2026-10-30,进行中\n"),
    )
    told.do("duty list")
    told.do(f"duty show {duty['id']}")
    told.do(
        "duty post add a-1 --office 第1处 --post 处长 --business 甲 --business-met "
        "met --building 乙 --building-met missed"
    )
    told.do("duty lead add a-1 --tier municipal --department 办公室 --since 2026-01-01")
    told.do("duty together add a-1 --item 招商 --deployed 2026-02-01")
    told.do("duty result add a-1 --business 60 --building 92")
    told.do("report add a-1 --due 2026-06-30 --body party-group --topic 半年 --heard 2026-07-09")
    filing = told.do("report filing add --title 总结 --due 2026-12-20")
    told.do(f"report filed add a-1 --filing {filing['id']} --on 2026-12-18")
    told.do("guarantee add a-1 --what funds --planned 50000 --actual 42000.5")
    told.do(
        "institution add a-1 --institution attendance --line administration --version "
        "2019 --in-force 2019-05-01 --review-by 2024-05-01"
    )
    seen = told.do(
        f"inspection add a-1 --on 2026-06-10 --plan scheduled --by secretariat --evidence {shot}"
    )
    told.do(
        f"inspection finding add a-1 --inspection {seen['id']} --text 台账不全 "
        "--grave minor --term 2026-10-31 --outcome open"
    )
    for month in (3, 6, 9, 12):
        told.do(
            f"activity add a-1 第{month}月读书会 --on 2026-{month:02}-20 --kind 读书 "
            "--venue 图书室 --people 20"
        )
    told.do(f"activity add a-1 总结会 --on 2026-12-21 --item 1 --evidence {shot}")
    told.do("reward study add a-1 --office 第1处 --score 92")
    model = told.do(
        "exemplar add a-1 --office 第1处 --title 一次办结 --text 窗口前移 --on 2026-08-01"
    )
    told.do(f"exemplar takeover add a-2 --exemplar {model['id']} --on 2026-10-01 --result 减半")
    for board in (
        "duty chart",
        "duty gate",
        "duty leads",
        "duty matrix",
        "duty results",
        "report heard",
        "report chase",
        "guarantee compare",
        "institution revisions",
        "institution coverage",
        "inspection bulletin",
        "inspection findings",
        "activity uneven",
        "activity items",
        "activity list",
        "exemplar spread",
        "evidence list",
        "evidence check",
        "reward list",
        "honor rung a-1",
    ):
        told.do(*board.split())
    told.say("duty chart")
    told.say("inspection bulletin", lang="zh")


def culture(told: Teller) -> None:
    told.do(
        "culture add three-new a-4 plan --set year=2026 --set goal=窗口一次办结 --set lead=第1处"
    )
    told.do(
        "culture add three-new a-4 measure --set strand=style --set "
        "measure=首问负责制 --set owner=第1处 --set due=2026-11-30 --set done=60"
    )
    told.do(
        "culture add tax-culture a-2 pledge --set area=counter --set text=限时办结 "
        "--set days=3 --set since=2026-01-10"
    )
    told.do(
        "culture add tax-culture a-2 keeping --set area=counter --set on=2026-11-30 "
        "--set cases=10 --set kept=4 --set cause=停电"
    )
    told.do(
        "culture add office-culture a-1 venue --set kind=library --set name=图书室 --set state=open"
    )
    told.do("culture list")
    told.do("culture show three-new a-4")
    told.do("culture show tax-culture a-2")
    told.do("culture show office-culture a-1")
    told.do("culture score a-4")
    told.do("plugin signals a-1")
    told.do("plugin signals a-2")


def agency_round(told: Teller) -> None:
    told.do(
        "round new own --standard small --organizer a-4 --agency a-4 --assessor k1:甲 "
        "--assessor k2:乙 --due 2026-11-06"
    )
    for office in range(1, 5):
        for judge in ("k1", "k2"):
            for item, worth in (
                ("study", str(office % 4 or 1)),
                ("style", "3"),
                ("place", "是"),
            ):
                told.do(f"mark set own o-4-{office} {item} {worth} --assessor {judge}")
    told.do("round show own")
    told.do("round close own")
    told.do("results own")
    told.do("explain own o-4-1")


def city_round(told: Teller) -> None:
    told.do(
        "round new city --standard small --title 年度考评 --agency a-1 --agency a-2 "
        "--agency a-3 --assessor k1:甲:a-1 --assessor k2:乙 --assessor k3:丙 "
        "--anchor o-3-1 --due 2026-12-20"
    )
    told.do("round assign city --per-subject 2 --dry-run")
    told.do("round links city")
    told.do("mark set city o-2-1 study 3 --assessor k1", status=3)
    first = ["mark", "set", "city", "o-3-1", "study"]
    told.do(*first, "3.5", "--assessor", "k1")
    told.do("mark undo city --assessor k1")
    told.do(*first, "9", "--assessor", "k1", status=4)
    told.say(*first, "9", "--assessor", "k1", status=4)
    told.say(*first, "9", "--assessor", "k1", status=4, lang="zh")
    told.do("mark set city o-1-1 study 3 --assessor k1", status=3)
    told.do("mark skip city o-2-2 study --why 材料未到 --assessor k1")
    told.do("mark unskip city o-2-2 study --assessor k1")
    told.do("mark note city o-2-2 台账在二楼 --assessor k1")
    told.do("mark self city o-2-2 study 4")
    rows = [
        f"o-{a}-{n},{item},{judge},{worth(a, n, judge)}"
        for a in (1, 2, 3)
        for n in range(1, 5)
        for judge in ("k1", "k2", "k3")
        if (a, judge) != (1, "k1")
        for item, worth in (
            ("study", lambda a, n, judge: (a + n + int(judge[1])) % 5),
            ("style", lambda a, n, judge: (a * n + int(judge[1])) % 4),
            ("place", lambda a, n, judge: "是" if (a + n) % 3 else "否"),
        )
    ]
    file = told.file("marks.csv", "\n".join(["处室,项目,考评员,评分", *rows]) + "\n")
    told.do(f"import marks {file} --round city --dry-run")
    told.do(f"import marks {file} --round city")
    bad = told.file("bad.csv", "处室,项目,考评员,评分\no-2-1,study,k2,9\no-9-9,study,k2,1\n")
    told.do(f"import marks {bad} --round city", status=4)
    told.do("report self add a-2 --round city --office o-2-1 --item study --points 4")
    told.do("report compare")
    told.do("round show city")
    told.do("round sheet city")
    told.do("round submit city --assessor k2")
    told.do("round unlock city k2 --why 补评")
    told.do("round recuse city k3 a-3 --why 亲属任职")
    told.do("round hand-over city k3 k2 --office o-2-1 --why 出差", status=3)
    told.do("results city")
    told.say("results city")
    told.do("explain city o-2-1")
    told.do("explain city o-2-1 study")
    told.say("explain city o-2-1", lang="zh")


def fairness(told: Teller) -> None:
    for scheme in SCHEMES:
        told.do(f"results city --scheme {scheme}")
    told.do("round fairness city --draws 50 --seed 1")
    told.do("agreement --round city")
    told.do("calibrate --round city")
    told.do("results city --calibrated")
    sheet = told.do("round sheet city")
    import json

    path = told.file("sheet.json", json.dumps(sheet))
    told.do(f"scheme run civtui-schemes:topsis --input {path}")
    told.do("standard check small")
    told.do("standard burden small")
    told.do("round close city")
    told.do("round list")


def exports(told: Teller) -> None:
    (told.root / "files").mkdir()
    for format_ in told.do("export list"):
        path = told.root / "files" / f"all{format_['extension']}"
        told.do(f"export {format_['id']} -o {path!s}")
        assert path.stat().st_size
        if format_["id"] in ("civtui:csv", "civtui:markdown"):
            told.keep_file(path)
    told.do(
        "export", "civtui:json", "-o", str(told.root / "files" / "city.json"), "--round", "city"
    )


def wrongs(told: Teller) -> None:
    for words, status in (
        (("no-such",), 2),
        (("results",), 2),
        (("results", "city", "--no-such"), 2),
        (("user", "set", "x", "king"), 2),
        (("honor", "grant", "agency-level"), 2),
        (("results", "ctiy"), 4),
        (("agency", "show", "a-99"), 4),
        (("results", "city", "--scheme", "nobody"), 4),
        (("mark", "set", "city", "o-2-1", "study", "2", "--assessor", "k1"), 3),
        (("import", "registry", str(told.root / "none.xlsx")), 4),
        (("duty", "add", "a-2", "--duty", "theroy"), 4),
        (("round", "new", "city", "--standard", "small", "--agency", "a-2", "--assessor", "k1"), 4),
        (("init", str(told.city)), 3),
        (("notice", "period", "2026-13-01"), 2),
        (("profile", "check", told.file("p.toml", 'id = "p"\nextends = "standard"\nno = 1\n')), 4),
        (("standard", "check", told.file("s.toml", STANDARD.replace('"10"', '"11"'))), 1),
        (("--as", "nobody", "status"), 0),
    ):
        told.do(*words, status=status)
        told.say(*words, status=status)


def roles(told: Teller) -> None:
    told.do("user set boss admin")
    told.do("--as boss user list")
    told.do("--as boss user set jia assessor --assessor k1")
    told.do("--as jia year roll 2026", status=3)
    told.say("--as jia year roll 2026", status=3, lang="zh")


def end(told: Teller) -> None:
    told.do("year roll 2026 --dry-run")
    told.do("year roll 2026")
    told.do("year show")
    told.do("year roll 2026", status=3)
    told.do("duty list --year 2027")
    told.do("status")
    told.do("ledger verify")
    told.do("ledger log -n 5")
    told.do("ledger checkpoint")
    told.do("backup", str(told.root / "copy.db"))


STAGES: tuple[Callable[[Teller], None], ...] = (
    begin,
    registry,
    plugins,
    building,
    culture,
    agency_round,
    city_round,
    fairness,
    titles,
    cards,
    reform,
    exports,
    wrongs,
    end,
    roles,
)


def tell(root: Path) -> Teller:
    """Tell the year in a workspace below `root`."""
    told = Teller(root)
    for number, stage in enumerate(STAGES, 1):
        told.stage(f"{number:02}-{stage.__name__.replace('_', '-')}")
        stage(told)
    return told
