"""Answers from relations of the graph: a node that is named, the relation asked for, its quotes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from graph.dates import find_dates
from graph.model import NodeKind, Predicate, Relation
from graph.names import fold, node_id
from graph.numerals import parse_number
from graph.order import relation_order
from qa.asked.asking_parts import asking_sentences
from qa.asked.places import chain
from qa.asked.question import Question
from qa.asked.terms import Term, find_terms
from qa.claims.claim import Claim, Quote
from qa.claims.commencement import begins, fact_of, title_of
from qa.claims.quoting import ground, sentence_of
from qa.search.asked_relations import RELATIONS, AskedRelation, End
from qa.search.named_nodes import NamedNodes
from qa.shelf.shelf import Edition

_MOST = 20
"""Acts that an answer lists."""
_FEW = 5
"""Quotes up to which each is told in a sentence of its own."""


@dataclass(frozen=True, slots=True)
class _Fact:
    known: str
    """Title or name of the end that the question names."""
    found: str
    quote: Quote


@dataclass(slots=True)
class Found:
    """What the graph says on a question; empty where nothing is asked of it that it could say."""

    claims: list[Claim] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """That it holds nothing of the kind."""


def related(
    question: Question, named: NamedNodes, edition: Edition, documents: Collection[str]
) -> Found:
    """What the relation that is asked for leads to, as ``documents`` tell it.

    A sentence that asks beside another one is left to what answers each by itself.
    """
    if len(asking_sentences(question.chinese)) > 1:
        return Found()
    for row in RELATIONS:
        if row.asked.search(named.words):
            every = _facts(row, question, named, edition, documents)
            asked, terms = _days_asked(question), _matter(named.words)
            facts = [f for f in every if _is_of(f, question.regions, asked, terms)]
            if facts:
                return _found(row, _of_kind(facts, question), question, edition)
            if row.lacking and named.bodies:
                return Found(missing=[row.lacking.format(known=named.bodies[0].name)])
    return Found()


def _facts(
    row: AskedRelation,
    question: Question,
    named: NamedNodes,
    edition: Edition,
    documents: Collection[str],
) -> Iterator[_Fact]:
    for relation in _starting(row, _known(row, named, edition), question, edition):
        ends = (relation.subject, relation.object)
        wanted, other = ends if row.wanted is End.SUBJECT else reversed(ends)
        if relation.evidence.document_id in documents:
            alias = relation.attribute("alias")
            name = f"“{alias}”" if alias else _name(other, edition)
            of_title = relation.predicate is Predicate.JURISDICTION
            entry = edition.entries[relation.evidence.document_id]
            title = fact_of(entry, "title") if of_title else None
            evidence = title.evidence if title and title.evidence else relation.evidence
            yield _Fact(name, _name(wanted, edition), sentence_of(edition, evidence))


def _known(row: AskedRelation, named: NamedNodes, edition: Edition) -> frozenset[str]:
    """Ids of the nodes that the walk starts from.

    An institution stands for the acts it issued, a region for those that lie inside of it too.
    """
    bodies = {body.id for body in named.bodies}
    if Predicate.ISSUED_BY in row.predicates:
        held = (e.id for p in named.policies for e in edition.versions[p])
        return frozenset(bodies if row.wanted is End.SUBJECT else held)
    if Predicate.JURISDICTION in row.predicates:
        inside = (r for r in edition.names.regions if set(named.places) & set(chain(r)))
        return frozenset(node_id(NodeKind.REGION, r) for r in inside)
    issued = {
        edition.entries[r.subject].head.policy_id
        for body in (bodies if not named.policies else ())
        for r in edition.into(body, Predicate.ISSUED_BY)
        if r.subject in edition.entries
    }
    return frozenset({*named.policies, *issued})


def _starting(
    row: AskedRelation, known: frozenset[str], question: Question, edition: Edition
) -> list[Relation]:
    """The relations that start at what the question names: by title, by alias, by its day."""
    if Predicate.ALIAS_OF in row.predicates:
        aliases = edition.relations(Predicate.ALIAS_OF)
        return [r for r in aliases if f"《{r.attribute('alias')}》" in question.chinese]
    if Predicate.AMENDS in row.predicates and not known and find_dates(question.chinese):
        return edition.relations(Predicate.AMENDS)
    read = edition.into if row.wanted is End.SUBJECT else edition.out_of
    found = [r for node in known for predicate in row.predicates for r in read(node, predicate)]
    return sorted(found, key=relation_order)


def _name(node: str, edition: Edition) -> str:
    """《…》 of a work, of a document or that of a provision; the bare name of another node."""
    node = node.partition("@")[0]
    if node in edition.entries:
        name = title_of(edition.entries[node])
    else:
        kind, _, name = node.partition(":")
        if kind != "policy":
            return name
    return f"《{name.replace('《', '〈').replace('》', '〉')}》"


# 就植物新品种出过, 哪些省市的促进科技成果转化条例: the matter that the act has to be on
_KIND = r"行政法规|地方性法规|部门规章|规章|司法解释|规范性文件|条例|办法|细则|意见|通知|决定|批复"
_KINDS = rf"(?P<kinds>(?:{_KIND})(?:[和、与及](?:{_KIND}))*)"
_OF_KIND = re.compile(
    r"(?:哪|几|什么)[一二两三四五六七八九十几些]?[部份件个项]?(?P<about>[^，。？、]*?)"
    rf"(?:{_KINDS}|文件|规定|政策)"
)
_KIND_BEFORE = re.compile(rf"{_KINDS}(?:有|是|包括)?(?:哪|几)")
_ABOUT = re.compile(
    r"(?:就|关于|针对|围绕|涉及)(?P<about>[^，。？]{2,20}?)(?:方面|领域)?[的出发制印公颁有]"
)
_NOT_ABOUT = re.compile(r"省市|省份|地方|地区|各地|国家|[省市]|关于|有关|方面|领域|的")


def _days_asked(question: Question) -> list[str]:
    """Days, months and years as ``TextDate.iso`` has them."""
    return [d.iso for d in find_dates(question.chinese)]


def _matter(words: str) -> list[Term]:
    """What the acts asked for have to be on, by the words beside names."""
    told = [m["about"] for p in (_OF_KIND, _ABOUT) for m in p.finditer(words)]
    return [t for words in told for t in find_terms(_NOT_ABOUT.sub("，", words))]


def _is_of(
    fact: _Fact, regions: Collection[str], asked: Sequence[str], terms: Sequence[Term]
) -> bool:
    """Whether a fact is of the places, the days and the matter that are asked for."""
    head = fact.quote.entry.head
    places = {place for region in head.regions for place in chain(region)}
    if regions and not set(regions) & places:
        return False
    days = [d.isoformat() for d in (head.written, head.published, head.effective) if d]
    days += re.findall(r"〔(\d{4})〕", head.document_number or "")
    own = [d.iso for d in find_dates(fact.quote.text)]
    days = own if own and fact.quote.locator == "" else [*days, *own]
    if any(not any(day.startswith(iso) for day in days) for iso in asked):
        return False
    return all(any(form in fold(fact.found) for form in t.forms) for t in terms)


def _of_kind(facts: Sequence[_Fact], question: Question) -> list[_Fact]:
    """Those of the kinds of act asked for, by their titles or rank; all where none is."""
    told = [m["kinds"] for p in (_OF_KIND, _KIND_BEFORE) for m in p.finditer(question.chinese)]
    asked = re.findall(_KIND, "、".join(filter(None, told)))
    kept = [
        f for f in facts if any(k in f.found or k in f.quote.entry.head.doc_type for k in asked)
    ]
    return kept or list(facts)


# 废止的第六部规章叫什么: one of them by its place in the text
_NTH = re.compile(r"第(?P<n>[一二三四五六七八九十]+|\d+)[部份件个项]")


def _found(
    row: AskedRelation, facts: Sequence[_Fact], question: Question, edition: Edition
) -> Found:
    told = _NTH.search(question.chinese)
    nth = parse_number(told["n"]) if told else None
    if not nth:
        every = len({f.found for f in facts})
        cut = [f"只列出{every}部中的前{_MOST}部"] if every > _MOST else []
        return Found(_told(row, facts, edition), cut)
    ordered = sorted(facts, key=lambda f: (f.quote.entry.id, f.quote.spans[-1]))
    if nth > len(ordered):
        return Found(missing=[f"{ordered[0].known}中只有{len(ordered)}部"])
    return Found(_told(row, [ordered[int(nth) - 1]], edition))


def _told(row: AskedRelation, facts: Sequence[_Fact], edition: Edition) -> list[Claim]:
    found = list(dict.fromkeys(f.found for f in facts))[:_MOST]
    kept = [f for f in facts if f.found in found]
    known = "、".join(dict.fromkeys(f.known for f in kept))
    quotes = list({(f.quote.entry.id, f.quote.spans): f.quote for f in kept}.values())
    direct = Claim(row.told.format(known=known, found="、".join(found)), tuple(quotes))
    told = [q for q in quotes if not _only_of_head(q, direct)]
    grounds = [ground(q) for q in told if len(told) <= _FEW]
    if Predicate.REPEALS in row.predicates and len(quotes) == 1:  # and from which day
        grounds += begins(edition, quotes[0].entry)
    return [direct, *grounds]


def _only_of_head(quote: Quote, direct: Claim) -> bool:
    """Whether a quote is a title that the direct sentence names, or a line beside it of no day."""
    return fold(quote.text) in fold(direct.text) or (
        quote.locator == "" and not find_dates(quote.text)
    )
