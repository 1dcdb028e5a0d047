"""From the rule that was found to the one it points to: 按照《…》的规定执行, 依照第X条, a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.names import fold, short_title
from qa.asked.asks import Ask
from qa.claims.compose import NEW_WORDS, said
from qa.claims.own_places import own_articles, whole_penalty
from qa.search.rank import NEAREST, Inquiry, Scored
from qa.search.retrieve import Candidate
from qa.search.trail import named_in, naming_it
from qa.search.worded import ASKS_PENALTY, FORMULA, NO_AGREEMENT, PENAL
from qa.shelf.shelf import Edition

_MARKED = re.compile(r"[“\"]([^”\"]{5,40})[”\"]")
# 具体是哪个局: the body behind the name that the rule gives it
_WHICH_BODY = re.compile(
    r"具体[^，。？]{0,6}(?:是|指|由)?[^，。？]{0,4}(?:哪|谁|什么)|(?:指|就)的?是?(?:哪|谁)|哪个?(?:局|厅|委)"
)
# 照国家的法来罚，那部法规定…: asks on about an act that a rule leads to
_ANOTHER_ACT = re.compile(r"(?:那|该|这|哪)一?[部个份]?(?:法|条例|规定|办法|文件|解释|细则)")
_BODY = re.compile(
    r"(?P<body>(?:市|省|区|国务院|县级以上)?(?:(?![由向经报的])[\u4e00-\u9fff]){1,8}?(?:主管部门|行政部门|管理机构|审批机关|主管机关|管理部门))"
)
_MOST_PUNISHED = 2
_MOST = 3


def follow(inquiry: Inquiry, chosen: Sequence[Scored], ranked: Sequence[Scored]) -> list[Scored]:
    """Units of what the chosen ones point to, of at most three rules, best first.

    What punishes the breach of a chosen one goes first, also where it is chosen itself.
    """
    question = inquiry.question
    several = len(question.parts) > 1 or _ANOTHER_ACT.search(question.chinese)
    found: list[Scored] = []
    own: list[Scored] = []
    for scored in chosen[:3]:
        words = _words(inquiry.edition, scored)
        found += _sent_to(inquiry, scored, words)
        penalty = whole_penalty(inquiry.edition, scored)
        broken = own_articles(inquiry, scored, penalty or words)
        own += broken if several or not penalty else _adding(inquiry, broken, chosen)
    if not several and not question.wants_number:
        found = _adding(inquiry, found, chosen)
    found += own
    punished = punishing(inquiry, chosen)
    if chosen and (Ask.WHO in question.asks or _WHICH_BODY.search(question.chinese)):
        found += _meant_by(inquiry, chosen[0])
    if chosen:
        beside = _pointing_here(inquiry, chosen[0])
        of_place = any(s.entry.id in inquiry.scope.local for s in beside)
        found += _adding(inquiry, beside, chosen) if of_place else beside
    asks = inquiry.question.asks
    if len(asks) > 1 or len(question.parts) > 1 or Ask.FORMULA in asks:
        named = _by_name(inquiry, chosen)
        found += named or _from_local_name(inquiry, chosen, ranked)
    kept = [*punished[:1], *_new(found, [*chosen, *punished])]
    rules = list(dict.fromkeys(scored.rule for scored in kept))[:_MOST]
    return [scored for scored in kept if scored.rule in rules]


def _adding(inquiry: Inquiry, found: Sequence[Scored], chosen: Sequence[Scored]) -> list[Scored]:
    """Of what a rule points to what says more of the question than the chosen units do."""
    told = {word for scored in chosen for word in said(scored, inquiry.weighted)}
    worth = {term.text: weight for term, weight in inquiry.weighted.terms}
    return [
        s
        for s in found
        if sum(worth[w] for w in said(s, inquiry.weighted) - told)
        >= NEW_WORDS * inquiry.weighted.total
    ]


def sending_default(inquiry: Inquiry, ranked: Sequence[Scored]) -> list[Scored]:
    """The local clause for what nobody agreed on, where it sends to another act, put first.

    单位未规定也未约定的，按照《…》执行 comes before what the same act lets a unit agree on.
    """
    if not inquiry.question.no_agreement or not ranked:
        return list(ranked)
    local = inquiry.scope.local
    best = ranked[0]
    if best.entry.id not in local or NO_AGREEMENT.search(best.read.lead + best.read.words):
        return list(ranked)
    for scored in ranked[:NEAREST]:
        default = scored.entry.id in local and NO_AGREEMENT.search(scored.read.words)
        if default and _names_act(_words(inquiry.edition, scored)):
            return [scored, *(s for s in ranked if s is not scored)]
    return list(ranked)


def _words(edition: Edition, scored: Scored) -> str:
    text = edition.text(scored.entry.id).document.text
    return "".join("".join(text[a:b] for a, b in scored.spans).split())


def _sent_to(inquiry: Inquiry, scored: Scored, words: str) -> list[Scored]:
    """What the act to which a clause sends says, in the article named or on the same matter."""
    if not _names_act(words):
        return []
    others = [c for c in named_in(inquiry, scored) if c.entry.id != scored.entry.id]
    own = replace(inquiry.scope, named=frozenset(c.entry.id for c in others))
    return replace(inquiry, scope=own).rank(others)[:2]


def _names_act(words: str) -> bool:
    """Whether a clause sends to an act by its title: 按照《…》的规定执行."""
    return "《" in words and bool(_SENDS.search(words)) and not _MADE_BY.search(words)


def punishing(inquiry: Inquiry, chosen: Sequence[Scored]) -> list[Scored]:
    """What punishes the breach of the first of these, where a penalty is asked for."""
    return [s for scored in chosen[:_MOST_PUNISHED] for s in _punishing(inquiry, scored)]


def _punishing(inquiry: Inquiry, scored: Scored) -> list[Scored]:
    """What follows from breaking the clause, where that is asked: 违反本法第十四条第五款的，处…."""
    asked = ASKS_PENALTY.search(inquiry.question.chinese)
    if not asked or PENAL.search(scored.read.words):
        return []
    for candidate, start in naming_it(inquiry, scored):
        if candidate.entry.id != scored.entry.id:
            continue
        naming = [
            s
            for s in inquiry.units_of(candidate)
            if s.read.unit.start <= start < s.read.unit.end and PENAL.search(s.read.words)
        ]
        if naming:
            return naming[:1]
    return []


def _meant_by(inquiry: Inquiry, best: Scored) -> list[Scored]:
    """Where the act says which body it calls 主管部门 or 审批机关.

    One that only asks who it is gets what a short name stands for, and no more.
    """
    named = _BODY.search(best.read.words)
    if not named:
        return []
    body = re.escape(fold(named["body"]))
    short = rf"以下(?:简|统)?称[“\"‘]?{body}"
    outright = _WHICH_BODY.search(inquiry.question.chinese)
    says = re.compile(
        rf"{short}|是[^。；;，,]{{0,24}}{body}|{body}[”\"’]?是指" if outright else short
    )
    text = inquiry.edition.text(best.entry.id)
    for rule in text.all_rules():
        if rule == best.rule or not says.search(text.read_rule(rule).words):
            continue
        units = inquiry.units_of(Candidate(rule, best.entry, 1.0, {}))
        return [s for s in units if says.search(s.read.words)][:1]
    return []


def _by_name(inquiry: Inquiry, chosen: Sequence[Scored]) -> list[Scored]:
    """Where a name in quotation marks stands in another document, or what follows it there."""
    question = inquiry.question
    found: list[Scored] = []
    for scored in chosen[:3]:
        for name in _MARKED.findall(_words(inquiry.edition, scored))[:2]:
            others = [i for i in inquiry.scope.documents if i != scored.entry.id]
            candidates = inquiry.retrieve(documents=others, extra=f"{name} {name}")
            units = inquiry.rank(candidates[:12])
            wanted = fold(name)
            naming = [s for s in units if wanted in s.read.words]
            for near in naming[:1]:
                after = [
                    s
                    for s in units
                    if s.rule == near.rule and s.read.unit.start >= near.read.unit.start
                ]
                after.sort(key=lambda s: s.read.unit.start)
                says = [s for s in after[:4] if FORMULA.search(s.read.words)]
                found += [near, *says[:1]] if Ask.FORMULA in question.asks else [near]
    return found


def _from_local_name(
    inquiry: Inquiry, chosen: Sequence[Scored], ranked: Sequence[Scored]
) -> list[Scored]:
    """What the place asked for has in quotation marks and only another document explains."""
    if chosen and chosen[0].entry.id in inquiry.scope.local:
        return []
    for scored in ranked[:NEAREST]:
        if scored.entry.id in inquiry.scope.local and _MARKED.search(
            _words(inquiry.edition, scored)
        ):
            led = _by_name(inquiry, [scored])
            return [scored, *led] if led else []
    return []


def _pointing_here(inquiry: Inquiry, best: Scored) -> list[Scored]:
    """The rule of an act that the question speaks of that sends to the one which answers."""
    name = short_title(best.entry.head.title)
    spoken_of = sorted(_spoken_of(inquiry) - {best.entry.id})
    inquiry.edition.load(spoken_of)
    found: list[Scored] = []
    for document_id in spoken_of:
        entry = inquiry.edition.entries[document_id]
        text = inquiry.edition.text(document_id)
        places = re.finditer(re.escape(name), text.document.text)
        rules = dict.fromkeys(text.rule_at(*place.span()) for place in places)
        for rule in rules:
            units = inquiry.units_of(Candidate(rule, entry, 0.0, {}))
            found += [s for s in units if _sends_to(s.read.words, name)]
    return sorted(found, key=lambda s: -s.score)[:1]


_SENDS = re.compile(r"依照|按照|适用|参照|执行|依据|遵守|从其规定")
# 根据《…》，制定本条例: what the act is made by, and no sending
_MADE_BY = re.compile(r"制定本|制订本")


def _sends_to(words: str, name: str) -> bool:
    named = fold(name) in words
    return named and bool(_SENDS.search(words)) and not _MADE_BY.search(words)


def _spoken_of(inquiry: Inquiry) -> frozenset[str]:
    """Documents of the region or the act that the question names, or whose matter it names."""
    asked = inquiry.question.chinese
    titled = {i for i, matter in inquiry.edition.matters if matter in asked}
    titled.intersection_update(inquiry.scope.documents)
    return inquiry.scope.local | inquiry.scope.named | titled


def _new(found: Sequence[Scored], chosen: Sequence[Scored]) -> list[Scored]:
    seen = {(s.entry.id, s.spans) for s in chosen}
    kept = []
    for scored in found:
        key = (scored.entry.id, scored.spans)
        if key not in seen:
            kept.append(scored)
            seen.add(key)
    return kept
