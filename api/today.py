"""Which day it is where these rules are in force."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from graph.dates import CHINA


def today() -> date:
    return datetime.now(CHINA).date()


def seconds_to_tomorrow() -> int:
    """Until the next day begins there, at least 1."""
    now = datetime.now(CHINA)
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), CHINA)
    return max(1, int((tomorrow - now).total_seconds()) + 1)
