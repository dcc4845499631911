"""Runs one function of a plugin and checks what it gives back; in the worker process only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import ValidationError

from civtui import locale
from civtui.model.errors import CivtuiError
from civtui.plugin.faults import Fault
from civtui.plugin.loading import blame, raised
from civtui.plugin.wire import in_language


def perform(kind: str, function: Callable[..., Any], payload: Any, record: dict[str, Any]) -> Any:
    """Return what `function` answers, as JSON-ready data of the kind's shape.

    Args:
        kind: one of `CALLS`.
        function: the plugin's own function.
        payload: what the host hands over.
        record: the contribution's record (an indicator's bounds stand there).

    Raises:
        Fault: the function raised, or gave something of another shape.
        CivtuiError: a calculator says that its input is bad.
    """
    run, shape = CALLS[kind]
    try:
        answer = run(function, payload)
        return shape(answer, payload, record)
    except (Fault, CivtuiError, MemoryError):
        raise
    except ValidationError as error:
        raise Fault("wrong-shape", kind=kind, what=blame(error)) from None
    except BaseException as error:
        raise raised("call-raised", error) from None


def _plain(function: Callable[..., Any], payload: Any) -> Any:
    return function(payload)


def _calculate(function: Callable[..., Any], payload: Any) -> Any:
    from civtui.scoring import contract

    return function(contract.read_input(payload))


def _read(function: Callable[..., Any], payload: Any) -> Any:
    return function(payload["name"], payload["data"])


def _answer(answer: Any, payload: Any, record: dict[str, Any]) -> Any:
    from civtui.scoring import contract

    if not isinstance(answer, contract.Answer):
        raise Fault("wrong-type", what=type(answer).__name__, wanted="Answer")
    warnings = [locale.render(warning) for warning in answer.warnings]
    return contract.as_data(replace(answer, warnings=warnings))


def _bytes(answer: Any, payload: Any, record: dict[str, Any]) -> bytes:
    if not isinstance(answer, bytes):
        raise Fault("wrong-type", what=type(answer).__name__, wanted="bytes")
    return answer


def _views(answer: Any, payload: Any, record: dict[str, Any]) -> Any:
    from civtui.plugin.records import Record
    from civtui.plugin.views import as_data

    for part in answer if isinstance(answer, list | tuple) else [answer]:
        if not isinstance(part, Record | dict):
            raise Fault("wrong-type", what=type(part).__name__, wanted="Table, Progress, Chart ...")
    return in_language(as_data(answer), payload.get("lang", "zh"))


def _number(answer: Any, payload: Any, record: dict[str, Any]) -> str:
    if isinstance(answer, bool) or not isinstance(answer, int | float | str | Decimal | Fraction):
        raise Fault("wrong-type", what=type(answer).__name__, wanted="number")
    try:
        number = Fraction(str(answer))
    except (ValueError, ZeroDivisionError):
        raise Fault("wrong-type", what=repr(answer), wanted="number") from None
    low, high = Fraction(record["minimum"]), Fraction(record["maximum"])
    if not low <= number <= high:
        raise Fault(
            "out-of-bounds", value=str(number), low=record["minimum"], high=record["maximum"]
        )
    return str(number)


def _of(name: str) -> Callable[[Any, Any, dict[str, Any]], Any]:
    def shape(answer: Any, payload: Any, record: dict[str, Any]) -> Any:
        from civtui.plugin import contributions

        if isinstance(answer, str | bytes | dict):
            raise Fault("wrong-type", what=type(answer).__name__, wanted=f"list[{name}]")
        record_type = getattr(contributions, name)
        parts = [record_type.model_validate(part) for part in answer]
        data = [part.model_dump(mode="json") for part in parts]
        return in_language(data, payload.get("lang", "zh")) if name == "Alert" else data

    return shape


Run = Callable[[Callable[..., Any], Any], Any]
Shape = Callable[[Any, Any, dict[str, Any]], Any]

# kind of call -> how its function is called, and what its answer has to be
CALLS: dict[str, tuple[Run, Shape]] = {
    "calculator": (_calculate, _answer),
    "scheme": (_calculate, _answer),
    "format": (_plain, _bytes),
    "importer": (_read, _of("Sheet")),
    "view": (_plain, _views),
    "report": (_plain, _views),
    "indicator": (_plain, _number),
    "signal": (_plain, _of("Alert")),
}
