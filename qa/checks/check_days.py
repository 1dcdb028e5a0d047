"""Whether the days of a claim stand in its quotes, or are counted rightly from one that does."""

from __future__ import annotations

from datetime import timedelta

from graph.dates import find_dates
from graph.quantities import find_quantities
from qa.checks.check_sums import values
from qa.claims.arithmetic import counted_on, year_end_after
from qa.claims.claim import Claim


def date_failures(claim: Claim) -> list[str]:
    """Days that neither the quotes, the question nor the claim's own count give."""
    counted, wrong = _counted(claim)
    told = [d.iso for d in find_dates(claim.own_words) if d.iso not in counted]
    given = find_dates(f"{claim.given}\n{claim.premise}") if told else ()
    known = {d.iso[:n] for d in given for n in _EXACT}
    return wrong + [f"date is in no quote: {day}" for day in told if day not in known]


def _counted(claim: Claim) -> tuple[set[str], list[str]]:
    """The last day that the claim's own count gives, counted anew; and what is wrong with it."""
    days = claim.days
    if days is None:
        return set(), []
    ground = claim.given
    found = []
    given = {d.iso for d in find_dates(f"{ground}\n{claim.premise}")}
    start = days.start.isoformat()
    told = next((n for n in _EXACT if start[:n] in given), 0)
    if not told or (told < len(start) and not (days.to_year_end or days.period.unit == "年")):
        found.append(f"day is in no quote: {days.start}")
    if not values([days.period]) <= values(find_quantities(ground)):
        found.append(f"period is in no quote: {days.period.text}")
    if "之前" in claim.own_words:
        found.append(f"{days.period.text} is counted on, not back")
    whole_years = days.to_year_end or days.first_counts
    last = (
        year_end_after(days.start, days.period, first_counts=days.first_counts)
        if whole_years
        else counted_on(days.start, days.period)
    )
    if days.day_before and last:
        last -= timedelta(days=1)
        if "前一日为期限届满日" not in "".join(claim.quoted.split()):
            found.append("no quote ends the period a day before")
    if last is None or last != days.last:
        found.append(f"{days.start} and {days.period.text} do not make {days.last}")
    exact = len(start) if days.to_year_end else told
    return {last.isoformat()[:exact]} if last and told else set(), found


_EXACT = (10, 7, 4)
"""Characters of a day, a month and a year in ISO 8601: an end is no more exact than its start."""
