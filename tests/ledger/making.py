"""Makes facts for the ledger's tests."""

from datetime import UTC, date, datetime

from civtui.ledger.ledger import Ledger
from civtui.model.facts.envelope import Body, Fact
from civtui.model.facts.registry import AgencyRecord, OfficeRecord, Registered
from civtui.model.facts.rounds import Assessor, RoundOpened, StandardAdopted

MOMENT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def fact(body: Body, day: date = date(2026, 3, 1)) -> Fact:
    """Return `body` in an envelope."""
    return Fact(body=body, who="tester", recorded=MOMENT, effective=day)


def registry() -> Fact:
    """Return two agencies with five offices."""
    return fact(
        Registered(
            agencies=(
                AgencyRecord(id="a-1", name="市贸易发展局"),
                AgencyRecord(id="a-2", name="[2024]"),
            ),
            offices=tuple(OfficeRecord(id=f"o-{n}", agency="a-1", name=f"处{n}") for n in range(5)),
        )
    )


def city_round() -> list[Fact]:
    """Return a standard and a round of five offices, three items, two judges."""
    return [
        fact(StandardAdopted(id="s", version="1", sha256="0" * 64, document={"id": "s"})),
        fact(
            RoundOpened(
                round="r",
                name="轮次",
                organizer="city",
                scope="sampled-offices",
                standard="s",
                standard_version="1",
                standard_sha256="0" * 64,
                subjects=tuple(f"o-{n}" for n in range(5)),
                items=("i-1", "i-2", "i-3"),
                assessors=(Assessor(id="k1", name="甲"), Assessor(id="k2", name="乙")),
            )
        ),
    ]


def filled(ledger: Ledger) -> Ledger:
    """Return `ledger` with the registry and the round in it."""
    ledger.append([registry(), *city_round()])
    return ledger
