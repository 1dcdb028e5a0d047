"""A sentence before it is checked: its words, the quotes it stands on, the sum it makes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.model import Document, Span
from graph.quantities import Quantity
from graph.store import DocumentEntry

QUOTED = re.compile(r"“((?:[^“”]|“[^“”]*”)+)”")
TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document that a claim cites."""

    entry: DocumentEntry
    document: Document
    locator: str
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        return "".join(self.document.text[start:end] for start, end in self.spans)

    def holds(self, other: Quote) -> bool:
        """Whether every stretch of the other one stands in a stretch of this one."""
        same = self.entry.id == other.entry.id
        return same and all(any(a <= s and e <= b for a, b in self.spans) for s, e in other.spans)

    def words_of(self, quantity: Quantity) -> str:
        """不低于百分之七十: a number as its text bounds it, without the blanks of the layout."""
        return "".join(self.text[slice(*quantity.outer)].split())


class Operator(StrEnum):
    TIMES = "×"
    PLUS = "+"
    MINUS = "－"
    OVER = "÷"
    PERCENT = "÷…×100%"
    """Of two amounts, or two counts, as a share."""
    PER_HUNDRED = "÷…×100"
    """So much of the left side for every hundred of the right."""
    CAPPED = "，最高不超过"
    """The left side, but no more than the right one."""


@dataclass(frozen=True, slots=True)
class Step:
    """Left × right = result, with what the question, a quote or an earlier step gives."""

    left: Quantity
    operator: Operator
    right: Quantity
    result: Quantity


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a figure of the question keeps a bound that a quote prints or a sum comes to."""

    figure: Quantity
    bound: Quantity
    keeps: bool


@dataclass(frozen=True, slots=True)
class DayCount:
    """Day + period = last day; the day of a quote or the question, the period of a quote."""

    start: date
    period: Quantity
    last: date
    to_year_end: bool = False
    """Whether the period ends with the year that it reaches: 第五十年的12月31日."""
    first_counts: bool = False
    """Whether it is of whole years of which the first is that of the day: 从盈利的年度起五年."""
    day_before: bool = False
    """Whether a quote ends the period on the day before the like one of its last month."""
    until: date | None = None
    """A later day of the question, which is told to be past the last one or not."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """Words of another text that a stretch of this one does not hold."""

    words: str
    document: Document
    span: Span
    """The clause in which they would stand; the whole text where no clause is meant."""


@dataclass(frozen=True, slots=True)
class Stood:
    """Under which time a claim tells how an act stood."""

    label: str
    """2021年3月, 修改前, 修改后: with what the claim begins."""
    entry: DocumentEntry
    """The text that it tells."""
    others: tuple[DocumentEntry, ...]
    """The texts of the act that are told beside it."""
    on: date | None
    """The last day of the label; None for 修改前 and 修改后."""


@dataclass(frozen=True, slots=True)
class Claim:
    text: str
    quotes: tuple[Quote, ...]
    premise: str = ""
    """Words of the question whose dates, amounts and bodies the claim may repeat."""
    days: DayCount | None = None
    steps: tuple[Step, ...] = ()
    """How the sum it tells comes out, in turn."""
    case: Quantity | None = None
    """A number of the question that falls under the case whose condition the claim quotes."""
    verdict: Verdict | None = None
    """What 符合 or 不符合 at the beginning of the claim stands on."""
    lacking: Lacking | None = None
    """What the claim says is not written."""
    stood: Stood | None = None
    """Of which of several texts of an act it tells."""
    decided_by: Quote | None = None
    """The sentence inside a quote by which it says 可以 or 需要."""
    values: tuple[Quantity, ...] = ()
    """The numbers of its quote that the claim tells because they are asked for."""

    def __post_init__(self) -> None:
        if not self.text.strip() or not self.quotes:
            raise ValueError(f"claim {self.text[:20]!r} without words or quotes")

    @property
    def own_words(self) -> str:
        """What is not quoted and names no title; “” and 《》 stand where they were."""
        return TITLE.sub("《》", QUOTED.sub("“”", self.text))

    @property
    def quoted(self) -> str:
        """The words of all quotes, a line each."""
        return "\n".join(quote.text for quote in self.quotes)

    @property
    def given(self) -> str:
        """What may be repeated: words, titles, labels, numbers and regions of the citations."""
        return "\n".join(
            "\n".join(
                (
                    quote.text,
                    quote.entry.head.title,
                    quote.locator,
                    quote.entry.head.document_number or "",
                    quote.entry.head.doc_type,
                    *quote.entry.head.regions,
                    *quote.entry.head.issuers,
                )
            )
            for quote in self.quotes
        )
