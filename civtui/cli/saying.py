"""Options and sayings that the nouns of titles share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from civtui.cli.values import DAY as DAY
from civtui.locale import t

F = TypeVar("F", bound=Callable[..., Any])


def on_option(command: F) -> F:
    """Add `--on DATE`, the day from which it holds."""
    return click.option("--on", "on", type=DAY, help=t("cli_titles.help-on"))(command)


def decision_option(command: F) -> F:
    """Add `--decision ID`, which the verb cannot do without."""
    option = click.option(
        "--decision", required=True, metavar="ID", help=t("cli_titles.help-decision")
    )
    return option(command)
