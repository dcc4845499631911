"""What a new profile is strict about: the policies of gates that its base does not name."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from civtui.rules.policies import CHOICES, GATES

HEAD = (
    "# 以下口径由本方案选定，即为本市的长期决定：关口不过，其后各事不予办理；"
    "改为 flagged 则只作提示。\n"
    "# Chosen here, each is a standing decision of the city: what a shut gate stands before is"
    " refused; flagged only says so.\n"
)


class When(NamedTuple):
    """In words when a policy speaks."""

    zh: str
    en: str


WHEN = {
    "title-needs-result": When(
        "文明处室、标兵处室未经考评评出（标兵处室须参加过评选，不受此项影响）",
        "An office's title comes out of no round that counted it (a model office is chosen out of a"
        " selection whatever is chosen here)",
    ),
    "one-post-two-duties": When(
        "一岗双责未同时达标", "Business and building are not both up to the mark in one post"
    ),
    "target-duty": When("目标责任未完成", "A duty of the target responsibility is failed or late"),
    "reward-links": When("奖惩挂钩的条件未达到", "The condition of a reward link is not met"),
    "vetoes": When("一票否决期内", "A serious event bars the agency"),
}
# of every policy that a profile of before it leaves out
LEFT_OUT = {
    "roster-mismatch": When(
        "名册填报的处室数与所列处室不符",
        "The registry states another number of offices than it lists",
    ),
    **WHEN,
}


def strict(named: Collection[str]) -> str:
    """Return as TOML the strict choice of every policy of a gate that is not among `named`."""
    tables = [
        f"[policy.{id_}]\n"
        f'choice = "{CHOICES[id_][0]}"\n'
        f'when = {{ zh = "{WHEN[id_].zh}", en = "{WHEN[id_].en}" }}\n'
        for id_ in GATES
        if id_ not in named
    ]
    return "\n".join(["", HEAD + tables[0], *tables[1:]]) if tables else ""
