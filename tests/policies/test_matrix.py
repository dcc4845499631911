"""Every choice of every policy changes something that people see, and the answer names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.rules.policies import CHOICES
from tests.policies.cases import CASES
from tests.policies.matrix import PAGE, page
from tests.policies.scenes import Scene, Seen


def played(folder: Path, policy: str) -> dict[str, Seen]:
    """Return what is seen under each choice of a policy."""
    found = {}
    for choice in CASES[policy].choices:
        scene = Scene(folder / choice, policy, choice)
        found[choice] = CASES[policy].play(scene)
        assert verify(scene.ws.ledger) == []
        scene.ws.close()
    return found


def test_every_policy_and_every_choice_has_a_scene() -> None:
    assert set(CASES) == set(CHOICES)
    for policy, case in CASES.items():
        wanted = set(CHOICES[policy])
        assert set(case.choices) == wanted if wanted else len(case.choices) > 1


@pytest.mark.parametrize("policy", CASES)
def test_each_choice_is_seen_and_named(tmp_path: Path, policy: str) -> None:
    found = played(tmp_path, policy)
    seen = {choice: one.what for choice, one in found.items()}
    assert len(set(seen.values())) == len(seen), seen
    for choice, one in found.items():
        assert f"{policy}={choice}" in one.named, (choice, one)


def test_the_page_says_the_same() -> None:
    assert PAGE.read_text("utf-8") == page()
