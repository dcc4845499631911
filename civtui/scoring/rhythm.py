"""The rhythm of an agency's building log: crammed before a visit, slackening, lagging.

Each function says what it sees and by which figures; where there is too little to judge by it says
"not checked", never "no warning". Signals propose; people decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from civtui.model.figures import fixed, shown
from civtui.model.text import Bilingual
from civtui.scoring.trend import burstiness, mann_kendall

State = Literal["clear", "warning", "unchecked"]


class Rule(NamedTuple):
    """Where the lines are drawn (`[rhythm]` of the profile).

    Args:
        visit_days: activities in so many days up to the visit are counted.
        visit_share: more than this share of the year's activities in them is cramming.
        least: a year with fewer activities is not judged.
        drop_share: a last year below this share of the mean before is slackening.
        trend_years: years from which Mann-Kendall's test decides.
        trend_p: its level, one-sided.
        lag_share: less than this share of the median agency is lagging.
    """

    visit_days: int = 28
    visit_share: Fraction = Fraction(1, 2)
    least: int = 4
    drop_share: Fraction = Fraction(1, 2)
    trend_years: int = 5
    trend_p: Fraction = Fraction(1, 20)
    lag_share: Fraction = Fraction(1, 3)


class Sign(NamedTuple):
    """What is seen.

    Args:
        text: the figures in words.
        figures: the figures by name.
    """

    state: State
    text: Bilingual
    figures: dict[str, Any]


def rule_of(data: dict[str, Any]) -> Rule:
    """Return the rule as the profile's data have it; shares come as text."""
    kept: dict[str, Any] = {
        name: Fraction(value) if isinstance(value, str) else value for name, value in data.items()
    }
    return Rule(**kept)


def _counted(count: int, upto: date) -> Bilingual:
    """Return how many activities were counted, and up to which day where the year is not over."""
    if (upto.month, upto.day) == (12, 31):
        return Bilingual(f"全年 {count} 次活动中", f"of the year's {count} activities")
    return Bilingual(
        f"今年截至 {upto.isoformat()} 的 {count} 次活动中",
        f"of the {count} activities of the year up to {upto.isoformat()}",
    )


def crammed(days: Sequence[date], visit: date, rule: Rule, today: date | None = None) -> Sign:
    """Return whether the year's activities crowd into the weeks before the visit.

    Args:
        days: of the agency's activities; those of the visit's year up to the visit count.
        visit: when the judges come.
        today: the day that is answered as of; the visit's where None.
    """
    own = sorted(day for day in days if day.year == visit.year and day <= visit)
    late = sum(day > visit - timedelta(days=rule.visit_days) for day in own)
    figures: dict[str, Any] = {"late": late, "year": len(own), "visit": visit.isoformat()}
    if len(own) < rule.least:
        return _too_few(len(own), rule.least, figures)
    share = Fraction(late, len(own))
    first = date(visit.year, 1, 1)
    bursts = burstiness({"days": [(day - first).days for day in own], "period": 366})[0]
    figures |= {"share": share, "burstiness": None if bursts is None else round(float(bursts), 2)}
    counted = _counted(len(own), min(visit, today or visit))
    text = Bilingual(
        f"{counted.zh} {late} 次在{visit.isoformat()}考评前 {rule.visit_days} 天内",
        f"{late} {counted.en} fall into the {rule.visit_days} days "
        f"before the visit of {visit.isoformat()}",
    )
    # a visit early in the year leaves little time that is not "before the visit"
    before = (visit - first).days + 1
    even = Fraction(min(rule.visit_days, before), before)
    return Sign("warning" if share > max(rule.visit_share, even) else "clear", text, figures)


def cramming(
    days: Sequence[date], visits: Sequence[date], rule: Rule, today: date | None = None
) -> list[Sign]:
    """Return what `crammed` sees before each visit of a year, and before all of them together.

    A later visit hides no earlier one: each is judged by what was on record up to it. Where every
    visit alone has too little to judge by, or each just keeps within its share, the weeks before
    all of them may still hold the year; they are looked at as one.

    Args:
        days: of the agency's activities.
        visits: when the judges come, all in one year.
        today: the day that is answered as of; that of each visit where None.
    """
    ordered = sorted(set(visits))
    signs = [crammed(days, visit, rule, today) for visit in ordered]
    return [*signs, _together(days, ordered, rule, today)] if len(ordered) > 1 else signs


