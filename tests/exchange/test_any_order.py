"""A register's header is known in whatever order its columns stand."""

from __future__ import annotations

from itertools import permutations

import pytest

from civtui.exchange.registers import find_columns
from civtui.exchange.tables import Sheet
from civtui.model.registers import ACTIVITY, REGISTERS, Register
from civtui.workspace.building.intake import columns_of, needed_of

KINDS = [*REGISTERS.values(), ACTIVITY]
MOST = 5  # columns of a header that is tried in each order


@pytest.mark.parametrize("kind", KINDS, ids=[kind.id for kind in KINDS])
def test_a_header_is_known_in_each_order(kind: Register) -> None:
    fields, needed = columns_of(kind), sorted(needed_of(kind))
    others = [field for field in fields if field not in needed]
    for many in range(len(needed), max(len(needed), MOST) + 1):
        wanted = (needed + others)[:many]
        for order in permutations(wanted) if len(wanted) <= MOST else [wanted, wanted[::-1]]:
            for word in range(2):
                head = [fields[field][min(word, len(fields[field]) - 1)] for field in order]
                rows = [[kind.title.zh], head, ["某" for _ in head]]
                found = find_columns(Sheet("表", rows, {}), kind.id, fields, set(needed))
                assert found is not None and found.row == 2, head
                assert {*found.columns} == {*order}, head
