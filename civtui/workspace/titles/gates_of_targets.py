"""The gates of targets and duties: they forget nothing at the turn of the year.

A duty that failed or is late bars until it is done. Of a post, and of what a link judges, the last
verdict stands until there is a newer one, and the year whose round an office's deed rests on is
asked beside the day of the deed: what was missed in the year that is judged bars.
"""

from __future__ import annotations

from civtui.model.text import Bilingual, Message, msg
from civtui.rules.consequences import OF_OFFICE
from civtui.workspace.building.judged import posts_of, unfinished
from civtui.workspace.building.registers import closed_years
from civtui.workspace.building.reward_figures import OFFICE_LIST, figures
from civtui.workspace.titles.lacks import Asked, Found, Lack
from civtui.workspace.titles.result_basis import years_behind


def missed_posts(asked: Asked) -> Found:
    """Yield the offices with a post that counts in which one of the two targets is missed."""
    closed, told = closed_years(asked.ws), set()
    for year, offices in _years(asked).items():
        for office, row in posts_of(asked.ws, year):
            values = row.values
            missed = "missed" in (values["business-met"], values["building-met"])
            if office in offices and missed and row.id not in told:
                told.add(row.id)
                way = "way-post-closed" if row.year in closed else "way-post"
                why = msg("titles.post-shut", post=values["post"], year=str(row.year))
                yield Lack("one-post-two-duties", office, why, msg(f"titles.{way}"))


def unfinished_duties(asked: Asked) -> Found:
    """Yield the agencies with duties that failed, or that are late and not done."""
    wanted, closed = set(asked.holders), closed_years(asked.ws)
    titles = {duty.id: Bilingual(duty.title.zh, duty.title.en) for duty in asked.ws.profile().duty}
    failed: dict[str, list[Message]] = {}
    ways: dict[str, str] = {}
    for row, year in unfinished(asked.ws, asked.day):
        if row.agency in wanted:
            duty = row.values["duty"]
            said = msg("titles.duty-of-year", duty=titles.get(duty, duty), year=str(year))
            failed.setdefault(row.agency, []).append(said)
            if row.year in closed and not row.carried:
                ways[row.agency] = "way-duty-closed"
    for holder, duties in failed.items():
        why = msg("titles.duty-shut", count=len(duties), duties=duties)
        yield Lack("target-duty", holder, why, msg(f"titles.{ways.get(holder, 'way-duty')}"))


def unmet_links(asked: Asked) -> Found:
    """Yield the offices that a link to the list of candidates judges and does not list."""
    told: list[Lack] = []
    for year, offices in _years(asked).items():
        for row in figures(asked.ws, year, list_=OFFICE_LIST, last=True):
            if row.subject in offices and row.value < row.at_least:
                why = msg("titles.link-shut", link=row.title, reason=row.reason)
                lack = Lack("reward-links", row.subject, why, msg("titles.way-link"))
                if lack not in told:
                    told.append(lack)
                    yield lack


def _years(asked: Asked) -> dict[int, set[str]]:
    """Return up to which years verdicts count, each with the holders of whom: the newest first."""
    found = {asked.day.year: set(asked.holders)}
    if asked.deed in OF_OFFICE:
        behind = years_behind(asked.ws, asked.honor, asked.holders, asked.day)
        for office, year in behind.items():
            found.setdefault(year, set()).add(office)
    return dict(sorted(found.items(), reverse=True))
