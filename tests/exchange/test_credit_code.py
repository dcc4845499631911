"""The check character of a credit code, for every remainder (GB 32100-2015)."""

import pytest

from civtui.exchange.uscc import ALPHABET, check_character, is_sound

# as the standard prints them
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def by_the_standard(body: str) -> str:
    """Return the check character as the standard's formula has it, its cases written out."""
    total = sum(ALPHABET.index(c) * w for c, w in zip(body, WEIGHTS, strict=True))
    rest = 31 - total % 31
    return "0" if rest == 31 else ALPHABET[rest]


def test_the_alphabet_has_no_letter_that_reads_as_another() -> None:
    assert len(ALPHABET) == 31 and not set("IOSVZ") & set(ALPHABET)
    assert sorted(ALPHABET) == list(ALPHABET)


@pytest.mark.parametrize("remainder", range(31))
def test_every_remainder_has_its_character(remainder: int) -> None:
    body = f"{ALPHABET[remainder]}{'0' * 16}"
    check = check_character(body)
    assert check == by_the_standard(body) == ALPHABET[(31 - remainder) % 31]
    assert [c for c in ALPHABET if is_sound(body + c)] == [check]


@pytest.mark.parametrize("place", range(17))
def test_every_place_has_its_weight(place: int) -> None:
    body = "0" * place + "1" + "0" * (16 - place)
    assert check_character(body) == by_the_standard(body)


@pytest.mark.parametrize("place", range(18))
def test_a_slip_in_any_place_is_found(place: int) -> None:
    code = "91110000600037341L"
    assert is_sound(code)
    others = [c for c in ALPHABET if c != code[place]]
    assert not [c for c in others if is_sound(code[:place] + c + code[place + 1 :])]


@pytest.mark.parametrize(
    "text", ["", "9111000060003734", "91110000600037341L0", "911100006000373I1L"]
)
def test_what_is_no_code_is_not_sound(text: str) -> None:
    assert not is_sound(text)
    if len(text) != 18:
        with pytest.raises(ValueError):
            check_character(text)


@pytest.mark.parametrize("first", ["A1", "N2", "Y1"])
def test_a_code_may_begin_with_the_letter_of_who_registers(first: str) -> None:
    body = f"{first}110000600037341"
    assert is_sound(body + check_character(body))
