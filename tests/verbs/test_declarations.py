"""Every declared verb: its function, fields, words, form; one check for all, whatever is added."""

import inspect
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from civtui import locale
from civtui.cli.declared import command
from civtui.cli.main import civtui
from civtui.locale.width import width
from civtui.model.fields import Choice, Field
from civtui.model.text import Bilingual, Lang, msg
from civtui.profile.places import builtin
from civtui.tui.modes.form import WIDEST
from civtui.verbs import every_verb, verb_of
from civtui.verbs.verb import DAYS, DEFAULTS, MONTHS, Verb, beside
from civtui.workspace.performing.performing import empty, named, row_field
from civtui.workspace.references import known_as
from civtui.workspace.references.meant import candidates
from tests.titles.small import small_city

VERBS = [pytest.param(verb, id=verb.id) for verb in every_verb()]


def named_by(verb: Verb) -> Iterator[str]:
    if verb.call:
        yield verb.call
    assert verb.call or {"command", "screen"} <= set(verb.by_hand)
    assert bool(verb.command) == ("command" in verb.by_hand)
    yield from (p for p in (verb.may, verb.confirm, verb.preview, verb.more, verb.stands) if p)
    yield from (field.new_id for field in verb.fields if field.new_id)
    yield from (field.proposed for field in verb.fields if field.proposed)
    yield from (field.asked for field in verb.fields if field.asked)


@pytest.mark.parametrize("verb", VERBS)
def test_what_it_names_is_there(verb: Verb) -> None:
    for path in named_by(verb):
        assert path.startswith("civtui.workspace.") and callable(named(path)), path


@pytest.mark.parametrize("verb", VERBS)
def test_its_function_takes_exactly_its_fields(verb: Verb) -> None:
    if not verb.call:
        return
    taken = inspect.signature(named(verb.call)).parameters
    assert [p.kind for p in taken.values()][:1] == [inspect.Parameter.POSITIONAL_OR_KEYWORD]
    keywords = {name for name, p in taken.items() if p.kind is inspect.Parameter.KEYWORD_ONLY}
    own = {field.keyword for field in verb.fields if not field.late} | set(verb.fixed)
    late = {"given"} if any(field.late for field in verb.fields) else set()
    assert keywords == own | late | ({"tell"} if verb.long else set())
    if verb.long and verb.preview:
        assert list(inspect.signature(named(verb.preview)).parameters)[2:] == ["tell"]
    assert not any(p.kind is inspect.Parameter.VAR_KEYWORD for p in taken.values())


@pytest.mark.parametrize("verb", VERBS)
def test_its_function_takes_nothing_for_a_field_that_is_left_out(verb: Verb) -> None:
    taken = inspect.signature(named(verb.call)).parameters if verb.call else {}
    for field in verb.fields:
        if field.keyword in taken and not (field.required or field.proposed):
            says = str(taken[field.keyword].annotation)
            nothing = empty(field) is not None or says.endswith("None") or says == "Any"
            assert nothing, f"{field.id}: it gets None unless it has a `default=`"


@pytest.mark.parametrize("verb", VERBS)
def test_its_fields_hang_together(verb: Verb) -> None:
    ids = [field.id for field in verb.fields]
    assert len(set(ids)) == len(ids)
    seen: set[str] = set()
    for field in verb.fields:
        assert (field.type == "choice") == bool(field.choices), field.id
        assert bool(field.catalogue) >= (field.type == "reference")
        if field.catalogue:
            assert known_as(field.catalogue)
        assert set(field.within) <= seen, field.id
        assert not (field.required and field.default is not None), field.id
        seen.add(field.id)
    if verb.row:
        assert row_field(verb) is not None
    if verb.inverse:
        assert verb_of(verb.inverse)
    if not verb.writes:
        assert not (verb.confirm or verb.inverse)
    assert not verb.without or verb.field(verb.without)
    for old in verb.old:
        other = verb_of(old.verb)
        assert old.option or not old.value
        assert not old.word or not (old.option or old.value or other.fields)
        assert not old.value or other.field(old.value)
        given = {*ids, old.value}
        assert all(field.id in given for field in other.fields if field.required)