def _together(days: Sequence[date], visits: Sequence[date], rule: Rule, today: date | None) -> Sign:
    """Return whether the year's activities crowd into the weeks before its visits."""
    last, first = visits[-1], date(visits[-1].year, 1, 1)
    near = timedelta(days=rule.visit_days)

    def before(day: date) -> bool:
        return any(visit - near < day <= visit for visit in visits)

    own = [day for day in days if first <= day <= last]
    late = sum(map(before, own))
    named = [visit.isoformat() for visit in visits]
    figures: dict[str, Any] = {"late": late, "year": len(own), "visits": named}
    if len(own) < rule.least:
        return _too_few(len(own), rule.least, figures)
    share, span = Fraction(late, len(own)), (last - first).days + 1
    even = Fraction(sum(before(first + timedelta(days=n)) for n in range(span)), span)
    figures |= {"share": share}
    counted = _counted(len(own), min(last, today or last))
    text = Bilingual(
        f"{counted.zh} {late} 次在 {len(visits)} 次考评（{'、'.join(named)}）"
        f"前 {rule.visit_days} 天内",
        f"{late} {counted.en} fall into the {rule.visit_days} days before "
        f"its {len(visits)} visits ({', '.join(named)})",
    )
    # many visits leave little time that is not "before a visit"
    return Sign("warning" if share > max(rule.visit_share, even) else "clear", text, figures)


def slackening(days: Sequence[date], today: date, rule: Rule) -> Sign:
    """Return whether an agency does less and less; each year counts up to the same day.

    With less than `trend_years` years a plain rule: the last year below `drop_share` of the mean
    of those before. From then on Mann-Kendall's test (H. B. Mann, Econometrica 13 (1945) 245-259),
    one-sided.
    """
    past = [day for day in days if day <= today]
    if not past:
        return _too_few(0, rule.least, {"years": []})
    years = range(min(past).year, today.year + 1)
    upto = (today.month, today.day)
    counts = [sum(d.year == y and (d.month, d.day) <= upto for d in past) for y in years]
    figures: dict[str, Any] = {"years": list(years), "counts": counts}
    if len(counts) < 2:
        return Sign(
            "unchecked",
            Bilingual("只有一年的记录，看不出趋势", "one year on record shows no trend"),
            figures,
        )
    before = counts[:-1]
    mean = Fraction(sum(before), len(before))
    if mean < rule.least:
        return _too_few(sum(before), rule.least * len(before), figures)
    row = "、".join(map(str, counts))
    if len(counts) < rule.trend_years:
        share = counts[-1] / mean
        figures["share"] = share
        text = Bilingual(
            f"历年同期活动 {row} 次，今年为此前平均的 {fixed(100 * share, 0)} %",
            f"{', '.join(map(str, counts))} activities up to this day of the years; "
            f"this year {fixed(100 * share, 0)} % of the mean before",
        )
        return Sign("warning" if share < rule.drop_share else "clear", text, figures)
    score, details, _ = mann_kendall({"series": counts})
    p = details.get("p_one_sided") if score is not None else None
    falls = score is not None and score < 0 and p is not None and p <= rule.trend_p
    figures |= {"S": score, "p": p}
    said = "—" if p is None else fixed(Fraction(p), 3)
    text = Bilingual(
        f"历年同期活动 {row} 次（Mann-Kendall S={score if score is not None else 0}，p={said}）",
        f"{', '.join(map(str, counts))} activities up to this day of the years "
        f"(Mann-Kendall S={score if score is not None else 0}, p={said})",
    )
    return Sign("warning" if falls else "clear", text, figures)


def lagging(own: int, everybody: Sequence[int], rule: Rule) -> Sign:
    """Return whether an agency does far less this year than the others.

    Args:
        own: its activities this year.
        everybody: those of every agency, its own among them.
    """
    ordered = sorted(everybody)
    n = len(ordered)
    median = Fraction(ordered[(n - 1) // 2] + ordered[n // 2], 2) if n else Fraction(0)
    figures: dict[str, Any] = {"own": own, "median": median, "agencies": n}
    if n < 3 or median < 1:
        return Sign(
            "unchecked",
            Bilingual("可比的机关或活动太少", "too few agencies or activities to compare with"),
            figures,
        )
    middle = shown(median)
    text = Bilingual(
        f"今年 {own} 次活动，各机关中位数 {middle} 次",
        f"{own} activities this year, the median agency has {middle}",
    )
    return Sign("warning" if own < rule.lag_share * median else "clear", text, figures)


def _too_few(count: int, least: int, figures: dict[str, Any]) -> Sign:
    text = Bilingual(
        f"只有 {count} 次活动，少于 {least} 次，不作判断",
        f"{count} activities on record, fewer than {least}: not judged",
    )
    return Sign("unchecked", text, figures)
