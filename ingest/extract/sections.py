"""What a section speaks of by its heading: what is wrong, what should be or will be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from graph.model import ProvisionKind, Span
from ingest.extract.body import Body, Sentence


class Section(StrEnum):
    PROBLEMS = "problems"
    """存在的问题、不足、堵点、难点."""
    ADVICE = "advice"
    """对策、建议."""
    PLANS = "plans"
    """下一步工作打算、2025年重点工作: what is going to be done."""
    DEEDS = "deeds"
    """主要做法、工作开展情况: what was done."""
    OUTLOOK = "outlook"
    """展望、启示、下一步: speaks of what is planned, too."""
    OTHER = "other"

    @property
    def tells(self) -> bool:
        """Whether it tells what is so or was done."""
        return self in (Section.DEEDS, Section.OTHER)


_PROBLEMS = re.compile(
    r"(?:问题|不足|堵点|难点|痛点|短板|困境|难题|瓶颈|挑战|困难|制约|障碍|弱项|差距|薄弱环节)"
)
# 破解难题的做法, 针对问题出实招 tell of measures.
_SOLVES = re.compile(
    r"破解|解决|针对|化解|突破|打通|攻克|疏通|直面|消除|补齐|坚持|导向|聚焦|应对|怎么解|如何解|何解|之策"
)
_ADVICE = re.compile(
    r"建议|对策|出路|政策启示|改进(?:方向|思路|措施)"
    r"|(?:优化|提升|改进|应对|完善|突破|发展)(?:路径|策略)|路径(?:选择|思考|探析)"
)
# 2025年工作打算, 下一步重点工作; not 重点工作完成情况
_PLANS = re.compile(
    r"(?!.*(?:情况|完成|总结|回顾|进展|成效|开展了))"
    r".*(?:打算|(?:工作|下一步|下阶段|明年|来年|年度?|目标)(?:的)?(?:总体)?(?:安排|计划|思路|部署|任务|举措|考虑)|重点工作|目标任务|工作要点|主攻方向)"
)
_DEEDS = re.compile(
    r"(?:主要|具体|典型|创新|特色)?(?:做法|举措|实践|经验)|工作(?:开展|进展|推进|落实|完成)?(?:情况|回顾|成效|亮点)"
    r"|(?:主要|重点)工作(?:及|和|与)?(?:成效|进展|情况)|(?:开展|推进|落实)情况"
)
_OUTLOOK = re.compile(r"展望|启示|下一步|未来|思考|前景|方向")
_LONGEST = 24
"""Characters of a heading."""
_CHAPTERS = frozenset(
    {ProvisionKind.PART, ProvisionKind.CHAPTER, ProvisionKind.SECTION, ProvisionKind.HEADING_1}
)
_CLOSED = re.compile(r"[。！？；：:，]$")
_OF_ACT = re.compile(r"(?:法|法典|条例|办法|规定|细则|意见|通知|方案|措施|纲要|规划|决定)》")
_NORMATIVE = re.compile(r"法律|法规|规章|规范性文件|司法解释|决定$")


def is_report(body: Body) -> bool:
    """Whether the text may report and advise: no act in articles, no normative document, no digest
    of one.
    """
    if any(p.rank is ProvisionKind.ARTICLE for p in body.provisions):
        return False
    if body.head.digest_of and _OF_ACT.search(body.head.digest_of):
        return False
    return not _NORMATIVE.search(body.head.doc_type)


def section_of_heading(words: str) -> Section:
    """What a heading announces.

    >>> section_of_heading("存在的主要问题"), section_of_heading("聚焦问题抓落实")
    (<Section.PROBLEMS: 'problems'>, <Section.OTHER: 'other'>)
    """
    if _ADVICE.search(words):
        return Section.ADVICE
    if _PROBLEMS.search(words) and not _SOLVES.search(words):
        return Section.PROBLEMS
    if _PLANS.match(words):
        return Section.PLANS
    if _DEEDS.search(words):
        return Section.DEEDS
    return Section.OUTLOOK if _OUTLOOK.search(words) else Section.OTHER


def sectioned(body: Body) -> Iterator[tuple[Sentence, Section]]:
    """Every sentence that is no heading, with its section, in the order of the text."""
    numbered: dict[str, Section] = {}
    # The first heading of a paper may stand with its head: 1 现状.
    loose = [
        (1, section_of_heading(s.text))
        for s in body.opening
        if _DECIMAL.match(s.text) and not _CLOSED.search(s.text) and len(s.text) <= _LONGEST
    ][-1:]
    place = ""
    for sentence in body.sentences:
        above = list(body.ancestors(sentence.provision))
        # A heading without a number holds until the next chapter or 一、 begins.
        if above[-1].rank in _CHAPTERS and above[-1].id != place:
            loose = []
        if _is_heading(body, sentence):
            told = section_of_heading(sentence.text)
            owner = next((p for p in above if p.title and sentence.text in p.title), None)
            if owner is not None:
                numbered[owner.id] = told
            else:
                depth = _depth(sentence.text, loose)
                loose = [*(h for h in loose if h[0] < depth), (depth, told)]
                place = above[-1].id
            continue
        inner = [numbered[p.id] for p in above if p.id in numbered]
        outer = [told for _, told in reversed(loose)]
        named = (told for told in (*inner, *outer) if told is not Section.OTHER)
        yield sentence, next(named, Section.OTHER)


# 2023年工作情况, 潍坊市科技局2023年工作总结
_OF_YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*年度?"
    r"(?=[^，。；]{0,16}(?:工作|情况|总结|公报|报告|白皮书|成效|回顾|打算|安排|计划|要点|展望))"
    # 年度报告（2025）
    r"|(?:报告|公报|白皮书|蓝皮书|年报|总结)[（(](?P<year2>(?:19|20)\d\d)\s*(?:年度?)?[）)]"
)


# 某区2025年科技创新工作要点, 2025年度重点任务分解方案
_YEARLY = re.compile(
    r"(?:19|20)\d\d年度?[^。]{0,24}(?:要点|工作计划|工作安排|工作方案|任务清单|重点任务|目标任务|任务分解)"
)


def plans_a_year(body: Body) -> bool:
    """Whether the document as a whole says what a year is to bring."""
    return bool(_YEARLY.search(body.head.title)) and not is_report(body)


def year_above(body: Body, sentence: Sentence) -> tuple[str, Span] | None:
    """The year that the heading above a sentence, or the document's title, is about.

    With its place in the document's text.
    """
    text = body.document.text
    for above in body.ancestors(sentence.provision):
        match = _OF_YEAR.search(text, above.start, sentence.start) if above.title else None
        if match and (told := match["year"] or match["year2"]) in above.title:
            return told, match.span()
    for line in body.opening[:2]:
        if match := _OF_YEAR.search(line.text):
            told = match["year"] or match["year2"]
            return told, (line.start + match.start(), line.start + match.end())
    return None


# 2 困境, 2.1 转化意愿不强: headings of papers, which are no provisions.
_DECIMAL = re.compile(r"^\d{1,2}(?:[.．]\d{1,2}){0,3}(?=[ \u3000\u4e00-\u9fff])")
_BENEATH = 9
"""Depth of a heading without a number among headings with numbers."""


def _depth(words: str, above: list[tuple[int, Section]]) -> int:
    """1 for 2 困境 and for headings of a text that numbers none, 2 for 2.1."""
    if number := _DECIMAL.match(words):
        return 1 + number[0].count(".") + number[0].count("．")
    return _BENEATH if any(1 < depth < _BENEATH for depth, _ in above) else 1


def _is_heading(body: Body, sentence: Sentence) -> bool:
    """A line without a full stop, or the first short sentence of a numbered point with more."""
    above = body.ancestors(sentence.provision)
    if any(sentence.text == p.title for p in above if p.rank is not ProvisionKind.PARAGRAPH):
        return True
    if _CLOSED.search(sentence.text) or len(sentence.text) > _LONGEST:
        return False
    after = body.document.text[sentence.end : sentence.end + 1]
    before = body.document.text[: sentence.start].rstrip(" \u3000*#")[-1:]
    return after in ("", "\n", "*") and before in ("", "\n")
