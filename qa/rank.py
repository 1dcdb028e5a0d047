"""Which sentence of the found rules answers best: words covered, kind of answer, place, force."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from graph.names import fold
from graph.regions import find_regions
from graph.store import DocumentEntry
from qa.kinds import KINDS, has_kind
from qa.places import NATION, chain
from qa.question import Ask, Question
from qa.retrieve import Candidate, Scope, is_past, retrieve
from qa.shelf import Edition, ReadUnit, Rule
from qa.terms import Term, inner_words
from qa.wording import groups

# 由市科学技术部门负责, 本市设立…委员会
_WHO = re.compile(
    r"由[^，。；]{2,30}(?:负责|组织|制定|发行|承担|确定|认定|编制|管理|审批|批准)|部门|委员会|机构|人民政府|法院|办公室|主管|局|厅|院士|大学"
)
_WHEN = re.compile(r"[\d一二三四五六七八九十〇]+(?:年|月|日)|前|之日起|每年|以内|日内")
_DEFINES = re.compile(r"是指|[，,]指|系指|包括|为[^，。]{1,20}之和|所称")
_LISTS = re.compile(r"下列|、[^、]{1,20}、|以下|包括|[（(][一二三四五六七八九十][）)]")
_FORCE = re.compile(
    r"不得|可以|应当|禁止|允许|不予|无需|不需|不受|必须|经[^，。]{2,20}(?:同意|批准)|鼓励|不能"
)
_IS = re.compile(r"[”’\"）)]?[，,]?(?:是指|系指|指的是|是(?!否)|指|为|包括)")
_NOT = re.compile(r"未|没有|不(?!低于|少于|超过|得)|无")
_NO_AGREEMENT = re.compile(r"(?:未|没有)[^，。；]{0,30}(?:规定|约定)|约定不明")
_WITHIN = re.compile(r"(?:日|月|年|天|小时)(?:之)?(?:内|以内)|之日起|日前|月前|底前")
_REPORT = re.compile(r"报道|案例")
_SHORTEST = 9
"""Characters of a sentence; what is shorter is a title or a caption."""
_YEAR = re.compile(r"((?:19|20)\d{2})年")
FORMULA = re.compile(r"计算方法|公式|[×÷/＝=]|之和|之比|扣除|余额|余值|乘以|除以")

_AUTHORITY = (
    ("法律", 0.05),
    ("行政法规", 0.045),
    ("地方性法规", 0.04),
    ("司法解释", 0.04),
    ("规章", 0.03),
    ("规范性文件", 0.03),
    ("报道", 0.0),
    ("摘要", -0.1),
)


# How much each sign counts: set by hand, and kept where the development questions lost nothing.
_HELD = 0.75
"""Words of the question held by the unit or by what stands around it."""
_CLOSE = 0.25
"""Words held by the unit itself and its lead-in."""
_FOUND_FIRST = 0.22
"""Place in the fused lists of the text search."""
_LONG = 0.05
"""Loss for each doubling of a unit's length beyond 110 characters."""
_FOR_OTHERS = 0.2
"""Loss of a rule that binds other kinds of units than the one that asks."""
_PENALTY_UNASKED = 0.15
"""Loss of a clause of penalties, which says the duty's words again, where none is asked for."""
_EXTENDED = 0.15
"""Gain of a clause that extends other units' rules to the kind of unit that asks."""
_SAME_LACK = 0.15
"""Gain of a rule for the case that something is lacking that the asker lacks."""
_OTHER_WORDING = 0.88
_IN_LEAD = 0.9
_IN_PARAGRAPH = 0.6
_IN_CONTEXT = 0.55
_IN_RULE = 0.45
_IN_PART = 0.6


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit with how well it answers."""

    rule: Rule
    entry: DocumentEntry
    read: ReadUnit
    score: float
    coverage: float
    """Weighted share of the question's words that the unit and what stands above it hold, 0–1."""
    covered: frozenset[str]
    """Words of the question that it holds, by their own wording."""
    close: float
    """Like ``coverage``, counting only the unit itself and its lead-in."""

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        return self.read.unit.spans


