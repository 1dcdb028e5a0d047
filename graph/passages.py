"""What is searched: a document cut into articles, numbered points, or windows of sentences.

A passage is short enough to be about one thing. What it stands under (title, regions, headings,
and for a part of a list the list's lead-in) goes along as its context.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.model import Document, Head, Provision, ProvisionKind, Span
from graph.names import fold
from graph.store import Passage

PASSAGES_VERSION = "2"
"""Changes with every change of what ``passages`` gives; an index made by another is rebuilt."""

LONGEST = 480
"""Characters. A longer stretch is cut at its 款 and 项, or between sentences."""
WINDOW = 320
"""Characters of one part of what is cut."""
OVERLAP = 80
"""Characters, at most, of running text that a part repeats of the one before it."""
TOGETHER = 200
"""Characters up to which numbered points stay in one passage with their heading."""
_LEAD_IN = 120
"""Characters of a lead-in that go along."""

# 。 ends a sentence, with the quotation mark behind it; ； ends a point of a list; so does a line.
_SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；]+[”’」』）]?\n*|\n+)|[^。！？；\n]+$")
_COMMA = re.compile(r"[，、：,\s]")

_APART = frozenset(
    {
        *(ProvisionKind.PART, ProvisionKind.CHAPTER, ProvisionKind.SECTION, ProvisionKind.ARTICLE),
        *(ProvisionKind.HEADING_1, ProvisionKind.HEADING_2, ProvisionKind.HEADING_3),
        *(ProvisionKind.HEADING_4, ProvisionKind.ANNEX, ProvisionKind.TABLE, ProvisionKind.HEAD),
    }
)
"""What is not searched in one stretch with its neighbours."""
_POINTS = frozenset(
    {ProvisionKind.HEADING_2, ProvisionKind.HEADING_3, ProvisionKind.HEADING_4, ProvisionKind.TABLE}
)
"""What may stay in one passage with the heading above it where all is short."""
_LISTED = frozenset({ProvisionKind.ITEM, ProvisionKind.SUBITEM})


def passages(document: Document, head: Head, provisions: Sequence[Provision]) -> list[Passage]:
    """Passages in the order of the text.

    Every word of the document stands in at least one of them, but for headings, which stand in
    the context of everything under them.
    """
    return list(_Cutter(document, head, provisions).cut())


@dataclass(frozen=True, slots=True)
class _Atom:
    """What is not cut: a whole 款 or 项, or one sentence of what is too long."""

    start: int
    end: int
    begins: bool
    """Whether a provision begins here, so that nothing before it needs to be repeated."""


class _Cutter:
    def __init__(self, document: Document, head: Head, provisions: Sequence[Provision]) -> None:
        self.document = document
        self.text = document.text
        self.above = (head.title, *head.regions)
        self.by_id = {p.id: p for p in provisions}
        self.children: dict[str | None, list[Provision]] = defaultdict(list)
        for provision in sorted(provisions, key=lambda p: (p.start, -p.end)):
            self.children[provision.parent_id].append(provision)
        self.parts: dict[str, int] = defaultdict(int)

    def cut(self) -> Iterator[Passage]:
        yield from self.under(None, (0, len(self.text)), self.above)

    def under(
        self, owner: Provision | None, span: Span, context: tuple[str, ...]
    ) -> Iterator[Passage]:
        """Passages of a provision; of the whole text where there is no owner."""
        apart = [p for p in self.inside(owner) if p.rank in _APART]
        if span[1] - span[0] <= TOGETHER and all(p.rank in _POINTS for p in apart):
            apart = []
        below = (*context, _heading(owner)) if owner else context
        cursor = span[0]
        for child in apart:
            lead = self.trimmed((cursor, child.start))
            if lead and not (owner and self.is_heading(lead, owner)):
                yield from self.stretch(owner, lead, context if cursor == span[0] else below)
            yield from self.under(child, (child.start, child.end), below)
            cursor = child.end
        if rest := self.trimmed((cursor, span[1])):
            yield from self.stretch(owner, rest, below if apart else context)

    def stretch(
        self, owner: Provision | None, span: Span, context: tuple[str, ...]
    ) -> Iterator[Passage]:
        """Passages of a stretch in which nothing stands apart: one, or parts of it."""
        within = [p for p in self.descendants(owner) if span[0] <= p.start < span[1]]
        if span[1] - span[0] <= LONGEST:
            yield self.passage(owner, span, context, within)
            return
        heading = (_heading(owner),) if owner else ()
        for n, part in enumerate(_parts(self.atoms(span, within))):
            bare = self.trimmed(part)
            if not bare:
                continue
            above = (*heading, *self.lead_in(bare[0], within)) if n else ()
            yield self.passage(owner, bare, (*context, *above), within)

    def passage(
        self,
        owner: Provision | None,
        span: Span,
        context: tuple[str, ...],
        within: Sequence[Provision],
    ) -> Passage:
        start, end = span
        holders = [p for p in (*within, *([owner] if owner else [])) if p.start <= start < p.end]
        whole = [p for p in holders if end <= p.end] or holders
        provision = min(whole, key=lambda p: p.end - p.start).id if whole else ""
        return Passage(
            id=self.name(owner, span),
            document_id=self.document.id,
            provision_id=provision,
            start=start,
            end=end,
            text=self.text[start:end],
            context=" ".join(part for part in context if part),
        )

    def name(self, owner: Provision | None, span: Span) -> str:
        if owner and span == self.trimmed((owner.start, owner.end)):
            return owner.id
        base = owner.id if owner else self.document.id
        self.parts[base] += 1
        return f"{base}+{self.parts[base]}"

    def atoms(self, span: Span, within: Sequence[Provision]) -> Iterator[_Atom]:
        starts = sorted({p.start for p in within} - {span[0]})
        for start, end in pairwise((span[0], *starts, span[1])):
            if end - start <= WINDOW:
                yield _Atom(start, end, begins=True)
                continue
            for n, (first, last) in enumerate(_sentences(self.text, start, end)):
                yield _Atom(first, last, begins=n == 0)

    def lead_in(self, offset: int, within: Sequence[Provision]) -> tuple[str, ...]:
        """下列…之一的： the words that introduce the list in which the offset lies."""
        listed = [p for p in within if p.rank in _LISTED and p.start <= offset < p.end]
        above = [self.by_id[p.parent_id] for p in listed if p.parent_id]
        if not above:
            return ()
        parent = max(above, key=lambda p: p.start)
        first = min(p.start for p in self.inside(parent) if p.rank in _LISTED)
        lead = _sentences(self.text, parent.start, first)
        return (self.text[slice(*lead[-1])].strip()[-_LEAD_IN:],) if lead else ()

    def inside(self, owner: Provision | None) -> list[Provision]:
        return self.children[owner.id if owner else None]

    def descendants(self, owner: Provision | None) -> Iterator[Provision]:
        for child in self.inside(owner):
            yield child
            yield from self.descendants(child)

    def is_heading(self, span: Span, owner: Provision) -> bool:
        return fold(self.text[slice(*span)]) == fold(owner.label + owner.title)

    def trimmed(self, span: Span) -> Span | None:
        """The span without blanks at its ends; None where nothing is left."""
        words = self.text[slice(*span)]
        start = span[0] + len(words) - len(words.lstrip())
        end = span[0] + len(words.rstrip())
        return (start, end) if start < end else None


def _heading(provision: Provision) -> str:
    return f"{provision.label} {provision.title}".strip()


def _parts(atoms: Iterable[_Atom]) -> Iterator[Span]:
    """Neighbouring atoms joined up to ``WINDOW``; running text overlaps."""
    part: list[_Atom] = []
    for atom in atoms:
        if part and atom.end - part[0].start > WINDOW:
            yield part[0].start, part[-1].end
            part = [] if atom.begins else _tail(part)
        part.append(atom)
    if part:
        yield part[0].start, part[-1].end


def _tail(part: Sequence[_Atom]) -> list[_Atom]:
    end = part[-1].end
    return [atom for atom in part[1:] if end - atom.start <= OVERLAP]


def _sentences(text: str, start: int, end: int) -> list[Span]:
    """Spans that tile the stretch, none longer than ``WINDOW``."""
    spans = (match.span() for match in _SENTENCE.finditer(text, start, end))
    return [piece for span in spans for piece in _pieces(text, span)]


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The sentence itself; cut behind commas or blanks, then anywhere, where it is too long."""
    start, end = span
    while end - start > WINDOW:
        marks = [m.end() for m in _COMMA.finditer(text, start, start + WINDOW)]
        cut = marks[-1] if marks else start + WINDOW
        yield start, cut
        start = cut
    if start < end:
        yield start, end
