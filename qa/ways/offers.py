"""What speaks for a unit as the answer to one part of a question, in the light of what is told.

A sign is 0 where it says nothing. Its name is its key in ``data/parts.toml``, which holds what each
counts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from graph.model import Span
from qa.refusals.supplied import lacks_number
from qa.search.asked_parts import goes_on, is_bound
from qa.search.rank import Inquiry, Scored
from qa.search.retrieve import Candidate
from qa.search.trail import leading_on
from qa.search.worded import ASKS_OUTCOME, ASKS_SCOPE, PENAL, SETTLES

_LEADING = 4
"""Units known before a part from which it may be led on."""

_Place = tuple[str, tuple[Span, ...]]


@cache
def weights() -> dict[str, float]:
    """What each sign counts, in log odds. Fitted by ``tests/bench/fit_parts.py``."""
    raw = files("qa").joinpath("data", "parts.toml").read_text("utf-8")
    return {name: float(value) for name, value in tomllib.loads(raw).items()}


@dataclass(frozen=True, slots=True)
class Asked:
    """One part of a question with the rules in which its answer is looked for."""

    own: Inquiry
    found: tuple[Candidate, ...]
    _numberless: dict[_Place, bool] = field(default_factory=dict, init=False)

    def lacks_number(self, scored: Scored) -> bool:
        """Whether a unit lacks the number that the part asks for."""
        place = place_of(scored)
        if place not in self._numberless:
            self._numberless[place] = bool(lacks_number(self.own.question, [scored]))
        return self._numberless[place]

    def offers(
        self, before: Sequence[Scored], chosen: Sequence[Scored]
    ) -> list[tuple[float, Scored]]:
        """Units with what they are worth beside the one most like the part, the best first.

        ``before`` answer the parts before it, ``chosen`` the whole question. The worth is in log
        odds; what one part is worth more where it leads to the next counts for both.
        """
        counts = weights()
        worth = [
            (sum([counts[name] * value for name, value in told]), scored)
            for scored, told in self.signs(before, chosen)
        ]
        alike = max((counts["score"] * scored.score for _, scored in worth), default=0.0)
        return sorted(((w - alike, scored) for w, scored in worth), key=lambda w: -w[0])

    def signs(
        self, before: Sequence[Scored], chosen: Sequence[Scored]
    ) -> Iterator[tuple[Scored, list[tuple[str, float]]]]:
        """Every unit that may answer, with what speaks for it."""
        own, part = self.own, self.own.question
        known = [*before, *chosen][:_LEADING]
        asks_what_follows = ASKS_OUTCOME.search(part.chinese)
        worded = PENAL if asks_what_follows else None
        worded = SETTLES if ASKS_SCOPE.search(part.chinese) else worded
        deciding = None if asks_what_follows else _deciding(part.chinese)
        breached = frozenset(c.rule for c in leading_on(own, before) if asks_what_follows)
        led = leading_on(own, known)
        rules = frozenset(s.rule for s in known)
        led_to = frozenset(c.rule for c in led) - rules
        acts = frozenset(s.entry.id for s in known)
        on = goes_on(part)
        told = frozenset(map(place_of, before))
        for scored in own.rank(self._among(led)):
            again = place_of(scored) in told
            yield (
                scored,
                [
                    ("score", scored.score),
                    ("close", scored.close),
                    ("same_rule", 1.0 if scored.rule in rules and not again else 0.0),
                    ("told", 1.0 if again else 0.0),
                    ("goes_on", 1.0 if on and scored.entry.id in acts else 0.0),
                    ("led_to", 1.0 if scored.rule in led_to else 0.0),
                    ("no_number", 1.0 if self.lacks_number(scored) else 0.0),
                    ("decides", 1.0 if deciding and deciding.search(scored.read.words) else 0.0),
                    ("worded", 1.0 if worded and worded.search(scored.read.words) else 0.0),
                    ("of_breach", 1.0 if scored.rule in breached else 0.0),
                ],
            )

    def _among(self, led: Sequence[Candidate]) -> list[Candidate]:
        """What was found and what is led to; only of the acts that the part is bound to."""
        pool = _each_once([*self.found, *led])
        named = self.own.scope.named
        if named and is_bound(self.own.question):
            return [c for c in pool if c.entry.id in named] or pool
        return pool


def place_of(scored: Scored) -> _Place:
    return scored.entry.id, scored.spans


# 由谁裁决, 归哪个部门审批: the text says 由…裁决
_BY_WHOM = re.compile(
    r"(?:由|归|该)(?:谁|哪[个家级些]?[^，。？]{0,6}?|什么(?:部门|机构|人)?)(?:来|去)?(?P<verb>[\u3400-\u9fff]{1,2})"
)


def _deciding(words: str) -> re.Pattern[str] | None:
    """由…裁决 for a part that asks 由谁裁决, 依照《 for 依哪部法; None where neither is asked."""
    asked = _BY_WHOM.search(words)
    if asked:
        return re.compile(rf"(?:由|向|经)[^,。;]{{2,30}}{asked['verb']}")
    return _BY_ACT if _BY_WHICH_ACT.search(words) else None


# 依哪部法处罚, 叫按哪份文件给: the text says 依照《…》
_BY_WHICH_ACT = re.compile(
    r"(?:依|按|照|据|用|适用)(?:什么法|哪一?[部份个些][^，。？]{0,6}?(?:法|条例|办法|规定|文件|细则))"
)
_BY_ACT = re.compile(r"(?:依照|按照|根据|适用|参照)[^,。;]{0,6}《")


def _each_once(candidates: Iterable[Candidate]) -> list[Candidate]:
    found: dict[tuple[str, int], Candidate] = {}
    for candidate in candidates:
        found.setdefault((candidate.rule.document_id, candidate.rule.start), candidate)
    return list(found.values())