@dataclass(frozen=True, slots=True)
class Weighted:
    """The words of a question with what each is worth in this library."""

    terms: tuple[tuple[Term, float], ...]
    total: float


def weigh(question: Question, edition: Edition) -> Weighted:
    """Rare words weigh more; one that no text of the library holds may be a slip: less."""
    terms = (part for term in question.terms for part in _known_parts(term, edition))
    weighted = tuple(
        (term, term.weight * edition.rarity(term.forms[0]) * _trust(term, edition))
        for term in terms
    )
    return Weighted(weighted, sum(w for _, w in weighted) or 1.0)


def _known_parts(term: Term, edition: Edition) -> tuple[Term, ...]:
    """The term, or the shorter words inside it where no text holds it whole."""
    if term.marked or len(term.forms) > 1 or edition.knows(term.forms[0]):
        return (term,)
    parts = tuple(
        Term(word, groups().get(word, (word,)), term.weight * 0.7)
        for word in inner_words(term.text)
        if edition.knows(word)
    )
    return parts or (term,)


def _trust(term: Term, edition: Edition) -> float:
    if term.marked:
        return 1.4
    return 1.0 if any(edition.knows(form) for form in term.forms) else 0.55


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One question put to one edition, in a scope, with its words weighed."""

    question: Question
    edition: Edition
    scope: Scope
    weighted: Weighted

    @classmethod
    def of(cls, question: Question, edition: Edition, scope: Scope) -> Self:
        return cls(question, edition, scope, weigh(question, edition))

    def retrieve(
        self, *, documents: Sequence[str] | None = None, extra: str = ""
    ) -> list[Candidate]:
        """Rules that may answer; see ``qa.retrieve.retrieve``."""
        return retrieve(self.question, self.edition, self.scope, documents=documents, extra=extra)

    def rank(self, candidates: Sequence[Candidate]) -> list[Scored]:
        """Units of all candidates, best first; equal scores in order of document and place."""
        found = [scored for candidate in candidates for scored in self.units_of(candidate)]
        found.sort(key=lambda s: (-s.score, s.entry.id, s.read.unit.start))
        return found

    def units_of(self, candidate: Candidate) -> list[Scored]:
        """Every unit of a rule, bare titles and captions left out."""
        rule, entry = candidate.rule, candidate.entry
        read = self.edition.text(rule.document_id).read_rule(rule)
        context = fold(f"{entry.head.title} {rule.heading} {' '.join(entry.head.regions)}")
        here = [
            _Sought(
                term,
                weight,
                tuple(f for f in term.forms if f in read.words or f in context),
                partly=_share_of_pairs(term, read.words) >= _HALF,
            )
            for term, weight in self.weighted.terms
        ]
        outdated = is_past(entry) and not self.question.old_version and not self.question.dates
        base = (
            _FOUND_FIRST * candidate.rank_score
            + _place_bonus(self.question, entry, self.scope)
            + _authority(entry)
            + (0.15 if _is_of_year(self.question, entry) else 0.0)
            - (0.12 if outdated else 0.0)
            - (0.0 if rule.locator or _REPORT.search(entry.head.doc_type) else 0.2)
        )
        return [
            self._score(candidate, unit, context, here, base)
            for unit in read.units
            if (len(unit.words) >= _SHORTEST or unit.lead)
            and not _of_other_figures(self.question, entry, unit)
        ]

    def _score(
        self,
        candidate: Candidate,
        unit: ReadUnit,
        context: str,
        here: Sequence[_Sought],
        base: float,
    ) -> Scored:
        held, close = 0.0, 0.0
        covered = set()
        for sought in here:
            near = _near(sought, unit)
            value = max(near, _far(sought.term, sought.forms, unit, context))
            held += sought.weight * value
            close += sought.weight * near
            if value >= 0.4:
                covered.add(sought.term.text)
        total = self.weighted.total
        fits = _fit(self.question, unit, [sought.term for sought in here])
        fits -= _elsewhere(self.question, unit)
        fits -= _for_others(self.question, unit)
        return Scored(
            rule=candidate.rule,
            entry=candidate.entry,
            read=unit,
            score=_HELD * held / total + _CLOSE * close / total + base + fits,
            coverage=held / total,
            covered=frozenset(covered),
            close=close / total,
        )


_HALF = 0.5
_PENAL = re.compile(
    r"违反本[^，,。]{2,16}[，,]|罚款|责令[^，,。]{0,8}改正|给予处分|吊销|追究[^，,。]{0,6}责任"
)
_ASKS_PENALTY = re.compile(
    r"罚|处分|后果|责任|怎么处理|怎么办|违|吊销|撤销|处理|追究|没收|改正|造假|作假|骗|擅自|不改"
)


@dataclass(frozen=True, slots=True)
class _Sought:
    """A word of the question, with the wordings of it that a rule holds."""

    term: Term
    weight: float
    forms: tuple[str, ...]
    partly: bool
    """Whether the rule holds at least half of its character pairs."""


def _far(term: Term, forms: Sequence[str], unit: ReadUnit, context: str) -> float:
    """How far what stands around the unit says the word."""
    if not forms:
        return 0.0
    other = 1.0 if forms[0] == term.forms[0] else 0.9
    if any(f in unit.paragraph for f in forms):
        return _IN_PARAGRAPH * other
    if any(f in context for f in forms):
        return _IN_CONTEXT * other
    return _IN_RULE * other


# 事业单位, 企业 and 高校 are not held by each other's rules.
_KINDS_OF_UNIT: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("高等院校", re.compile(r"高等(?:院校|学校)|高校")),
    ("研究开发机构", re.compile(r"研究开发机构|研发机构|科研(?:机构|院所)")),
    ("医疗卫生机构", re.compile(r"医疗卫生机构|医院")),
    ("国有企业", re.compile(r"国有(?:企业|独资|控股)|企业事业单位|企事业单位")),
    ("事业单位", re.compile(r"事业单位")),
    ("企业", re.compile(r"企业(?!事业)|公司")),
)


def _for_others(question: Question, unit: ReadUnit) -> float:
    """Loss of a rule that names whom it binds, and not the kind of unit that asks."""
    named = {kind for kind, pattern in _KINDS_OF_UNIT if pattern.search(unit.lead or unit.words)}
    asked = set(question.unit_types)
    if not named or not asked or named & asked or not asked <= {k for k, _ in _KINDS_OF_UNIT}:
        return 0.0
    return _FOR_OTHERS


def _of_other_figures(question: Question, entry: DocumentEntry, unit: ReadUnit) -> bool:
    """Whether a report's sentence gives figures of another year or place than the one asked for."""
    if not question.wants_number or not _REPORT.search(entry.head.doc_type):
        return False
    years = {str(d.first.year) for d in question.dates}
    told = set(_YEAR.findall(unit.words))
    if years and told and not told & years:
        return True
    asked = {n for name in question.regions for n in chain(name)}
    named = {n for m in find_regions(unit.words) for n in chain(m.region.name) if n != NATION}
    return bool(asked and named and not named & asked)


