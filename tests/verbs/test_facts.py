"""What each verb of titles and cards puts on record: values that are no defaults, fact by fact."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from civtui.model.roles import Right
from civtui.verbs import every_verb, verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from tests.titles.small import TODAY, held_city

# a field that is not tried here -> where it is
LEFT = {
    "decide.add": {"outcome", "subject"},  # tests/verbs/test_decide.py
    "notice.object": {"another"},  # tests/titles/test_objected.py
    "decide.inside": {"outcome"},  # tests/titles
    # tests/titles/test_refusals.py, tests/tui/test_sittings_from_the_screen.py
    "group.call": {"paper", "body"},
    "card.evidence": {"evidence"},  # tests/tui/test_card_evidence.py
    "card.plan": {"evidence"},  # tests/titles/test_due_lines.py
    "card.inspect": {"evidence"},  # tests/tui/test_card_evidence.py
    # tests/chain/test_agenda_kept.py, tests/titles/test_which_card.py
    "group.put": {"matter", "holders", "honor", "card"},
    "honor.appeal": {"answer"},  # tests/titles/test_two_years.py
}
NOUNS = ("card", "apply", "notice", "group", "decide", "honor")


class Done(NamedTuple):
    """A verb with what it is given, the day from which its fact holds, and what the fact says.

    Args:
        fact: the kind of the fact, the newest one.
        says: fields of its payload; each value differs from what is put down where none is given.
    """

    verb: str
    given: dict[str, Any]
    day: str
    fact: str
    says: dict[str, Any]


def on(day: str, **given: Any) -> dict[str, Any]:
    return {**given, "on": day}


def decided(number: int, item: str, day: str) -> list[Done]:
    """Return the sitting, and decision `d<number>`, of one agenda item."""
    sitting, minutes = f"s{number}", f"纪要{number}"
    return [
        Done(
            "group.call",
            on("2026-01-09", sitting=sitting, item=[item], date=day),
            "2026-01-09",
            "sitting-called",
            {"sitting": sitting, "on": day},
        ),
        Done(
            "group.hold",
            on(day, sitting=sitting, present=["m1", "m2", "m4"], chair="m4", minutes=minutes),
            day,
            "sitting-held",
            {"present": ["m1", "m2", "m4"], "chair": "m4", "minutes": minutes},
        ),
        Done(
            "decide.add",
            {
                "sitting": sitting,
                "item": "1",
                "votes": "2/0/0",
                "recused": ["m1"],
                "id": f"d{number}",
                "resolution": "同意",
            },
            day,
            "decided",
            {
                "decision": f"d{number}",
                "votes": {"for_": 2, "against": 0, "abstained": 0},
                "recused": ["m1"],
                "resolution": "同意",
                "outcome": "approved",
                "item": "1",
            },
        ),
    ]


def inside(number: int, matter: str, day: str) -> Done:
    """Return what the party group of a-2 decides on its first office."""
    return Done(
        "decide.inside",
        on(
            day,
            agency="a-2",
            matter=matter,
            subjects=["处1"],
            session="党组3次",
            honor="civilized-office",
            id=f"p{number}",
            resolution="通过",
        ),
        day,
        "decided",
        {
            "decision": f"p{number}",
            "agency": "a-2",
            "matter": matter,
            "honor": "civilized-office",
            "subjects": ["o-2-1"],
            "session": "党组3次",
            "resolution": "通过",
        },
    )


def of_title(
    verb: str, number: int, day: str, fact: str, says: dict[str, Any], **more: Any
) -> Done:
    given = on(day, honor="civilized-office", holders=["o-2-1"], decision=f"p{number}", **more)
    return Done(verb, given, day, fact, {"decision": f"p{number}", "holders": ["o-2-1"], **says})


def step(verb: str, day: str, says: dict[str, Any], **more: Any) -> Done:
    given = on(day, card="c1", note=f"注{day}", **more)
    return Done(verb, given, day, "card-stepped", {"card": "c1", "note": f"注{day}", **says})


GROUP = [
    Done(
        "group.add",
        on("2026-01-08", member="m4", name="张", post="办公室", part="deputy"),
        "2026-01-08",
        "member-set",
        {"member": "m4", "post": "办公室", "part": "deputy", "seated": True},
    ),
    Done(
        "group.seat",
        on("2026-01-08", name="王", post="处长", part="deputy"),
        "2026-01-08",
        "member-set",
        {"member": "m5", "post": "处长", "part": "deputy"},
    ),
    Done(
        "group.change",
        on("2026-01-08", member="m5", name="汪", post="局长", part="member"),
        "2026-01-08",
        "member-set",
        {"member": "m5", "post": "局长", "part": "member"},
    ),
    Done(
        "group.remove",
        on("2026-01-09", member="m3"),
        "2026-01-09",
        "member-set",
        {"member": "m3", "seated": False},
    ),
    Done(
        "group.call",
        on("2026-01-09", sitting="s0", item=["measure=办法"], date="2026-01-20"),
        "2026-01-09",
        "sitting-called",
        {"sitting": "s0", "on": "2026-01-20"},
    ),
    Done(
        "group.move",
        {"sitting": "s0", "day": "2026-01-15"},
        "2026-01-15",
        "sitting-called",
        {"sitting": "s0", "on": "2026-01-15"},
    ),
]
CARDS = [
    *decided(1, "card=a-2", "2026-02-02"),
    Done(
        "card.add",
        on(
            "2026-02-03",
            agency="a-2",
            cause="停滞",
            demands="整改",
            decision="d1",
            months="5",
            id="c1",
        ),
        "2026-02-03",
        "carded",
        {
            "card": "c1",
            "agency": "a-2",
            "cause": "停滞",
            "demands": "整改",
            "term_ends": "2026-07-03",
        },
    ),
    step("card.plan", "2026-02-10", {"step": "plan", "met": None}),
    step("card.evidence", "2026-02-11", {"step": "evidence", "met": None}),
    step("card.remind", "2026-02-12", {"step": "reminded", "met": None}),
    step("card.inspect", "2026-02-13", {"step": "re-inspected", "met": True}, finding="met"),
    step("card.inspect", "2026-02-14", {"step": "re-inspected", "met": False}, finding="not-met"),
    *decided(2, "prolong-card=a-2", "2026-02-15"),
    Done(
        "card.prolong",
        on("2026-02-16", card="c1", decision="d2"),
        "2026-02-16",
        "card-ended",
        {"card": "c1", "decision": "d2", "outcome": "prolonged", "term_ends": "2026-08-03"},
    ),
    step("card.inspect", "2026-02-17", {"met": True}, finding="met"),
    *decided(3, "clear-card=a-2", "2026-02-18"),
    Done(
        "card.clear",
        on("2026-02-19", card="c1", decision="d3"),
        "2026-02-19",
        "card-ended",
        {"card": "c1", "decision": "d3", "outcome": "cleared"},
    ),
    *decided(4, "card=a-3", "2026-02-20"),
    Done(
        "card.add",
        on("2026-02-21", agency="a-3", cause="x", demands="y", decision="d4", id="c2"),
        "2026-02-21",
        "carded",
        {"card": "c2", "term_ends": "2026-05-21"},
    ),
    Done(
        "card.inspect",
        on("2026-02-22", card="c2", finding="not-met"),
        "2026-02-22",
        "card-stepped",
        {"card": "c2", "step": "re-inspected", "met": False},
    ),
    *decided(5, "delist-card=a-3", "2026-02-22"),
    Done(
        "card.delist",
        on("2026-02-23", card="c2", decision="d5"),
        "2026-02-23",
        "card-ended",
        {"card": "c2", "decision": "d5", "outcome": "delisted", "term_ends": None},
    ),
]
LOST = {
    "honor.withdraw": ("withdraw", "withdrawn"),
    "honor.expire": ("expire", "expired"),
    "honor.waive": ("", "waived"),  # a letter of the holder is behind it, and no decision
}


def titles() -> Iterator[Done]:
    """Yield a title that begins, is kept, and ends in each way, beginning anew in between."""
    for number, (verb, (matter, cause)) in enumerate(LOST.items()):
        month, first = f"2026-{number + 3:02}", number * 10
        later, until = "2028-05-01", f"{month}-20"
        yield inside(first, "grant", f"{month}-01")
        yield of_title(
            "honor.grant",
            first,
            f"{month}-02",
            "granted",
            {"document": "文1", "until": later},
            document="文1",
            until=later,
        )
        yield inside(first + 1, "renew", f"{month}-03")
        yield of_title(
            "honor.keep",
            first + 1,
            f"{month}-04",
            "renewed",
            {"document": "文2", "until": until},
            document="文2",
            until=until,
        )
        if matter:
            yield inside(first + 2, matter, f"{month}-24")
        yield of_title(verb, first + 2, f"{month}-25", "withdrawn", {"cause": cause})


CASE = [
    Done(
        "apply.add",
        on("2026-02-01", honor="municipal", agency="a-1", id="k1"),
        "2026-02-01",
        "applied",
        {"case": "k1", "honor": "municipal", "agency": "a-1"},
    ),
    Done(
        "apply.check",
        on("2026-02-02", case="k1", score="91.5", why="复核"),
        "2026-02-02",
        "case-checked",
        {"case": "k1", "outcome": "passed", "score": "91.5", "source": "typed"},
    ),
    *decided(1, "recommend:municipal=a-1", "2026-02-03"),
    Done(
        "notice.add",
        on("2026-02-04", cases=["k1"], id="n1"),
        "2026-02-04",
        "notice-posted",
        {"notice": "n1", "cases": ["k1"]},
    ),
    Done(
        "notice.object",
        on("2026-02-05", notice="n1", case="k1", matter="举报", name="李"),
        "2026-02-05",
        "objection-received",
        {"notice": "n1", "matter": "举报", "signed": True},
    ),
    Done(
        "notice.handle",
        on("2026-02-06", objection="n1-o1", outcome="rejected", finding="不实"),
        "2026-02-06",
        "objection-handled",
        {"outcome": "rejected", "finding": "不实"},
    ),
    Done(
        "apply.submit",
        on("2026-03-20", cases=["k1"], document="文3", to="市文明委"),
        "2026-03-20",
        "submitted",
        {"cases": ["k1"], "document": "文3", "to": "市文明委"},
    ),
    Done(
        "apply.result",
        on(
            "2026-04-20",
            case="k1",
            outcome="granted",
            document="文4",
            by="省文明委",
            honor="municipal",
            until="2029-04-30",
        ),
        "2026-04-20",
        "result-received",
        {
            "case": "k1",
            "outcome": "granted",
            "honor": "municipal",
            "document": "文4",
            "by": "省文明委",
            "until": "2029-04-30",
        },
    ),
    *decided(2, "delist=a-1", "2026-05-01"),
    Done(
        "honor.delist",
        on("2026-05-02", honor="municipal", holders=["a-1"], decision="d2"),
        "2026-05-02",
        "withdrawn",
        {"honor": "municipal", "holders": ["a-1"], "cause": "delisted"},
    ),
    Done(
        "honor.appeal",
        on("2026-05-03", agency="a-1", decision="d2"),
        "2026-05-03",
        "appealed",
        {"agency": "a-1", "decision": "d2"},
    ),
    *decided(3, "restore:municipal=a-1", "2026-05-04"),
    Done(
        "honor.restore",
        on("2026-05-05", honor="municipal", holders=["a-1"], decision="d3"),
        "2026-05-05",
        "restored",
        {"honor": "municipal", "holders": ["a-1"]},
    ),
    Done(
        "honor.veto",
        on("2026-05-06", agency="a-1", event="事故", months="7"),
        "2026-05-06",
        "vetoed",
        {"agency": "a-1", "event": "事故", "months": 7},
    ),
    Done(
        "apply.add",
        on("2026-02-01", honor="municipal", agency="a-3", id="k2"),
        "2026-02-01",
        "applied",
        {"case": "k2"},
    ),
    Done(
        "apply.close",
        on("2026-02-07", case="k2", cause="withdrawn"),
        "2026-02-07",
        "case-closed",
        {"case": "k2", "cause": "withdrawn"},
    ),
]


def corrected(holder: str, honor: str, change: list[Any], **given: str) -> Done:
    """Return an opening title corrected, the first one that it changes as `change` says."""
    values = {"honor": honor, "holder": holder, "why": "误录", **given}
    return Done("honor.correct", values, str(TODAY), "title-corrected", {"changes": change})


def state(holder: str, honor: str, since: str = "2025-12-20", until: str | None = None) -> Any:
    return {"holder": holder, "honor": honor, "since": since, "until": until}


CIVILIZED, MODEL = "civilized-office", "model-office"
CORRECTIONS = [
    corrected(
        "o-1-1",
        CIVILIZED,
        [
            {
                "was": state("o-1-1", CIVILIZED),
                "now": state("o-1-1", CIVILIZED, "2025-06-01", "2028-01-31"),
            }
        ],
        since="2025-06-01",
        until="2028-01-31",
    ),
    corrected("o-1-2", CIVILIZED, [{"was": None, "now": state("o-1-2", MODEL)}], tier=MODEL),
    corrected(
        "o-1-2",
        MODEL,
        [
            {"was": state("o-1-2", MODEL), "now": state("o-2-2", MODEL)},
            {"was": state("o-1-2", CIVILIZED), "now": state("o-2-2", CIVILIZED)},
        ],
        to="o-2-2",
    ),
    corrected(
        "o-2-2",
        MODEL,
        [
            {"was": state("o-2-2", MODEL), "now": state("o-2-2", MODEL, "2025-07-01")},
            {"was": state("o-2-2", CIVILIZED), "now": state("o-2-2", CIVILIZED, "2025-07-01")},
        ],
        since="2025-07-01",
    ),
    corrected(
        "o-2-2", MODEL, [{"was": state("o-2-2", MODEL, "2025-07-01"), "now": None}], tier=CIVILIZED
    ),
    corrected(
        "o-2-2",
        CIVILIZED,
        [
            {
                "was": state("o-2-2", CIVILIZED, "2025-07-01"),
                "now": state("o-3-1", CIVILIZED, "2025-07-01"),
            }
        ],
        to="o-3-1",
    ),
    corrected("o-1-3", CIVILIZED, [{"was": state("o-1-3", CIVILIZED), "now": None}], tier="none"),
]
STORIES = {"cards": CARDS, "titles": [*titles()], "applications": CASE, "corrections": CORRECTIONS}


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = held_city(tmp_path / "w")
    yield made
    made.close()


def put_down(ws: Workspace, done: Done) -> None:
    """Do a verb and hold the fact it wrote to what it should say."""
    before = ws.head()
    perform(ws, verb_of(done.verb), done.given)
    rows = ws.ledger.connection.execute(
        "SELECT kind, effective, payload FROM fact WHERE seq > ? ORDER BY seq", (before,)
    ).fetchall()
    kind, day, payload = rows[0]
    said = json.loads(payload)
    assert (kind, day) == (done.fact, done.day), done.verb
    assert {key: said[key] for key in done.says} == done.says, done.verb
    if verb_of(done.verb).field("on"):
        assert date.fromisoformat(day) != ws.today()


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_what_is_given_is_put_on_record(ws: Workspace, story: list[Done]) -> None:
    for done in [*GROUP, *story]:
        put_down(ws, done)


def test_every_verb_of_these_nouns_is_done_with_every_field() -> None:
    given: dict[str, set[str]] = {}
    for done in [*GROUP, *(done for story in STORIES.values() for done in story)]:
        given.setdefault(done.verb, set()).update(done.given)
    for verb in every_verb():
        if verb.right is Right.VOID:  # tests/voiding
            continue
        if verb.writes and verb.id.split(".")[0] in NOUNS:
            left = {field.id for field in verb.fields} - given.get(verb.id, set())
            assert left == LEFT.get(verb.id, set()), verb.id
