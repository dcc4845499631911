"""Facts that a policy of the profile wrote: they go with what they rest on, and never alone."""

from __future__ import annotations

from collections.abc import Sequence

from civtui.ledger.chain import Row
from civtui.workspace.fact_words.names import BY_POLICY
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.hanging import hanging, payload_of


def policy_of(row: Row) -> str:
    """Return the policy that wrote a fact, "" where a person did."""
    decision = payload_of(row).get("decision")
    own = isinstance(decision, str) and decision.startswith(BY_POLICY)
    return str(decision).removeprefix(BY_POLICY) if own else ""


def by_policy(row: Row) -> bool:
    """Return whether a policy wrote a fact: taken back, it would be written again."""
    return bool(policy_of(row))


def with_policies(ws: Workspace, deed: Sequence[Row], along: set[int]) -> set[int]:
    """Return what goes along with a deed, and what policies wrote because of it.

    Where a policy would still do the same without the deed, the taking back itself has it done
    again.
    """
    found = set(along)
    if all(by_policy(row) for row in deed):
        return found
    while more := {row.seq for row in hanging(ws, deed, found) if by_policy(row)} - found:
        found |= more
    return found
