"""Writes `docs/policies.md` of the scenes in which every choice of every policy is seen."""

from __future__ import annotations

from pathlib import Path

from civtui.rules.policies import UNNAMED
from tests.policies.cases import CASES

PAGE = Path(__file__).parents[2] / "docs" / "policies.md"
HEAD = """# Policies / 口径

Where the rule is silent, the profile chooses, and the answer names the choice. Choosing makes it
the standing decision of the body whose profile it is: what a choice does by itself (a title that
ends, falls or is overtaken, a card that issues itself) holds from its day on for every reader, the
next write records it once in the policy's name (`policy:ID` in the place of a decision), and what
a day to come will bring is on the due board before it. Of one day, what ends by its term ends
first, an agency's title and its offices' alike; then model titles end, overtaken (`per-round`)
before bereft (`falls-with-it`); then shares that fell and second cards, in the order of the facts
that they come of: each acts on who still holds, in whatever order titles came on record, and
whenever it is recorded. Such a fact is not taken back: the policy
would do it again; decide otherwise, or choose otherwise and take it back then. An entry about
earlier days can take the ground from a card that issued itself, or from the end of a title
(`share-falls-below`): the share, as it is on record now, was not under its gate by a fall that
day, or the title had run out by then. The answer of that entry and the due board say so, and the
card, or the end, is taken back alone (`ledger void` or `card void`); a delisting for such a card is
worked out anew.
A deed of a
person's is taken back together with all that policies have since done to the agencies and offices
it is about (and their agencies), which is worked out anew; where somebody went on with that (a
plan on a card, a title given back, an appeal), the refusal names the latest such entry, which goes
first. A delisting by a
policy is appealed as any other: the appeal names `policy:ID` where it would name the decision.

The answer of the write that records it says so, line by line (`by_itself` in `--json`), and a
form that asks before a deed says what would follow from it. A profile that `civtui profile check`
refuses (exit 4) does nothing by itself until it is mended: `status` (`profile_fault`), the
overview and the answer of every write say so meanwhile.

方案未作规定之处由口径决定，答复中载明。选定口径，即由该机构预先作出长期决定：凡口径自动办理的（期满终止、随之终止、
自动黄牌警告），自生效之日起各处所见一致，下一次登记时以口径名义记录一次；到期方办的，此前列入待办。
同日数事的次序：期满的称号先行终止（单位、处室一律）；标兵处室称号随后终止（先届次更替，后随文明处室称号终止）；
再按所据登记的先后办理先进面跌破和再次黄牌。各项口径只及于届时仍持有称号者，与称号登记先后、何时记录无关。
登记它的那次办理在答复中逐条载明，须先确认的办理事先说明。
作废一项登记，口径此后对有关单位、处室（及其所属单位）自动办理的事项一并撤回、重新办理；已有人在此基础上
继续登记的（如黄牌整改、恢复称号、申诉），须先作废后者，系统指明最近的一条。
后来登记的以往情况可使自动发出的黄牌、自动终止的称号失去依据（按现有登记，先进面该日并未因跌破而低于条件，或称号此前已期满）：办理答复和
待办中均予指明，可单独作废该黄牌或该次终止（`ledger void` 或 `card void`），
因黄牌而办的摘牌重新核定。
方案有误（`civtui profile check` 不予通过）的，改好之前一概不自动办理，并处处提示。

Every row below is a test in a workspace of its own (`tests/policies`). The first choice is the
standard programme's; a profile that does not name a policy of a later release has the one in
brackets.

| policy | choice | in a workspace where | what differs |
| --- | --- | --- | --- |
"""
AFTER = """
The policies of gates say what a gate that is shut does to the deeds behind it (which ones:
`docs/gates.md`). A profile of an earlier release names none, which is `flagged`; `init` and
`profile new` write the first choice.
A flagged gate bars by no other door: where `vetoes` is named `flagged`, the honor's own gate (the
check of an application) says the veto and lets it pass, too. Where it is not named that check goes
by the rule of its time: a veto fails it.

A quota counts what the group recommends on applications, renewals (复查) among them, and gives back
the place of an application that ended without a title. A review alone (`honor keep`) takes none.
The places of a year are for what is decided in it.

A round is of the year in which it was opened, though its panel closes it after the New Year: the
building score of that year is its, and so are the targets and links that a title out of it asks.

`titles-without-program` is asked only where an agency says that it runs no program. Where it has
said nothing, titles of its offices count as running it, and running it counts as having the
conditions (`has-conditions`) as long as nobody says otherwise; `confirmed` wants them confirmed.
A confirmation is of a declaration: it goes where the agency takes its own word back.
"""


def page() -> str:
    """Return the page."""
    rows = [
        f"| `{policy}` | `{chosen}`{_unnamed(policy, chosen)} | {case.scene} | {differs} |"
        for policy, case in CASES.items()
        for chosen, differs in case.choices.items()
    ]
    return HEAD + "\n".join(rows) + "\n" + AFTER


def _unnamed(policy: str, chosen: str) -> str:
    return " (unnamed)" if UNNAMED.get(policy) == chosen else ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
