"""From the rule that was found to the one it points to: 按照《…》的规定执行, 依照第X条, a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from graph.names import fold, policy_id, short_title
from qa.asks import Ask
from qa.compose import NEW_WORDS, said
from qa.own_places import own_articles, whole_penalty
from qa.rank import NEAREST, Inquiry, Scored
from qa.retrieve import Candidate
from qa.shelf import Edition, version_date
from qa.worded import ASKS_PENALTY, FORMULA, NO_AGREEMENT, PENAL

# 按照《…》的规定执行, 依照《…》第六条, 其职权按《…》第六条的规定行使
_REFERS = re.compile(
    r"(?:按照?|依照|依据|根据|适用|参照|遵守)[^。；《]{0,12}《(?P<title>(?:[^《》]|〈[^〉]*〉)+)》"
    r"(?P<places>(?:第[零一二三四五六七八九十百〇\d]+条[、和至]?)*)[^。；]{0,16}(?:执行|办理|规定|行使|给予|处理|处罚)"
)
_MARKED = re.compile(r"[“\"]([^”\"]{5,40})[”\"]")
_ARTICLE = re.compile(r"第[零一二三四五六七八九十百〇\d]+条")
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
        match = _REFERS.search(words)
        if match:
            found += _in_policy(inquiry, match, words)
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
        if default and _REFERS.search(_words(inquiry.edition, scored)):
            return [scored, *(s for s in ranked if s is not scored)]
    return list(ranked)


def _words(edition: Edition, scored: Scored) -> str:
    text = edition.text(scored.entry.id).document.text
    return "".join("".join(text[a:b] for a, b in scored.spans).split())


def _in_policy(inquiry: Inquiry, match: re.Match[str], words: str) -> list[Scored]:
    """What the act that is referred to says, in the article named or on the same matter."""
    question = inquiry.question
    versions = inquiry.edition.versions.get(policy_id(match["title"]), [])
    if not versions:
        return []
    on = question.dates[0].last if question.dates else date.max
    begun = [v for v in versions if version_date(v) <= on] or versions
    newest = max(begun, key=lambda v: (version_date(v), v.id))
    candidates = inquiry.retrieve(documents=[newest.id], extra=words)
    places = _ARTICLE.findall(match["places"] or "")
    if places:
        candidates = [
            c for c in candidates if c.rule.locator.startswith(tuple(places))
        ] or candidates
    own = replace(inquiry.scope, named=frozenset({newest.id}))
    return replace(inquiry, scope=own).rank(candidates[:30])[:2]


def punishing(inquiry: Inquiry, chosen: Sequence[Scored]) -> list[Scored]:
    """What punishes the breach of the first of these, where a penalty is asked for."""
    return [s for scored in chosen[:_MOST_PUNISHED] for s in _punishing(inquiry, scored)]


def _punishing(inquiry: Inquiry, scored: Scored) -> list[Scored]:
    """What follows from breaking the clause, where that is asked: 违反本法第十四条第五款的，处…."""
    asked = ASKS_PENALTY.search(inquiry.question.chinese)
    if not asked or PENAL.search(scored.read.words):
        return []
    text = inquiry.edition.text(scored.entry.id)
    inner = text.innermost(*scored.spans[-1])
    ids = dict.fromkeys(p for p in (inner.id if inner else "", scored.rule.provision_id) if p)
    for relation in inquiry.edition.citing(ids):
        evidence = relation.evidence
        if evidence.document_id != scored.entry.id:
            continue
        rule = text.rule_of(evidence.provision_id, evidence.start, evidence.end)
        units = inquiry.units_of(Candidate(rule, scored.entry, 1.0, {}))
        naming = [
            s
            for s in units
            if s.read.unit.start <= evidence.start < s.read.unit.end and PENAL.search(s.read.words)
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
