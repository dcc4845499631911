"""The titles' part of the year: applied for, noticed, won; a card to its end; a reform."""

from __future__ import annotations

from pathlib import Path

from tests.frozen.telling import Teller


def sit(told: Teller, sitting: str, day: str, item: str, *words: str) -> str:
    """Let the group decide on one item in a sitting of its own."""
    told.do(f"group call {sitting} --date {day} --item {item}")
    told.do(f"group hold {sitting}")
    return str(told.do("decide", "add", sitting, "1", *words)["id"])


def titles(told: Teller) -> None:
    for n, part in enumerate(("chair", "member", "member"), 1):
        told.do(f"group add m{n} --name 成员{n} --part {part} --on 2026-01-05")
    told.do("group list")
    told.do("honor grant agency-level a-1 --decision none", status=3)
    told.say("honor grant agency-level a-1 --decision none", status=3)
    cases = {}
    for agency, score in (("a-1", "91"), ("a-3", "88")):
        cases[agency] = told.do(f"apply add municipal {agency} --id case-{agency} --on 2026-09-01")[
            "id"
        ]
        told.do(f"apply check {cases[agency]} --score {score} --on 2026-09-10")
    told.do("apply rank municipal --on 2026-09-11")
    sit(
        told,
        "s1",
        "2026-09-20",
        "recommend:municipal=a-1,a-3",
        "--subject",
        "a-1",
        "--subject",
        "a-3",
        "--votes",
        "3/0/0",
    )
    told.do("notice period 2026-09-22")
    notice = told.do("notice", "add", *cases.values(), "--id", "n1", "--on", "2026-09-22")["id"]
    objection = told.do(f"notice object {notice} case-a-3 有举报 --name 张三 --on 2026-09-24")["id"]
    told.do(f"notice handle {objection} upheld --finding 属实 --on 2026-09-26")
    told.do("apply submit case-a-3 --document x --on 2026-10-20", status=3)
    told.do("apply close case-a-3 objection-upheld --on 2026-10-20")
    told.do("apply submit case-a-1 --document 3号 --on 2026-10-20")
    told.do("apply result case-a-1 granted --document 8号 --by 市文明委 --on 2026-11-20")
    own = told.do("apply add agency-level a-4 --id own-4 --on 2026-09-01")["id"]
    told.do(f"apply check {own} --score 85 --on 2026-09-10")
    grant = sit(told, "s2", "2026-10-01", "grant:agency-level=a-4")
    told.do(f"notice add {own} --on 2026-10-02")
    told.do(f"honor grant agency-level a-4 --decision {grant} --on 2026-10-03", status=3)
    told.do(f"honor grant agency-level a-4 --decision {grant} --on 2026-11-03")
    inside = told.do(
        "decide inside a-1 grant o-1-4 --session 党组会 --honor civilized-office --on 2026-10-10"
    )
    told.do(f"honor grant civilized-office o-1-4 --decision {inside['id']} --on 2026-10-11")
    for command in (
        "apply list",
        "apply show case-a-1",
        "notice show n1",
        "notice list",
        "decide list",
        "group sittings",
        "group show s1",
        "honor list",
        "honor timeline a-1",
        "honor due",
    ):
        told.do(*command.split())
    told.do("eligibility a-1")


def cards(told: Teller) -> None:
    issue = sit(told, "s3", "2026-03-01", "card=a-2,a-4")
    for agency, card in (("a-2", "c1"), ("a-4", "c2")):
        told.do(
            f"card add {agency} 停滞不前 --demands 整改 --decision {issue} --id {card} "
            "--on 2026-03-02"
        )
        told.do(f"card plan {card} --note 方案 --on 2026-03-20")
    told.do("card evidence c1 --note 材料 --on 2026-04-20")
    told.do("card remind c2 --note 催办 --on 2026-04-20")
    told.do("card inspect c1 met --on 2026-05-20")
    clear = sit(told, "s4", "2026-05-25", "clear-card=a-2")
    told.do(f"card clear c1 --decision {clear} --on 2026-05-26")
    told.do("card inspect c2 not-met --on 2026-05-28")
    longer = sit(told, "s5", "2026-05-30", "prolong-card=a-4")
    told.do(f"card prolong c2 --decision {longer} --on 2026-05-30")
    told.do(f"card prolong c2 --decision {longer} --on 2026-05-31", status=3)
    told.do("card inspect c2 not-met --on 2026-08-01")
    ending = sit(told, "s6", "2026-11-10", "delist-card=a-4")
    told.do(f"card delist c2 --decision {ending} --on 2026-11-10")
    told.do("card list")
    told.do("card show c2")
    told.do("honor veto a-5 重大事故 --on 2026-06-01")
    told.do("eligibility a-5")
    told.do("honor circular 2026")


def reform(told: Teller) -> None:
    file = told.file(
        "reform.toml",
        'id = "reform-2026"\neffective = 2026-12-01\ndocument = "1号"\n'
        '[[merge]]\nagencies = ["a-3", "a-6"]\nname = "市教育和外事局"\n'
        '[[rename]]\nagency = "a-5"\nname = "市工会联合会"\nshort = "工会"\n',
    )
    told.do(f"agency reform {file} --dry-run")
    told.do(f"agency reform {file}")
    told.do("agency reform --take-back reform-2026")
    again = told.file(
        "again.toml", Path(file).read_text("utf-8").replace("reform-2026", "again-2026")
    )
    told.do(f"agency reform {again}")
    told.do("agency list")
    told.do("results city")
    told.do("ledger asof 2026-11-30")
