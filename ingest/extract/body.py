"""A document as the extractors see it: its sentences, each with its provision and its lead-in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.areas import Area, Line, areas, at
from graph.model import Document, Evidence, Head, Provision, ProvisionKind, Span
from graph.taxonomy import ConceptMention, find_concepts

# Sentences end with 。！？ or with the line. A closing quotation mark or bracket goes along.
_SENTENCE_END = re.compile(r"[。！？]+[”’」』）)》]*|\n+")
_LABEL = re.compile(
    r"\s*(?:#+\s*)?(?:第[一二三四五六七八九十百千零〇\d]+(?:条(?:之[一二三四五六七八九十]+)?|章|节|编)"
    r"|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|[一二三四五六七八九十]{1,3}、"
    r"|\d{1,2}[.．、](?!\d)|——?)[\s　]*"
)
# Half-width marks between Chinese words: 提取,但不低于(含). Not in 1,200 nor in 8:30 nor in a link.
_HALF_WIDTH = re.compile(r"(?<![0-9A-Za-z.])[,:;]|[,:;](?![0-9A-Za-z/\s])|[()]")
_FULL_WIDTH = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）"}
_LISTED = frozenset({ProvisionKind.ITEM, ProvisionKind.SUBITEM})
_POINTS = frozenset({ProvisionKind.HEADING_2, ProvisionKind.HEADING_3, ProvisionKind.HEADING_4})
_LONGEST_LEAD = 200
_LONGEST_LABEL = 8
_SILENT = frozenset({ProvisionKind.HEAD, ProvisionKind.LEFTOVER})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or one item of a list. Offsets are code points into the document's text."""

    start: int
    """After the label: 第三条 and （一） are not part of it."""
    end: int
    text: str
    """With full-width commas, colons and brackets, whatever the source prints; else as printed."""
    provision: Provision
    """The narrowest provision that holds its first character."""
    lead: Span | None = None
    """The words that open the list this item stands in; None outside of lists."""
    lead_text: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """The document, cut once for all extractors."""

    document: Document
    head: Head
    provisions: Sequence[Provision]
    sentences: tuple[Sentence, ...]
    """In the order of the text, head and leftovers aside."""
    opening: tuple[Sentence, ...]
    """The sentences of the head."""
    concepts: tuple[ConceptMention, ...]
    """Where the text speaks of concepts of the taxonomy, in order."""
    areas: tuple[Area, ...]
    """Of which regions the text speaks from where on, in order."""
    _tree: _Tree = field(repr=False)

    def regions_at(self, offset: int) -> tuple[str, ...]:
        """Names of the regions that the text speaks of at this place: the document's, mostly."""
        return at(self.areas, offset)

    def quote(self, *spans: Span) -> Evidence:
        """Evidence that knows the narrowest provision of its first span."""
        return self.document.quote(*spans, provision_id=self.narrowest(spans[0][0]).id)

    def narrowest(self, offset: int) -> Provision:
        """The narrowest provision at this place."""
        return self._tree.narrowest(offset)

    def ancestors(self, provision: Provision) -> Iterator[Provision]:
        """The provision itself, then its parents up to the outermost."""
        return self._tree.ancestors(provision)

    def article(self, provision: Provision) -> Provision | None:
        """The article that holds the provision; None outside of articles."""
        above = self.ancestors(provision)
        return next((a for a in above if a.rank is ProvisionKind.ARTICLE), None)

    def children(self, provision: Provision) -> list[Provision]:
        return self._tree.children.get(provision.id, [])


@dataclass(slots=True)
class _Tree:
    """Looks provisions up by place and by parent."""

    provisions: Sequence[Provision]
    by_id: dict[str, Provision] = field(default_factory=dict)
    children: dict[str, list[Provision]] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)
    _owners: list[Provision] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.provisions:
            raise ValueError("a document without provisions; was it split?")
        self.by_id = {p.id: p for p in self.provisions}
        for provision in self.provisions:
            if provision.parent_id:
                self.children.setdefault(provision.parent_id, []).append(provision)
        self._flatten()

    def _flatten(self) -> None:
        """From each offset on, who owns the text: the innermost provision that holds it."""
        events: dict[int, Provision] = {}
        order = sorted(self.provisions, key=lambda p: (p.start, -p.end, self._depth(p)))
        stack: list[Provision] = []
        for provision in order:
            while stack and stack[-1].end <= provision.start:
                closed = stack.pop()
                if stack:
                    events[closed.end] = stack[-1]
            events[provision.start] = provision
            stack.append(provision)
        while stack:
            closed = stack.pop()
            if stack and closed.end not in events:
                events[closed.end] = stack[-1]
        for offset in sorted(events):
            self._starts.append(offset)
            self._owners.append(events[offset])

    def _depth(self, provision: Provision) -> int:
        return sum(1 for _ in self.ancestors(provision))

    def narrowest(self, offset: int) -> Provision:
        return self._owners[max(0, bisect_right(self._starts, offset) - 1)]

    def ancestors(self, provision: Provision) -> Iterator[Provision]:
        above: Provision | None = provision
        while above is not None:
            yield above
            above = self.by_id.get(above.parent_id) if above.parent_id else None


