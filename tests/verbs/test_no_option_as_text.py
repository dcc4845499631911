"""An option that takes text takes none of its command's own options for it."""

from __future__ import annotations

import click
import pytest

from civtui.cli.declared import command
from civtui.verbs import every_verb
from civtui.verbs.verb import Verb

MADE = [verb for verb in every_verb() if not verb.command]


@pytest.mark.parametrize("verb", MADE, ids=lambda verb: verb.id)
def test_an_option_is_no_text_of_the_one_before_it(verb: Verb) -> None:
    made = command(verb)
    for option in made.params:
        if not isinstance(option, click.Option) or option.is_flag or option.type != click.STRING:
            continue
        for own in ("--json", "--as", *(["-y"] if verb.confirm else [])):
            with pytest.raises(click.BadOptionUsage) as error:
                made.make_context(verb.name, [option.opts[0], own])
            assert error.value.option_name in option.opts


def test_text_that_begins_with_a_hyphen_is_taken() -> None:
    verb = next(one for one in MADE if one.id == "ledger.void")
    context = command(verb).make_context("void", ["3", "--why", "-3分误录"])
    assert context.params["why"] == "-3分误录"


def test_a_value_called_as_an_argument_is_taken() -> None:
    verb = next(one for one in MADE if one.id == "group.add")
    context = command(verb).make_context("add", ["m2", "--part", "member"])
    assert context.params["part"] == "member"