# verbs that write and are never refused because of the row they are offered on -> why
NEVER_REFUSED = {
    "agency.set": "whatever an agency declares may be declared anew",
    "agency.correct": "what is wrong may be corrected at any time",
    "agency.correct-people": "who answers for an agency may change at any time",
    "office.add": "an agency may have another office at any time; its name is asked for",
    "office.correct": "what is wrong may be corrected at any time",
    "office.take-part": "from any day on it may be said anew whether an office takes part",
    "round.correct": "no mark hangs on its name or its due day",
    "honor.grant": "an agency or office may win a title that it has not, whatever it holds",
    "honor.veto": "a serious event is on record however many there were",
    "activity.add": "an agency does what it does; whose it is, is asked of every verb",
    "standard.copy": "any standard may be where another begins",
    "decide.inside": "which offices it names is asked for",
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_that_writes_says_on_which_rows_it_is_refused(verb: Verb) -> None:
    if not (verb.writes and verb.row):
        return
    kinds = {verb.id, verb.name if verb.row.startswith("record:") else ""}
    reasons = kinds & set(NEVER_REFUSED)
    assert bool(verb.may) != bool(reasons), f"{verb.id} wants a `may`, or a line in NEVER_REFUSED"


@pytest.mark.parametrize("verb", VERBS)
def test_what_it_may_takes_the_row_and_the_constants(verb: Verb) -> None:
    if verb.may:
        taken = inspect.signature(named(verb.may)).parameters.values()
        assert [p.kind for p in taken] == [inspect.Parameter.POSITIONAL_OR_KEYWORD] * 3
        assert verb.row


@pytest.mark.parametrize("verb", VERBS)
def test_a_count_of_days_or_months_ends_before_the_calendar(verb: Verb) -> None:
    for field in verb.fields:
        if field.type == "count" and field.unit in (DAYS, MONTHS):
            assert int(field.minimum or -1) >= 0, field.id
            assert int(field.maximum or 10**9) < 10_000, field.id


# deeds that reach outside, or cannot be made undone: announced, then done by a word of its own
CONFIRMED = {
    "agency.reform",
    "agency.restructure",
    "agency.unreform",
    "apply.add",
    "apply.close",
    "apply.result",
    "apply.submit",
    "card.add",
    "card.clear",
    "card.delist",
    "card.prolong",
    "decide.add",
    "decide.inside",
    "group.put",
    "honor.appeal",
    "honor.delist",
    "honor.expire",
    "honor.grant",
    "honor.keep",
    "honor.restore",
    "honor.veto",
    "honor.waive",
    "honor.withdraw",
    "ledger.void",
    "notice.add",
    "round.close",
    "round.open",
    "round.submit",
    "year.roll",
}


def test_what_reaches_outside_is_confirmed() -> None:
    taking_back = {v.id for v in every_verb() if v.call.endswith("voiding:last")}
    confirmed = {verb.id for verb in every_verb() if verb.confirm}
    assert confirmed == CONFIRMED | taking_back


def params_of(verb: Verb) -> list[click.Parameter]:
    return command(verb).params


@pytest.mark.parametrize("verb", VERBS)
def test_its_command_asks_for_its_fields(verb: Verb) -> None:
    if verb.command:
        return
    by_name = {param.name: param for param in params_of(verb)}
    for field in verb.fields:
        if field.only == "form":
            assert field.keyword not in by_name and not field.required
            continue
        param = by_name[field.keyword]
        assert isinstance(param, click.Argument) == field.argument
        lacking = field is verb.fields[0] and any(not (o.option or o.word) for o in verb.old)
        assert param.required == (field.required and not field.late and not lacking)
    assert "as_json" in by_name


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_its_help_is_of_the_language(verb: Verb, lang: Any) -> None:
    locale.use(lang)
    try:
        words = [*verb.noun.split(), verb.name]
        with click.Context(civtui, info_name="civtui") as context:
            found: click.Command | None = civtui
            for word in words:
                if not isinstance(found, click.Group):  # a word in the place of its argument
                    assert word in [old.word for old in verb_of(words[0]).old]
                    break
                found = found.get_command(context, word)
            assert found is not None
            text = found.get_help(click.Context(found, context, verb.name))
        assert "verbs/" not in text and "verbs." not in text
        assert locale.render(verb.title) in " ".join(text.split())
    finally:
        locale.use("zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_its_fields_have_titles_that_fit_the_names_of_a_form(verb: Verb, lang: Any) -> None:
    longest = {"zh": 16, "en": 20}[lang]
    assert longest <= WIDEST
    titles = [locale.render(verb.title_of(field), lang) for field in verb.fields]
    assert not [title for title in titles if width(title) > longest]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_what_is_true_of_a_field_anyway_is_left_to_the_faces(verb: Verb, lang: Any) -> None:
    said_by_the_faces = ("可多次", "可重复", "repeat", "默认 ")
    for field in verb.fields:
        hint = locale.render(field.hint, lang) if field.hint else ""
        title = locale.render(verb.title_of(field), lang)
        assert hint != title
        assert not [word for word in said_by_the_faces if word in title + hint], field.id


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_its_forms_say_of_every_field_what_it_takes(verb: Verb, lang: Any) -> None:
    told_by_options = {"reference", "flag", "yes-no"}
    for field in verb.fields:
        if "screen" in verb.by_hand or field.only == "command" or field.type in told_by_options:
            continue
        if field.type != "settings":  # a form asks for each of them instead
            assert locale.t(f"tui.field-{field.type}", lang) != f"tui.field-{field.type}"


def test_what_is_said_beside_a_title() -> None:
    def said(field: Field, *, typed: bool = False) -> list[str]:
        return [locale.render(one, "en") for one in beside(field, typed=typed)]

    assert said(Field("x")) == []
    assert said(Field("x", default="", several=True)) == []
    assert said(Field("x", several=True), typed=True) == ["several with commas"]
    assert said(Field("x", several=True, parts=("a", "b")), typed=True) == [
        "several with semicolons"
    ]
    hint = msg("verbs.field-on-hint")
    assert said(Field("x", hint=hint, default=90)) == ["today by default", "90 by default"]
    choices = (Choice("a", Bilingual("甲", "first")),)
    first = Field("x", type="choice", choices=choices, default="a")
    assert said(first) == ["first by default"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_default_is_told_by_its_name(lang: Any) -> None:
    found = [f for v in every_verb() for f in v.fields if isinstance(f.default, str) and f.default]
    assert len({field.id for field in found}) > 5
    for field in found:
        name = locale.render(beside(field)[-1], lang)
        if field.choices:
            title = next(one.title for one in field.choices if one.id == field.default)
            assert locale.render(title, lang) in name
            continue
        assert f"{field.default}" not in name, field.id
        help_ = locale.render(beside(field, command=True)[-1], lang)
        assert f"{field.default}" in help_ and help_ != name  # as it is typed


def test_what_a_default_is_called_is_what_it_is_called_where_it_is_chosen(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w")
    for (catalogue, id_), name in DEFAULTS.items():
        if catalogue:
            found = {one.id: one.name for one in candidates(ws, catalogue, {})}
            assert found[id_] == locale.render(name, "zh")
    ws.close()
    text = (builtin() / "standard.toml").read_text("utf-8")
    title = tomllib.loads(text)["title"]
    assert [locale.render(DEFAULTS["", "standard"], lang) for lang in ("zh", "en")] == [
        *title.values()
    ]


def test_the_commands_help_says_hint_default_and_that_it_may_be_repeated() -> None:
    def help_of(id_: str, keyword: str) -> str:
        params = {param.name: param for param in params_of(verb_of(id_))}
        found = params[keyword]
        assert isinstance(found, click.Option) and found.help
        return found.help

    assert help_of("activity.add", "evidence") == "佐证材料：照片或文件；可多次"
    assert help_of("honor.due", "days") == "多少天内：默认 90"
    assert help_of("agency.set", "stage") == "推广阶段"


def test_a_field_left_empty_is_none_or_its_default() -> None:
    assert empty(Field("x")) is None
    assert empty(Field("x", several=True)) == ()
    assert empty(Field("x", default="")) == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_two_verbs_of_the_screen_are_called_the_same(lang: Lang) -> None:
    called = [
        locale.render(verb.title, lang)
        for verb in every_verb()
        if not verb.hidden and "screen" not in verb.by_hand
    ]
    assert {title for title in called if called.count(title) > 1} == set()
