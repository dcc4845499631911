"""The text of a calculator's input as a JSON document, its decimals as they are written."""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from civtui.model.errors import BadInput
from civtui.model.text import msg

MOST_POWER = 300  # tens, and digits of a whole number: what a float holds
HALF = re.compile(r"\\u[dD][89a-fA-F]")


def read_json(text: str) -> Any:
    """Return a JSON document with its decimals as they are written.

    Raises:
        BadInput: it is no JSON (with the line), holds NaN, an infinity, a number beyond all
            measure or half a pair of signs, or one object has a key twice (of two lists of
            deductions one would be lost).
    """

    def refuse(word: str) -> NoReturn:
        raise BadInput(msg("scoring.not-a-number"), value=word)

    def decimal(word: str) -> Decimal:
        try:
            found = Decimal(word)
        except InvalidOperation:
            return refuse(word[:40])
        # exact arithmetic would write every digit of 1e999999999
        return found if abs(found.adjusted()) <= MOST_POWER else refuse(word[:40])

    def whole(word: str) -> int:
        return int(word) if len(word) <= MOST_POWER else refuse(word[:40])

    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, value in pairs:
            if key in made:
                raise BadInput(msg("scoring.twice"), where={"key": key}, value=key)
            made[key] = value
        return made

    try:
        found = json.loads(
            text,
            parse_float=decimal,
            parse_int=whole,
            parse_constant=refuse,
            object_pairs_hook=table,
        )
    except json.JSONDecodeError as error:
        raise BadInput(
            msg("scoring.no-json", reason=error.msg),
            where={"line": error.lineno, "column": error.colno},
        ) from error
    except (RecursionError, ValueError) as error:
        raise BadInput(msg("scoring.no-json", reason=error)) from error
    half = HALF.search(text) and _half_sign(found)
    if half:
        raise BadInput(
            msg("scoring.half-sign"), value=half.encode("ascii", "backslashreplace").decode()
        )
    return found


def _half_sign(document: Any) -> str:
    """Return the first text with half a pair of signs, which no file or line can hold."""
    waiting = [document]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting.extend((*one.keys(), *one.values()))
        elif isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, str) and any("\ud800" <= sign <= "\udfff" for sign in one):
            return one[:40]
    return ""