def _elsewhere(question: Question, unit: ReadUnit) -> float:
    """Loss of a rule for another year than the one asked for."""
    years = {str(d.first.year) for d in question.dates}
    told = set(_YEAR.findall(unit.words)) if years and question.wants_number else set()
    return 0.2 if told and not told & years else 0.0


def _near(sought: _Sought, unit: ReadUnit) -> float:
    """How far the unit itself says the word: 1 literally, less by another wording or in part."""
    for form in sought.forms:
        other = 1.0 if form == sought.term.forms[0] else _OTHER_WORDING
        if form in unit.words:
            return other
        if form in unit.lead:
            return _IN_LEAD * other
    if not sought.partly:
        return 0.0
    share = _share_of_pairs(sought.term, unit.lead + unit.words)
    return _IN_PART * share if share >= _HALF else 0.0


def _share_of_pairs(term: Term, words: str) -> float:
    """Share of the word's character pairs that stand in ``words``; 0 for a single pair."""
    pairs = term.pairs
    return sum(pair in words for pair in pairs) / len(pairs) if len(pairs) > 1 else 0.0


def _place_bonus(question: Question, entry: DocumentEntry, scope: Scope) -> float:
    if scope.named:
        near = -0.1 if entry.id in scope.local else -0.15
        return 0.3 if entry.id in scope.named else near
    for documents, bonus in ((scope.local, 0.18), (scope.above, 0.08), (scope.inside, 0.03)):
        if entry.id in documents:
            return bonus
    if question.regions:
        return 0.0
    return 0.08 if NATION in entry.head.regions else -0.04


