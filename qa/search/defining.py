"""Whether a sentence defines or divides the very thing that a question asks about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from graph.names import fold
from qa.asked.asks import Ask
from qa.asked.pairs import share_held
from qa.asked.question import Question
from qa.asked.subject import asked_subject
from qa.asked.terms import Term, find_terms
from qa.asked.wording import groups
from qa.shelf.text import ReadUnit

_DEFINES = re.compile(r"是指|[，,]指|系指|包括|为[^，。]{1,20}之和|所称")
# A，是指B; A行为，是指B; A（以下简称C），是指B; A是B; A包括B; A分为B
_IS = re.compile(
    r"(?:行为|活动)?(?:[（(][^（）()]{2,20})?[）)]?"
    r"(?:[，,]?(?P<outright>是指|系指|指|包括|分[为成])|[，,]?是(?!否)|为(?!了))"
)
# 下列情形，属于…所称的A：; 国家设立下列A：; …为A。
_LED_TO = re.compile(r"(?:属于|所称的?|视为|认定为|构成|下列|以下|[为是])$")
_ENDS = re.compile(r"(?:[。；;:]|$)")
# （五）公共数据，是指 defines 公共数据; 有条件开放的公共数据，是指 another thing
_BEGINS_TERM = re.compile(r"(?:^|[，,、。；;：:（(）)》\s]|所称|所称的|所指|所说的|简称)$")
_PART_OF_TERM = 0.6
_LONGER = 0.3
"""The same for a name with more words between: 技术转让合同 is one kind of 技术合同."""
_SAID_OF_IT = 0.9
"""科普是公益事业 says something of it, and may be no definition."""
_ALIKE = 0.5
"""Share of its character pairs from which on another wording is the same name, and no near one."""
_MARKED = 2.0
"""What a word in quotation marks counts for: it is looked for as it stands."""
_DEFINES_SOMETHING = 0.24

Defines = Callable[[ReadUnit], float]


def defining(question: Question, terms: Sequence[Term]) -> Defines | None:
    """How far a unit says what the thing is; None where nothing is to be defined or divided.

    Where no one thing is named, each of the question's words may be it.
    """
    asked = question.asks[:2]
    subject = asked_subject(question.chinese)
    if subject:
        says = _of_subject(subject, marked=any(t.marked and t.text == subject for t in terms))
    elif Ask.DEFINITION in asked or Ask.FORMULA in asked:
        says = _of_any(question, terms)
    else:
        return None
    if Ask.DEFINITION not in asked:
        return says
    return lambda unit: says(unit) or _DEFINES_SOMETHING * bool(_DEFINES.search(unit.words))


def _of_subject(subject: str, *, marked: bool) -> Defines:
    own = fold(subject)
    others = (fold(w) for w in groups().get(subject, ()))
    # 职务发明创造 for 职务发明, 独占实施许可 for 独占许可
    names = (own, *(o for o in others if o != own and (o in own or share_held(own, o) > _ALIKE)))
    inner = [re.escape(t.forms[0]) for t in find_terms(subject)]
    # 专利实施许可 for 专利许可
    longer = ".{1,4}".join(inner) if len(inner) > 1 else ""
    patterns = [re.compile(re.escape(name)) for name in names]

    def says(unit: ReadUnit) -> float:
        whole = max(_said_of(unit, pattern) for pattern in patterns)
        if whole or not longer:
            return whole * (_MARKED if marked else 1.0)
        return _LONGER * _said_of(unit, re.compile(longer))

    return says


def _said_of(unit: ReadUnit, name: re.Pattern[str]) -> float:
    """1 where the unit or its lead-in says what the named thing is, less within a longer name."""
    found = 0.0
    for words in (unit.words, unit.lead):
        for place in name.finditer(words):
            before = words[: place.start()]
            if told := _IS.match(words, place.end()):
                whole = 1.0 if _BEGINS_TERM.search(before) else _PART_OF_TERM
                found = max(found, whole * (1.0 if told["outright"] else _SAID_OF_IT))
            elif _ENDS.match(words, place.end()) and _LED_TO.search(before):
                found = 1.0
    return found


def _of_any(question: Question, terms: Sequence[Term]) -> Defines:
    """Whether a word of the question stands right before 是指; more for one in quotation marks.

    What 推广 is does not tell what 推广补贴 is.
    """
    after = [term.text for term in terms if not _IS.match(term.text)]
    whole = [
        t
        for t in terms
        if len(t.forms[0]) > 1 and not any(t.text + word in question.chinese for word in after)
    ]

    def says(unit: ReadUnit) -> float:
        return max((_defined(unit.words, term, terms) for term in whole), default=0.0)

    return says


def _defined(words: str, term: Term, terms: Sequence[Term]) -> float:
    found = 0.0
    for place in re.finditer(re.escape(term.forms[0]), words):
        if _IS.match(words, place.end()):
            begins = 1.0 if _begins_term(words[: place.start()], terms) else _PART_OF_TERM
            found = max(found, _MARKED if term.marked else begins)
    return found


def _begins_term(before: str, terms: Sequence[Term]) -> bool:
    """Whether what is defined begins here, or with words of the question: 技术 and 许可 of 合同."""
    cut = next((t.forms[0] for t in terms if before.endswith(t.forms[0])), "")
    if cut:
        return _begins_term(before.removesuffix(cut), terms)
    return bool(_BEGINS_TERM.search(before))
