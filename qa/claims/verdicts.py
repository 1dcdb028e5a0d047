"""Yes or no said outright: 可以 or 需要, where the deciding words of a sentence leave no doubt."""

from __future__ import annotations

import re

from graph.quantities import PERIOD, find_quantities
from qa.asked.asks import Ask
from qa.asked.question import Question
from qa.claims.claim import Claim, Quote
from qa.claims.quoting import shown, source_words, verb_of
from qa.search.rank import Scored

_MUST_NOT = re.compile(r"不得|禁止|不能|严禁|不予|不承担|不适用|不可以|无权|不再")
_MAY = re.compile(r"(?<!不)可以|允许|有权|准予|参照适用|适用")
# 人民法院可以…: what a court or an office may do, which is no yes to one who asks for himself
_OFFICE_MAY = re.compile(r"(?:法院|部门|机关|委员会|政府|海关|审批机关)[^，。；]{0,4}可以")
# 申请书应当载明：（四）不需要…的理由: a point of what a paper holds says nothing of what is needed
_CONTENTS = re.compile(r"(?:载明|写明|注明|记载|包括|提交|提供|附送)[^，。；]{0,12}:$")
_MUST = re.compile(r"应当|必须")
_NOT_NEEDED = re.compile(r"不需|无需|无须|不必|不受|自主(?:决定|开展)")
_BUT = re.compile(r"除外|但(?:是)?[^，。；]{0,20}(?:不|除)")
# 已经尽责仍不能完成的，予以免责: what stands before 的， is the case, and decides nothing
_CASE = re.compile(r"[^，,。；;]*(?<!目)的[，,]")
# 可以免责吗 is answered with yes by 不承担责任 and by 予以免除
_RELEASE = re.compile(
    r"(?:免|不)(?:予|于)?(?:责|除|追究|担责|承担|处罚|罚)|豁免|减免|容错|免[交缴检审]"
)
_RELEASED = re.compile(
    r"予以免|可以免|免(?:予|于|除|责|[交缴检审])|豁免|减免|不(?:予|再)?(?:追究|承担|处罚|罚)|不负|不作(?:出)?负面"
)
_NOT_RELEASED = re.compile(r"(?:不得|不能|不予|不可以)(?:免|豁免|减免)|不免除")
_ON_THE_POINT = 0.5
"""Share of the question's words that a unit must hold for its 可以 to be about what is asked."""
_ASKS_MAY = re.compile(
    r"能不能|能否|可不可以|可以[^，。？]{0,30}[吗么]|能[^，。？]{0,24}[吗么]|行不行|可否|允许[^，。？]*吗|(?:能|可以)[^，。？]{0,20}(?:不|没)[？?]?$"
)
_ASKS_NEED = re.compile(
    r"需不需要|要不要|需要[^，。？]{0,24}[吗么]|必须|一定要"
    r"|(?:(?<![觉取获值使记管])得(?![着到了住起知出])|(?<![主重])要(?![求素点件]))[^，。？]{0,20}[吗么]"
)


def direct_force(question: Question, scored: Scored, quote: Quote) -> str:
    """可以, 不可以, 需要 or 不需要; empty where the deciding words of the unit leave a doubt."""
    own = _CASE.sub("", quote.text[scored.read.unit.start - scored.read.unit.end :])
    if _CONTENTS.search(scored.read.lead) or _depends_on_days(question, quote.text):
        return ""
    if Ask.YES_NO not in question.asks[:2] or scored.close < _ON_THE_POINT or _BUT.search(own):
        return ""
    said = ""
    released = _RELEASE.search(question.chinese) and not _MUST_NOT.search(own)
    if _ASKS_MAY.search(question.chinese) and released:
        if _RELEASED.search(own):
            said = "不可以" if _NOT_RELEASED.search(own) else "可以"
    elif _ASKS_MAY.search(question.chinese):
        if _MUST_NOT.search(own) and not _MAY.search(own):
            said = "不可以"
        elif _MAY.search(_OFFICE_MAY.sub("", own)) and not _MUST_NOT.search(own):
            said = "可以"
    elif _ASKS_NEED.search(question.chinese):
        if _NOT_NEEDED.search(own) and not _MUST.search(own):
            said = "不需要"
        elif _MUST.search(own) and not _NOT_NEEDED.search(own):
            said = "需要"
    return said


def force_claim(said: str, decides: Quote, around: Quote) -> Claim:
    """可以：《…》第X条规定“…”, with what stands around the sentence that decides it."""
    words = f"{said}：{source_words(around)}{verb_of(around)}“{shown(around)}”。"
    return Claim(words, (around,), decided_by=decides)


def _depends_on_days(question: Question, words: str) -> bool:
    """Whether a period decides, and days of the asker's case tell whether it is past."""
    days = [d for d in question.dates if d.first == d.last]
    return len(days) > 1 and any(q.kind == PERIOD for q in find_quantities(words))
