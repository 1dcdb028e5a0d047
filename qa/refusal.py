"""When an answer would be a guess: what is missing, and how sure the answer is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.places import chain
from qa.question import NUMERIC_ASKS, Ask, Question
from qa.rank import Scored, Weighted, has_kind
from qa.shelf import Edition

MIN_COVERAGE = 0.34
"""Weighted share of the question's words that the best rule must hold."""
MIN_CLOSE = 0.2
"""The same for the very words that are quoted."""
MIN_CONFIDENCE = 0.3

# 亿元, 学时: a unit that the question fixes must stand in the evidence.
_UNIT_ASKED = re.compile(
    r"(?:多少|几)(?:个)?(?P<unit>亿元|万元|亿|万|元|人|名|家|项|件|学时|课时|学分|平方公里|小时|工作日|天|日|个月|月|年|倍|次)"
)
_UNIT_WORDS = {
    "亿元": r"亿",
    "亿": r"亿",
    "万元": r"万|亿|元",
    "万": r"万|亿",
    "元": r"元",
    "名": r"名|人|位",
    "人": r"人|名|位",
    "天": r"日|天|月",
    "日": r"日|天|月",
    "工作日": r"日",
    "个月": r"月|年|日",
    "月": r"月|日",
    "年": r"年|月",
    "倍": r"倍|百分之|%",
    "课时": r"课时|学时",
    "小时": r"小时|学时|日",
    "几": r"",
}
_LEVEL_WORDS = re.compile(r"具体(?:是)?多少|绝对(?:值|额)|总额|总量|成交额|规模")


@dataclass(frozen=True, slots=True)
class Gap:
    """What the question wants and the library does not have."""

    words: str


def gaps_of_question(question: Question, edition: Edition) -> list[Gap]:
    """Regions and policies that the question names and the library does not hold."""
    gaps = []
    for name in question.regions:
        if not any(region in edition.names.regions for region in chain(name)):
            gaps.append(Gap(f"库中没有{name}的文件"))
    for mention in question.policies:
        if not mention.policy_ids and not mention.named_only:
            gaps.append(Gap(f"库中没有《{mention.text.strip('的')}》"))
    return gaps


def missing_articles(question: Question, edition: Edition, documents: Sequence[str]) -> list[Gap]:
    """Articles that the question names and the named policy does not have."""
    gaps = []
    for label in question.locators:
        found = any(
            p.label == label for d in documents for p in edition.text(d).provisions.values()
        )
        if documents and not found:
            title = edition.entries[documents[0]].head.title
            gaps.append(Gap(f"《{title}》没有{label}"))
    return gaps


def missing_kind(question: Question, chosen: Sequence[Scored]) -> Gap | None:
    """The number that is asked for where no quoted words hold one of its kind."""
    asks = [ask for ask in question.asks if ask in NUMERIC_ASKS]
    if not asks or not chosen:
        return None
    words = "".join(s.read.words + s.read.lead for s in chosen)
    if not has_kind(asks, words):
        return Gap("所问的数值在检索到的条文中没有规定")
    unit = _UNIT_ASKED.search(question.chinese)
    if unit and not re.search(_UNIT_WORDS.get(unit["unit"], re.escape(unit["unit"])), words):
        return Gap(f"检索到的条文中没有以“{unit['unit']}”计的数值")
    return None


def missing_terms(chosen: Sequence[Scored], weighted: Weighted) -> list[str]:
    """Rare words of the question that no chosen rule holds, the weightiest first."""
    covered = {word for scored in chosen for word in scored.covered}
    lost = [(w, t.text) for t, w in weighted.terms if t.text not in covered]
    return [
        text for weight, text in sorted(lost, key=lambda p: -p[0]) if weight / weighted.total > 0.1
    ]


def confidence(question: Question, chosen: Sequence[Scored], weighted: Weighted) -> float:
    """0 to 1, from the words covered, near and far, and the fit of the kind."""
    if not chosen:
        return 0.0
    best = chosen[0]
    covered = {word for scored in chosen[:3] for word in scored.covered}
    share = sum(w for t, w in weighted.terms if t.text in covered) / weighted.total
    value = 0.1 + 0.45 * share + 0.25 * best.coverage + 0.35 * best.close
    if missing_kind(question, chosen[:1]):
        value -= 0.15
    if Ask.FACT in question.asks:
        value -= 0.03
    return max(0.0, min(0.99, value))
