"""Which day it is where these rules are in force."""

from __future__ import annotations

from datetime import date, datetime

from graph.dates import CHINA


def today() -> date:
    return datetime.now(CHINA).date()