def read_body(document: Document, head: Head, provisions: Sequence[Provision]) -> Body:
    """Cut the document into sentences. Raises ValueError without provisions."""
    tree = _Tree(provisions)
    text = _full_width(document.text)
    found = [s for s in _sentences(text, tree) if s.text.strip()]
    opening = tuple(s for s in found if s.provision.rank is ProvisionKind.HEAD)
    body = tuple(
        s for s in found if not any(a.rank in _SILENT for a in tree.ancestors(s.provision))
    )
    sentences = _with_leads(text, tree, body)
    mentions = tuple(find_concepts(text))
    lines = [Line(s.start, s.text) for s in found]
    spoken = areas(lines, head.regions)
    return Body(document, head, provisions, sentences, opening, mentions, spoken, tree)


def _full_width(text: str) -> str:
    """The same text, character for character, with the marks that the rules are written for."""
    return _HALF_WIDTH.sub(lambda mark: _FULL_WIDTH[mark[0]], text)


def _sentences(text: str, tree: _Tree) -> Iterator[Sentence]:
    """Sentences do not cross the start of a provision."""
    breaks = sorted({p.start for p in tree.provisions} | {len(text)})
    position = 0
    for stop in breaks:
        while position < stop:
            match = _SENTENCE_END.search(text, position, stop)
            end = match.end() if match else stop
            yield _sentence(text, position, end, tree)
            position = end


def _sentence(text: str, start: int, end: int, tree: _Tree) -> Sentence:
    label = _LABEL.match(text, start, end)
    first = label.end() if label else start
    while first < end and text[first].isspace():
        first += 1
    last = end
    while last > first and text[last - 1].isspace():
        last -= 1
    first = min(first, last)
    return Sentence(first, last, text[first:last], tree.narrowest(min(first, end - 1)))


def _with_leads(text: str, tree: _Tree, found: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Give every item of a list the words that open the list: …按照下列标准给予奖励："""
    leads: dict[str, Span] = {}
    points = dict(_listed_points(text, tree))
    led: list[Sentence] = []
    for sentence in found:
        provision = sentence.provision
        if sentence.text.endswith(("：", ":")):
            leads[provision.id] = (sentence.start, sentence.end)
        listed = provision.rank in _LISTED
        opens = sentence.start - provision.start <= _LONGEST_LABEL
        span = points.get(provision.id) if opens else None
        span = _lead_of(tree, provision, leads) if listed else span
        if span is None or span[1] > sentence.start:
            led.append(sentence)
        else:
            words = text[span[0] : span[1]]
            led.append(
                Sentence(sentence.start, sentence.end, sentence.text, provision, span, words)
            )
    return tuple(led)


_LEAD = re.compile(r"[^。；\n]+：\s*$")


def _listed_points(text: str, tree: _Tree) -> Iterator[tuple[str, Span]]:
    """Points of a notice that are items: 应当具备以下条件：（一）…；（二）…; with their lead-in."""
    for children in tree.children.values():
        lead: Span | None = None
        last: Provision | None = None
        for child in children:
            goes_on = last is not None and last.rank is child.rank
            if child.rank in _POINTS and not goes_on:
                opens = _LEAD.search(text, max(0, child.start - _LONGEST_LEAD), child.start)
                listed = text[child.start : child.end].rstrip().endswith("；")
                lead = opens.span() if opens and listed else None
            if child.rank in _POINTS and lead:
                yield child.id, (lead[0], lead[0] + len(text[slice(*lead)].rstrip()))
            last = child


def _lead_of(tree: _Tree, item: Provision, leads: dict[str, Span]) -> Span | None:
    for above in tree.ancestors(item):
        if above.id != item.id and above.id in leads:
            return leads[above.id]
    return None
