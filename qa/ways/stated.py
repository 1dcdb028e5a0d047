"""What documents state of one kind, and what they have an institution do: nodes of the graph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.model import Predicate, Span, Statement
from graph.names import fold
from qa.asked.asking_parts import asking_sentences
from qa.asked.question import Question
from qa.claims.claim import Quote
from qa.claims.commencement import title_of
from qa.claims.quoting import ground, quote_at, sentence_of
from qa.search.asked_relations import STATEMENTS, TASKS, AskedStatements
from qa.search.named_nodes import NamedBody, NamedNodes
from qa.search.retrieve import Scope
from qa.search.signals import is_report
from qa.shelf.shelf import Edition
from qa.ways.walk import Found

_MOST = 6
"""Sentences that are told in full; of more than these the first of each point."""
_MOST_TASKS = 12
_MOST_OF_TOPIC = 4
"""Tasks that are told where no document is named, the nearest to the question first."""
_MENTIONS = 2_000
"""Mentions of one institution that are looked at."""
_OF_REPORTS = re.compile(r"案例|报道|经验")


def stated(question: Question, named: NamedNodes, edition: Edition, scope: Scope) -> Found:
    """Problems, recommendations or tasks, each in its sentence; or that there are none.

    Empty where no such thing is asked for, of no document and of no institution.
    """
    told = Found()
    if len(asking_sentences(question.chinese)) > 1:
        return told
    documents = _documents(question, edition, scope)
    for row in STATEMENTS:
        if documents and row.asked.search(named.words):
            return _of_documents(row, question, edition, documents)
    if named.bodies and TASKS.search(named.words):
        body = named.bodies[0]
        told.claims += [ground(q) for q in _tasks(body, question, edition, scope)]
        lost = [] if told.claims else _unmentioned(body, edition, sorted(scope.named))
        told.missing += lost
    return told


def _documents(question: Question, edition: Edition, scope: Scope) -> list[str]:
    """The documents that are named, or the reports of the places that are."""
    if scope.named or not (question.regions and _OF_REPORTS.search(question.chinese)):
        return sorted(scope.named)
    inside = [edition.entries[i] for i in scope.documents]
    return [e.id for e in inside if is_report(e) and set(e.head.regions) & set(question.regions)]


def _of_documents(
    row: AskedStatements, question: Question, edition: Edition, documents: Sequence[str]
) -> Found:
    regions = question.regions
    nodes = [
        node
        for node in edition.statements(row.kind)
        if isinstance(node, Statement)
        and node.evidence.document_id in documents
        and edition.speaks_of(node.evidence.document_id, node.evidence.start, regions)
    ]
    nodes.sort(key=lambda n: (n.evidence.document_id, n.evidence.start))
    kept = [sentence_of(edition, n.evidence) for n in nodes]
    if len(kept) > _MOST:
        points = [n.evidence.provision_id for n in nodes]
        first = dict(zip(reversed(points), reversed(kept), strict=True))
        kept = list(reversed(first.values()))
    lost = []
    if not kept and not _speaks_of(row, regions, edition, documents):
        lost.append(_none(row, regions, edition, documents))
    return Found([ground(q) for q in kept], lost)


def _speaks_of(
    row: AskedStatements, regions: Sequence[str], edition: Edition, documents: Sequence[str]
) -> bool:
    """Whether the documents have the word for it where they speak of the regions."""
    return any(
        edition.speaks_of(i, match.start(), regions)
        for i in documents
        for match in row.word.finditer(edition.text(i).document.text)
    )


def _none(
    row: AskedStatements, regions: Sequence[str], edition: Edition, documents: Sequence[str]
) -> str:
    titles = "、".join(f"《{title_of(edition.entries[i])}》" for i in documents)
    part = f"说到{'、'.join(regions)}的部分" if regions else ""
    return f"{titles}{part}没有写{row.name}"


def _tasks(body: NamedBody, question: Question, edition: Edition, scope: Scope) -> list[Quote]:
    """The sentences in which the institution acts, in their order; of many the nearest."""
    inside = scope.named or frozenset(scope.documents)
    places = sorted(
        (r.evidence.document_id, r.evidence.spans[-1])
        for predicate in (Predicate.ACTOR, Predicate.MENTIONS)
        for r in edition.into(body.id, predicate, limit=_MENTIONS)
        if r.evidence.document_id in inside
    )
    edition.load(document for document, _ in places)
    quotes = [q for document, span in places for q in _task(edition, document, span)]
    quotes = list({(q.entry.id, q.spans): q for q in quotes}.values())
    if scope.named:
        return quotes[:_MOST_TASKS]
    terms = [t for t in question.terms if t.text not in fold(body.name + body.written)]
    near = [
        (sum(t.weight for t in terms if any(f in fold(q.text) for f in t.forms)), q) for q in quotes
    ]
    near.sort(key=lambda pair: -pair[0])
    return [q for weight, q in near if weight][:_MOST_OF_TOPIC]


def _task(edition: Edition, document_id: str, span: Span) -> Iterator[Quote]:
    """The sentence around the name of one who acts, with what a bracket behind it is about."""
    text = edition.text(document_id)
    whole = text.document.text
    if not _acts(whole[: span[0]], whole[span[1] :]):
        return
    rule = text.rule_at(*span)
    units = [r.unit for r in text.read_rule(rule).units]
    own = next((u for u in units if u.start <= span[0] and span[1] <= u.end), None)
    if own is None or text.is_head(rule):
        return
    first = own
    if whole[own.start] == "（":
        first = next(u for u in units if u.paragraph == own.paragraph)
    yield quote_at(edition, document_id, ((first.start, own.end),), rule.locator)


# 请财政部落实…, （负责部门：商务部、海关总署）, 科技部要…, 由教育部会同…
_OPENS = re.compile(
    r"(?:^|[。；;，,！？\n（(]|(?:部门|单位|机构|主体|负责|牵头)[：:]|请|由|让|责成|会同)$"
)
_LISTED = re.compile(r"(?:(?:(?![对向经报与为是]|关于)[\u4e00-\u9fff]){2,16}[、和及])+$")
_NO_DOER = re.compile(r"的(?!意见)|及其|所属|令|第|公布|颁布|备案|批准|同意")


def _acts(before: str, behind: str) -> bool:
    """Whether the institution between these words opens a clause, alone or in a list."""
    opened = before[-120:].rstrip(" \u3000")
    return bool(_OPENS.search(_LISTED.sub("", opened))) and not _NO_DOER.match(behind)


def _unmentioned(body: NamedBody, edition: Edition, documents: Sequence[str]) -> list[str]:
    """That the named documents have no word of the institution."""
    names = (fold(body.name), fold(body.written))
    texts = (fold(edition.text(i).document.text) for i in documents)
    if not documents or any(name in text for text in texts for name in names):
        return []
    titles = "、".join(f"《{title_of(edition.entries[i])}》" for i in documents)
    return [f"{titles}没有提到{body.name}"]
