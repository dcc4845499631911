"""What pydantic finds wrong is said in words of the catalogue, in both languages."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from civtui.locale import error_line, render
from civtui.model.errors import BadInput
from civtui.model.facts.building import ActivitiesLogged
from civtui.model.invalid import SAID, reason
from civtui.model.text import Lang
from civtui.profile.toml_file import bad_document


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=False)
    text: Annotated[str, Field(min_length=2, max_length=4, pattern=r"^\w+$")] = "abc"
    whole: Annotated[int, Field(ge=1, lt=9)] = 2
    number: Annotated[Decimal, Field(gt=1, le=9)] = Decimal(2)
    real: float = 1.0
    sure: bool = True
    kind: Literal["a", "b", "c"] = "a"
    parts: Annotated[tuple[int, ...], Field(min_length=1, max_length=2)] = (1,)
    table: dict[str, int] = {}
    day: date = date(2026, 1, 1)
    moment: datetime = datetime(2026, 1, 1)

    @field_validator("whole")
    @classmethod
    def own(cls, value: int, info: ValidationInfo) -> int:
        if value == 7:
            raise ValueError("seven is taken")
        return value


def fault(**given: Any) -> dict[str, Any]:
    with pytest.raises(ValidationError) as caught:
        Model(**given)
    return dict(caught.value.errors()[0])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"more": 1}, "没有这一项"),
        ({"text": 1}, "应为文字"),
        ({"text": "a"}, "至少 2 个字"),
        ({"text": "abcde"}, "最多 4 个字"),
        ({"text": "a b"}, r"格式不符（^\w+$）"),
        ({"whole": "x"}, "应为整数"),
        ({"whole": 0}, "不得小于 1"),
        ({"whole": 9}, "应小于 9"),
        ({"whole": 7}, "seven is taken"),
        ({"number": "x"}, "应为数"),
        ({"number": 1}, "应大于 1"),
        ({"number": 10}, "不得大于 9"),
        ({"real": "x"}, "应为数"),
        ({"sure": "x"}, "应为是或否"),
        ({"kind": "x"}, "只能是 a、b、c"),
        ({"parts": ()}, "至少 1 项"),
        ({"parts": (1, 2, 3)}, "最多 2 项"),
        ({"parts": "x"}, "应为列表"),
        ({"table": 1}, "应为一组键和值"),
        ({"day": "x"}, "应为日期"),
        ({"moment": "x"}, "应为日期和时刻"),
    ],
)
def test_each_kind_of_error_has_its_words(given: dict[str, Any], said: str) -> None:
    error = fault(**given)
    assert render(reason(error)) == said
    assert error["type"] in SAID or error["type"] == "value_error"


def test_every_message_is_in_both_catalogues() -> None:
    from civtui.model.text import msg

    for key, context in SAID.values():
        for lang in get_args(Lang):
            message = msg(f"invalid.{key}", **({"value": 1} if context else {}))
            assert "invalid." not in render(message, lang)


def test_a_fact_and_a_profile_say_it_so() -> None:
    with pytest.raises(BadInput) as caught:
        ActivitiesLogged.model_validate({"activities": [{"id": "x"}]})
    assert "缺少这一项" in error_line(caught.value)
    with pytest.raises(ValidationError) as found:
        Model.model_validate({"whole": "x"})
    said = error_line(bad_document(Path("p.toml"), 'whole = "x"\n', found.value, ["whole"]))
    assert "应为整数" in said and "Input" not in said


def test_a_plugin_s_fault_says_it_so_once_it_came_as_data() -> None:
    import json

    from civtui.plugin.faults import Fault, message_of

    fault_ = Fault("bad-setting", key="most", what=reason(fault(whole="x")))
    came = message_of(json.loads(json.dumps(fault_.as_data())))
    assert render(came, "zh").endswith("应为整数") and "whole number" in render(came, "en")
