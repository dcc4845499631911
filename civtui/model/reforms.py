"""What a reform's file may say: its steps, their keys, an example of each.

One declaration serves the reader, the template (`agency reform --template`) and `docs/reform.md`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from civtui.model.text import Bilingual

Text = Bilingual


class Key(NamedTuple):
    """A key of the file.

    Args:
        type: `text`, `texts` (a list of at least `least`) or `date`.
        example: as it is written in TOML.
        least: how many texts of a list.
    """

    id: str
    title: Text
    example: str
    type: Literal["text", "texts", "date"] = "text"
    required: bool = True
    least: int = 1


class Step(NamedTuple):
    """A kind of step: a table of the file, as often as it is wanted.

    Args:
        name: in a form, where a step is one record; `title` says what it does.
        english: an example of a record for those who read English: its signs are ASCII.
    """

    id: str
    name: Text
    title: Text
    keys: tuple[Key, ...]
    english: str

    @property
    def record(self) -> Text:
        """An example of the step as one record: its keys' values between colons."""
        written = (key.example.strip('"[]').replace('", "', "、") for key in self.keys)
        return Text("：".join(written), self.english)


TOP = (
    Key("id", Text("改革编号，不与已有的重复", "id of the reform, a new one"), '"2026-1"'),
    Key(
        "effective",
        Text(
            "自何日起，到那天才能办：日期，或 2026-7-1、2026年7月1日 等写法",
            "from which day, not before it has come: a date, or a text such as "
            '"2026-7-1", "2026年7月1日"',
        ),
        "2026-07-01",
        "date",
    ),
    Key("document", Text("文号", "document that orders it"), '"委发〔2026〕1号"', required=False),
)
NAME = Text("新名称", "new name")
SHORT = Key("short", Text("简称", "short name"), '"乙丙局"', required=False)
OFFICE = Text("处室：编号或 机关/处室", "office: its id or agency/office")
AGENCY = Text("单位：名称、简称或编号", "agency: its name, short name or id")
STEPS = (
    Step(
        "rename",
        Text("单位更名", "rename agency"),
        Text(
            "单位更名：编号、称号和记录不变",
            "an agency gets another name; id, titles and records stay",
        ),
        (
            Key("agency", AGENCY, '"市甲局"'),
            Key("name", NAME, '"市新甲局"'),
            SHORT._replace(example='"新甲局"'),
        ),
        "Bureau A:New Bureau A:New A",
    ),
    Step(
        "merge",
        Text("单位合并", "merge agencies"),
        Text(
            "单位合并为新单位：处室划入，记录随之，称号按 merger-titles",
            "agencies become a new one; offices and records go with them, titles by merger-titles",
        ),
        (
            Key(
                "agencies",
                Text("合并的单位，至少两个", "the agencies, two at least"),
                '["市乙局", "市丙局"]',
                "texts",
                least=2,
            ),
            Key("name", NAME, '"市乙丙局"'),
            SHORT,
        ),
        "Bureau B, Bureau C:Bureau B and C:B and C",
    ),
    Step(
        "split",
        Text("单位分设", "split agency"),
        Text(
            "从单位分出新单位：所列处室划走，称号和记录留在原单位",
            "a new agency is parted off with the offices that are named",
        ),
        (
            Key("agency", AGENCY, '"市丁局"'),
            Key("name", NAME, '"市戊局"'),
            Key("offices", Text("划走的处室", "the offices that go"), '["一处", "二处"]', "texts"),
            SHORT._replace(example='"戊局"'),
        ),
        "Bureau D:Bureau E:Office 1, Office 2:E",
    ),
    Step(
        "abolish",
        Text("单位撤销", "abolish agency"),
        Text(
            "撤销单位：称号终止，未划走的处室一并撤销",
            "an agency is no more, with its offices that do not move; titles end",
        ),
        (Key("agency", AGENCY, '"市己局"'),),
        "Bureau F",
    ),
    Step(
        "move",
        Text("处室划转", "move office"),
        Text(
            "处室划转到另一单位",
            "an office goes to another agency",
        ),
        (
            Key("office", OFFICE, '"市庚局/法规处"'),
            Key("to", Text("去向", "to which agency"), '"市辛局"'),
        ),
        "Bureau G/Law:Bureau H",
    ),
    Step(
        "rename_office",
        Text("处室更名", "rename office"),
        Text(
            "处室更名",
            "an office gets another name",
        ),
        (
            Key("office", OFFICE, '"市庚局/秘书处"'),
            Key("name", NAME, '"办公室"'),
        ),
        "Bureau G/Clerks:Front Office",
    ),
    Step(
        "split_office",
        Text("处室拆分", "split office"),
        Text(
            "处室拆分：称号按 split-office",
            "an office becomes several; titles by split-office",
        ),
        (
            Key("office", OFFICE, '"市庚局/业务处"'),
            Key(
                "into",
                Text("拆成的处室，第一个沿用原编号", "their names; the first keeps the id"),
                '["业务一处", "业务二处"]',
                "texts",
                least=2,
            ),
        ),
        "Bureau G/Works:Works 1, Works 2",
    ),
    Step(
        "merge_office",
        Text("处室合并", "merge offices"),
        Text(
            "同一单位的处室合并为新处室：记录随之，称号按 merger-titles",
            "offices of one agency become a new one; titles by merger-titles",
        ),
        (
            Key(
                "offices",
                Text("合并的处室，至少两个", "the offices, two at least"),
                '["市庚局/财务处", "市庚局/审计处"]',
                "texts",
                least=2,
            ),
            Key("name", NAME, '"财务审计处"'),
        ),
        "Bureau G/Finance, Bureau G/Audit:Finance and Audit",
    ),
    Step(
        "abolish_office",
        Text("处室撤销", "abolish office"),
        Text(
            "撤销处室：称号终止",
            "an office is no more; its titles end",
        ),
        (Key("office", OFFICE, '"市庚局/三产办"'),),
        "Bureau G/Stores",
    ),
)
