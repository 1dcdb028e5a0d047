"""An answer from an article that the question names, and from those of its act that speak of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.names import short_title
from qa.asked.asks import NUMERIC_ASKS, Ask
from qa.asked.question import LOCATOR, Question
from qa.claims.compose import Chosen, choose
from qa.claims.confidence import sureness
from qa.claims.draft import Draft
from qa.claims.quoting import ground, quote_at, quote_of
from qa.claims.whole import whole
from qa.refusals.refusal import doubts
from qa.search.asked_parts import asks_itself
from qa.search.rank import Inquiry, Scored
from qa.search.retrieve import Candidate, Scope
from qa.shelf.shelf import Edition
from qa.shelf.text import Rule
from qa.ways.from_rules import claims_of
from qa.ways.parts import parts_of

_MOST = 12
"""Sentences of an article that are shown."""
_OF_THE_WHOLE = 0.9
# 第四十一条规定了什么, 第二十二条讲的是什么内容: the article itself is asked for
_WHOLE = re.compile(
    r"条(?:之[一二三四五六七八九十])?(?:具体)?(?:是|都|里|中)?(?:规定|讲|说|写|要求)?(?:了|的)?(?:是)?"
    r"(?:什么|啥|哪些|怎么(?:规定|写|说)|内容)"
)
_ITEM = re.compile(
    r"条(?:之[一二三四五六七八九十])?(?:第[一二三四五六七八九十]+款)?第([一二三四五六七八九十]+)项"
)
# 第七十五条第二项, 这一项说的是什么: of the article itself
_ABOUT_ARTICLE = re.compile(r"第[零一二三四五六七八九十百〇\d]+条|[这该那](?:一)?[条款项]")
_NAMES_A_KIND = frozenset({*NUMERIC_ASKS, Ask.WHO, Ask.WHEN, Ask.YES_NO})


# 条例说按第四十九条定。…？ 以他人在先权利（第三十二条）为由: told, and not asked for
_TOLD = re.compile(r"[^。？?]*。(?=.)|[（(][^（）()]*[）)]")


def names_asked(question: Question) -> bool:
    """Whether an article is named where the question asks, and not only in what it tells."""
    return bool(LOCATOR.search(_TOLD.sub("", question.chinese)))


def from_article(draft: Draft, edition: Edition, scope: Scope) -> None:
    """The whole article, or what answers in it and in the articles of its act that name it.

    违反第二十二条的罚多少 is told by the article that punishes it. What neither gives is said to
    be missing: what the article leaves open, no other act is taken for.
    """
    question = draft.question
    rules = list(_named(question, edition, scope))
    if not rules:
        return
    if _WHOLE.search(question.chinese) or not _NAMES_A_KIND & set(question.asks):
        _tell_whole(draft, edition, rules)
        _tell_other_parts(draft, edition, scope, rules)
    else:
        _tell_what_is_asked(draft, edition, scope, rules)


def _tell_whole(draft: Draft, edition: Edition, rules: list[Rule]) -> None:
    """The articles, or those items of them that are named: 第七十五条第二项."""
    quotes = [
        quote_at(edition, rule.document_id, read.unit.spans, rule.locator)
        for rule in rules
        for read in edition.text(rule.document_id).read_rule(rule).units[:_MOST]
    ]
    items = [f"（{item}）" for item in _ITEM.findall(draft.question.chinese)]
    of_items = [q for q in quotes if any(item in q.locator for item in items)]
    draft.claims = [ground(quote) for quote in whole(edition, of_items or quotes)[:_MOST]]
    draft.confidence = _OF_THE_WHOLE


def _tell_other_parts(draft: Draft, edition: Edition, scope: Scope, rules: list[Rule]) -> None:
    """What answers the parts of the question that ask beyond the article, in any act."""
    question = draft.question
    inquiry = Inquiry.of(question, edition, scope)
    draft.claims += [ground(quote_of(edition, s)) for s in _of_other_acts(inquiry, rules)]
    units = [
        scored
        for rule in rules
        for scored in inquiry.units_of(Candidate(rule, edition.entries[rule.document_id], 1.0, {}))
    ]
    for part in parts_of(inquiry, [], units):
        words, unit = part.inquiry.question.chinese, part.unit
        beyond = asks_itself(part.inquiry.question) and not _ABOUT_ARTICLE.search(words)
        if beyond and unit.rule not in rules:
            draft.claims.append(ground(quote_of(edition, unit)))
            draft.rules += 1


def _tell_what_is_asked(draft: Draft, edition: Edition, scope: Scope, rules: list[Rule]) -> None:
    question = draft.question
    inquiry = Inquiry.of(question, edition, scope)
    near = [*rules, *_that_name(question, edition, rules)]
    candidates = [Candidate(rule, edition.entries[rule.document_id], 1.0, {}) for rule in near]
    ranked = inquiry.rank(candidates)
    units = choose(ranked, inquiry.weighted, question, edition)
    citing = _of_other_acts(inquiry, rules)
    chosen = Chosen(tuple(units), citing, closest=max((s.close for s in ranked), default=0.0))
    draft.rules += len(candidates)
    draft.near += [quote_of(edition, s) for s in ranked[:3]]
    sure = sureness(inquiry, chosen)
    reasons = doubts(inquiry, chosen, 1.0)
    if reasons:
        draft.missing += reasons
        draft.confidence = min(sure, 0.3)
        return
    draft.claims += claims_of(question, edition, chosen)
    draft.confidence = sure


def _named(question: Question, edition: Edition, scope: Scope) -> Iterator[Rule]:
    for document_id in sorted(scope.named):
        text = edition.text(document_id)
        labels = _labels_of(question, edition.entries[document_id].head.policy_id)
        for provision in text.provisions.values():
            if provision.label in labels:
                yield text.rule_of(provision.id, provision.start, provision.end)


_JOINT = 3
"""Characters at most between an act and the article of it that is named: 》的."""


def _labels_of(question: Question, policy: str) -> list[str]:
    """The articles that are named right behind this act, and those behind no act."""
    found = []
    for label, place in zip(question.locators, LOCATOR.finditer(question.chinese), strict=True):
        before = [p for p in question.policies if 0 <= place.start() - p.end < _JOINT]
        if not before or policy in before[-1].policy_ids:
            found.append(label)
    return found


def _that_name(question: Question, edition: Edition, rules: list[Rule]) -> Iterator[Rule]:
    """Rules of the same acts in whose words a named article stands: 违反本条例第二十二条规定的."""
    for document_id in dict.fromkeys(rule.document_id for rule in rules):
        text = edition.text(document_id)
        for rule in text.all_rules():
            words = text.read_rule(rule).words
            if rule not in rules and any(_names(words, label) for label in question.locators):
                yield rule


def _of_other_acts(inquiry: Inquiry, rules: Sequence[Rule]) -> tuple[Scored, ...]:
    """The best unit of another act that the question names in which an article is cited."""
    edition = inquiry.edition
    titles = {
        rule.document_id: short_title(edition.entries[rule.document_id].head.title)
        for rule in rules
    }
    cited = [
        re.escape(f"{title.partition('·')[0]}{label}")  # 民法典·合同编 is 民法典
        for title in titles.values()
        for label in inquiry.question.locators
    ]
    found = [
        unit
        for id_ in sorted(inquiry.scope.named - set(titles))
        for rule in edition.text(id_).all_rules()
        if any(re.search(rf"{c}(?!之)", edition.text(id_).read_rule(rule).words) for c in cited)
        for unit in inquiry.units_of(Candidate(rule, edition.entries[id_], 1.0, {}))
    ]
    return tuple(sorted(found, key=lambda s: -s.score)[:1])


def _names(words: str, label: str) -> bool:
    return bool(re.search(rf"本(?:条例|办法|规定|法|细则|解释){re.escape(label)}(?!之)", words))