def _is_of_year(question: Question, entry: DocumentEntry) -> bool:
    """Whether the title names a year that the question names: 关于2018年度…的决定."""
    return any(f"{d.first.year}年" in entry.head.title for d in question.dates)


def _authority(entry: DocumentEntry) -> float:
    for kind, bonus in _AUTHORITY:
        if kind in entry.head.doc_type:
            return bonus
    return 0.0


def _fit(question: Question, unit: ReadUnit, terms: Sequence[Term]) -> float:
    """Whether the unit is of the kind that is asked for."""
    words = unit.words
    asked = question.asks[:2]
    if question.quantities and question.wants_number:
        asked = (*asked, Ask.RATIO)
    bonus = -_LONG * max(0.0, math.log2(max(len(words), 1) / 110))
    if any(ask in KINDS for ask in asked):
        bonus += 0.16 if has_kind(asked, words) else -0.16
        if question.within and Ask.PERIOD in asked:
            bonus += 0.08 if _WITHIN.search(words) else -0.04
    if Ask.WHO in asked:
        bonus += 0.05 if _WHO.search(words) else -0.05
    if Ask.WHEN in asked:
        bonus += 0.06 if _WHEN.search(words) else -0.04
    if Ask.DEFINITION in asked:
        bonus += _defines(words, terms)
    if Ask.FORMULA in asked:
        bonus += 0.16 if FORMULA.search(words) else 0.0
    if Ask.LIST in asked:
        bonus += 0.06 if _LISTS.search(words) or unit.lead else 0.0
        bonus += 0.1 if words.endswith(":") else 0.0
    if Ask.YES_NO in asked:
        bonus += 0.05 if _FORCE.search(words) else 0.0
    if _PENAL.search(words) and not _ASKS_PENALTY.search(question.chinese):
        bonus -= _PENALTY_UNASKED
    return bonus + _fit_of_lack(question, unit)


def _fit_of_lack(question: Question, unit: ReadUnit) -> float:
    """Whether the unit is of the case that something is not done, not agreed or not there."""
    words = unit.words
    bonus = 0.0
    if question.negated:
        bonus += 0.04 if _NOT.search(words) else 0.0
    if question.no_agreement:
        bonus += 0.12 if _NO_AGREEMENT.search(unit.lead + words) else 0.0
    if _EXTENDS.search(words) and any(
        pattern.search(words) for kind, pattern in _KINDS_OF_UNIT if kind in question.unit_types
    ):
        bonus += _EXTENDED
    if any(lacks(words, thing) for thing in question.absent):
        bonus += _SAME_LACK
    return bonus


# 本条例有关高等院校的规定，适用于医疗卫生机构
_EXTENDS = re.compile(
    r"规定[，,]?适用于|参照(?:适用|执行)|参照[^，,。]{2,20}(?:规定|执行)|适用本[条办规法]"
)


def lacks(words: str, thing: str) -> bool:
    """Whether the words are of a case without the thing: 没有违法所得的, 无违法所得."""
    return any(f"{no}{thing}" in words for no in ("没有", "无", "未"))


def _defines(words: str, terms: Sequence[Term]) -> float:
    """Much where a word of the question stands right before 是指, a little for any definition."""
    for term in terms:
        for form in term.forms[:1]:
            place = words.find(form)
            if len(form) > 1 and place >= 0 and _IS.match(words, place + len(form)):
                return 0.7 if term.marked else 0.34
    return 0.08 if _DEFINES.search(words) else 0.0
