"""Whether a place that a text names, 第五条第二款, holds a provision or lies in it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from graph.locators import Locator
from graph.model import further_act

_ONLY = "第一款"
"""An article with one 款 has no provision for it; it may be named, or left out, all the same."""


class Reach(Enum):
    """How much of a provision a named place takes in."""

    WHOLE = auto()
    """The provision is the place, or lies in it."""
    PART = auto()
    """The place lies in the provision."""
    NONE = auto()


def reach(place: Locator, path: Sequence[str]) -> Reach:
    """How much of the provision with this path (``Provision.path``) the named place takes in.

    >>> reach(("第五条", "第二款"), ("第一章", "第五条")), reach(("第五条",), ("第五条", "（一）"))
    (<Reach.PART: 2>, <Reach.WHOLE: 1>)
    """
    if not place or place[0] not in path or further_act(path):
        return Reach.NONE
    own = [label for label in path[list(path).index(place[0]) :] if label]
    named = list(place)
    while own and named:
        if own[0] == named[0]:
            own, named = own[1:], named[1:]
        elif named[0] == _ONLY and not own[0].endswith("款"):
            named = named[1:]
        elif own[0] == _ONLY and not named[0].endswith("款"):
            own = own[1:]
        else:
            return Reach.NONE
    return Reach.PART if named else Reach.WHOLE
