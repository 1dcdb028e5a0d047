"""What each part of a question asks: its own words, in the case, places and time of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.dates import find_dates
from qa.asked.asks import Ask
from qa.asked.names import PolicyMention
from qa.asked.question import Question, parse_question
from qa.asked.terms import find_terms
from qa.search.rank import Inquiry
from qa.search.retrieve import Scope, choose_scope
from qa.search.signals import is_report
from qa.search.worded import ASKS_OUTCOME, ASKS_SCOPE
from qa.shelf.shelf import Edition

_OWN_WORDS = 3
"""Content words, dates among them, from which a part asks by itself."""
_OF_OTHERS = 0.2
"""What a word of the other parts counts in one that asks by itself."""
_OF_CONTEXT = 0.3
"""In one that goes on with few words of its own: 不合格怎么办？ 主要完成人至少多少？"""
_SIDES = frozenset({"国家", "全国", "中央", "上位法", "本省", "省里", "市里", "地方"})
"""Words that tell whose rule is asked for, and not what of it."""
_OUTCOMES = frozenset(
    {"责任", "处理", "处罚", "处分", "罚", "罚款", "罚多少", "后果", "追究", "承担", "谁来管"}
)
"""Words that ask what follows from a deed, and do not tell of which."""
_OPEN = frozenset({Ask.QUANTITY, Ask.FACT, Ask.HOW, Ask.YES_NO})
"""Kinds of a part that asks the same again: 细则又是多少？ 那部法怎么规定？"""
# …没有的呢？ asks the same of another case.
_ELLIPTIC = re.compile(r"呢[？?]?$")
# 它转成了什么项目？ asks on about what was found.
_POINTS_BACK = re.compile(r"^(?:它|他|她|其(?![中他余])|该|这|那|此)")


def alone(question: Question, words: str, edition: Edition) -> Question:
    """Some words of a question as one, with the places of the whole and the acts that they name."""
    read = parse_question(words, edition.names)
    about = tuple(t for t in question.terms if t.marked and t.text not in words)
    of_side = read.policies or read.regions
    content = tuple(t for t in read.terms if not (of_side and t.text in _SIDES))
    follows = asks_what_follows(read)
    content = tuple(t for t in content if not (follows and t.text in _OUTCOMES))
    own = {t.text for t in (*content, *about)}
    bare = len(content) < _OWN_WORDS and not question.chinese.startswith(words)
    again = bare and not content and not follows  # 国家的细则又是多少？
    share = 1.0 if bare and (again or follows) else _OF_CONTEXT if bare else _OF_OTHERS
    beside = (replace(t, weight=t.weight * share) for t in question.terms if t.text not in own)
    return replace(
        read,
        text=question.text,
        regions=read.regions or (() if read.policies else question.regions),
        compares=False,
        dates=read.dates or (() if read.old_version or read.new_version else question.dates),
        quantities=read.quantities or question.quantities,
        whole=read.whole if read.quantities else question.whole,
        asks=question.asks if again and set(read.asks) <= _OPEN else read.asks,
        terms=(*content, *about, *beside),
        unit_types=read.unit_types or question.unit_types,
        public_unit=read.public_unit or question.public_unit,
        no_agreement=read.no_agreement or question.no_agreement,
    )


def _without_story(words: str) -> str:
    """The clause that asks whether an act is for something, without the story before it.

    北京一家机构…，没有违法所得。单做咨询也归条例管吗: of 咨询 it is asked, and of no fine.
    """
    last = _LAST_CLAUSE.search(words)
    scoped = last and ASKS_SCOPE.search(last.group()) and find_terms(last.group())
    return last.group() if last and scoped else words


_LAST_CLAUSE = re.compile(r"[^，。；？]+[，？]*$")


def asks_itself(part: Question) -> bool:
    """Whether a part has words enough of its own to be understood without the others."""
    words = len(find_terms(part.chinese))
    enough = words >= _OWN_WORDS or (words > 0 and any(p.policy_ids for p in part.policies))
    return enough and not _POINTS_BACK.search(part.chinese)


def asks_what_follows(part: Question) -> bool:
    """Whether it asks what follows from the deed that the whole tells of: 由谁罚、罚多少？"""
    own = [t for t in part.terms if t.text in part.chinese and t.text not in _OUTCOMES]
    return bool(ASKS_OUTCOME.search(part.chinese)) and len(own) < _OWN_WORDS


def goes_on(part: Question) -> bool:
    """Whether a part stays with the act that the parts before it found."""
    named = part.policies or find_dates(part.chinese)
    few = len(find_terms(part.chinese)) < _OWN_WORDS
    return bool(_ELLIPTIC.search(part.chinese)) or (few and not named)


def asked_parts(whole: Inquiry) -> Iterator[Inquiry]:
    """Each clause that asks, in its own scope; once for each act where it asks it of several."""
    question = whole.question
    for words in question.parts:
        part = alone(question, _without_story(words), whole.edition)
        part = replace(part, policies=part.policies or _of_its_sentence(part, question))
        held = [p for p in part.policies if p.policy_ids]
        several = len({p.policy_ids for p in held}) > 1 and _EACH.search(words)
        for one in [replace(part, policies=(p,)) for p in held] if several else [part]:
            yield Inquiry.of(one, whole.edition, _scope_of(one, whole))


# 科转法和高等教育法各说, 办法与细则分别怎么规定: each act tells for itself
_EACH = re.compile(r"各(?!省|地|种|类|项|级|个)|分别|都怎么|一样|不同|区别")
# 案例里说, 那篇报道: what a report tells, and no rule
_OF_REPORT = re.compile(r"案例|报道|那篇|文章(?:里|中)")


def is_bound(part: Question) -> bool:
    """Whether only the acts that it names, or reports, answer a part."""
    return bool(part.policies or _OF_REPORT.search(part.chinese))


def _scope_of(part: Question, whole: Inquiry) -> Scope:
    """By the part's own day, places and acts, or the reports it speaks of; else by the whole's."""
    days = find_dates(part.chinese)
    scope = choose_scope(
        part, whole.edition, part.dates[0].last if days and part.dates else whole.scope.on
    )
    named = scope.named
    if not named and _OF_REPORT.search(part.chinese):
        named = frozenset(i for i in scope.documents if is_report(whole.edition.entries[i]))
    if not named and _named_before(part, whole.question) and not asks_itself(part):
        named = whole.scope.named
    documents = tuple(sorted({*scope.documents, *named}))
    return replace(scope, documents=documents, named=named)


def _of_its_sentence(part: Question, whole: Question) -> tuple[PolicyMention, ...]:
    """Acts named before a part in its own sentence: 按专利法归谁，卖掉要不要另一家点头？"""
    start = whole.chinese.find(part.chinese)
    sentence = max((whole.chinese.rfind(mark, 0, start) for mark in "。？；"), default=-1)
    return tuple(m for m in whole.policies if sentence < m.start < start)


def _named_before(part: Question, whole: Question) -> bool:
    """Whether an act is named in the whole before the part ends: then the part is about it."""
    end = whole.chinese.find(part.chinese) + len(part.chinese)
    return any(mention.start < end for mention in whole.policies)
