"""Which day it is where these rules are in force."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

# One time zone since 1949, without summer time since 1991; needs no time zone data.
CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")


def today() -> date:
    return datetime.now(CHINA).date()
