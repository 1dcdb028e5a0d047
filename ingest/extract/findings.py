"""Problems and recommendations: what a report finds lacking, what it advises, and who says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from graph.model import (
    NodeKind,
    Predicate,
    Problem,
    Provision,
    ProvisionKind,
    Recommendation,
    Relation,
    Span,
    statement_id,
)
from ingest.extract.body import Body, Sentence
from ingest.extract.sections import Section, is_report, sectioned

# 一是…；二是… | 一方面，…；另一方面，… | 有的…，有的…: each point is a statement of its own.
_POINT = re.compile(
    r"(?:^|(?<=[，；。：:]))(?:[一二三四五六七八九]是|其[一二三四五]，?|第[一二三四五六七八九]，|首先，?|其次，?|再次，?|最后，|一方面，?|另一方面，?|"
    r"同时，|此外，|另外，|(?=有的))"
)
_LACKS = re.compile(
    r"紧缺|仅[占有为]|只[占有]|(?<![克解破排犯])难(?=[，。；、]|$)|贵(?=[，。；、]|$)|"
    r"不(?:够|足|高|强|畅|全|完善|健全|到位|对称|匹配|明确|平衡|充分|顺|深|实|敢|愿|会|能|想|统一|紧密|协调|规范|成熟|"
    r"了解|清|多|大|完整|均|合理|稳定|相适应)|缺乏|缺少|缺失|缺位|匮乏|短缺|欠缺|不足|尚|仍|依然|还没|还不|还未|未能|未形成|未建立|"
    r"没有|难以|难于|较难|[定落转融招留评]\w?难|薄弱|滞后|[偏较](?:低|少|弱|慢|晚|小|窄|长|高|大|散)|有限|单一|小散弱|脱节|障碍|瓶颈|短板|堵点|"
    r"矛盾|困难|担心|顾虑|流失|分散|碎片|制约|缺口|两张皮|断层|空白|重复|过于|过长|流于形式|无法|挂靠|停留在|重[\u4e00-\u9fff]{1,6}、?轻|有待|亟待|[少低差弱](?=[，。；]|$)|受[^，。；]{1,10}限制|受限|紧张|(?:率|占比|比例|数量|人数)[^，。；]{0,8}不到|断裂|"
    r"(?:意愿|水平|效率|能力|质量|占比|比例|程度|积极性|转化率|认同度)[^，。；]{0,6}(?:低|弱|差|下降)|"
    r"(?:风险|成本|门槛|压力|难度|负担|流动性|投入)[^，。；]{0,4}(?:高|大|重)|^(?:有的|有些|一些|部分|少数|个别)"
)
# Outside of its section a problem is one only where the text calls it so.
_CALLED = re.compile(
    r"(?:仍|还|尚|也|依然|普遍|均)?(?:存在|面临|暴露出|反映出|凸显出?)(?:着|了)?(?!的|，)[^，。；]{2,60}?(?:问题|不足|短板|困难|挑战|瓶颈|堵点|困境|难题|薄弱环节|障碍)"
    r"(?!的)"
    r"|(?:仍|还|尚|依然|尤为|较为|相对|明显)(?:然|显|较|比较|相对|十分)?(?:不足|短缺|缺乏|薄弱|滞后|偏低|不够|不强|"
    r"不高|欠缺|匮乏|偏少|有限|不完善|不健全)"
    r"|面临的(?:主要|突出|最大)?(?:问题|困难|难题|挑战|瓶颈|短板)(?:是|在于|有)"
    r"|(?:能力|水平|意愿|力量)(?:较|偏|太)?[弱低差小]"
    r"|[^，。；]{4,40}的?(?:问题|矛盾|短板|现象)(?:仍然?|依然|还|比较|较为|较|十分|尤为|日益|更加)*(?:突出|明显|存在|严峻|凸显|普遍)"
    r"|^(?:主要|突出的?)?(?:问题|难点|堵点|痛点|不足之处|短板)(?:是|在于|主要表现为|表现为|主要是)"
)
_GOES_ON = re.compile(r"^(?:同时|此外|另外|而且|再者|与此同时|另一方面|加之)，")
_NEAR, _FAR = 3, 99
"""Sentences after a problem within which 同时 goes on with it."""
_NOT_FOUND = re.compile(
    r"解决|破解|针对|聚焦|围绕|化解|(?<!管)如(?!此)|是否|可能|应当|不得|可以|对存在|发现存在|若|没有存在|不存在"
)
# 队伍“虚胖”的问题依然存在：一是…；二是… | 清醒看到工作中的短板：…；…
_LISTS_HERE = re.compile(
    r"^[^：。；]{0,60}?(?:问题|不足|短板|困难|堵点|瓶颈|痛点|难点|差距|弱项|薄弱环节)"
    r"[^：。；]{0,16}：(?=[^。]{6})"
)
# 主要存在以下几方面问题：
_OPENS_LIST = re.compile(r"(?:问题|不足|短板|困难|堵点|瓶颈|痛点|难点)[^。]{0,12}[：:]$")
_WEAK_LEAD = re.compile(r"(?:问题|不足|短板|困难|堵点|方面)[：:]$")
# 课题组建议，… | 某大学教授某某认为，应当… | 业内专家呼吁…
_SAYS = re.compile(
    r"^(?P<who>[^，。；：、“”]{2,30}?)(?:也|还|则|均|普遍)?(?P<verb>建议|认为|呼吁|主张|提出|表示|指出|强调|坦言|反映|说)[，：,]?"
)
_WHO_NOT = re.compile(
    r"^(?:同时|此外|因此|为此|下一步|未来|今后|我们|笔者|本文|并|对此|另外|据此|针对|提出)|应当?|要|可以|需|向|的$"
)
_SHOULD = re.compile(
    r"建议|应当|(?<![供相适响反对效回感理])应(?=[^用急届对答])|(?:^|[，；：])(?:还|也|更|既|必须|[^，。；]{0,8})?要(?=[\u4e00-\u9fff])(?!求|素|点)"
    r"|需要|亟[须需待]|必须|有必要|务必|不妨|可考虑"
)
_ORDERS = re.compile(
    r"(?:^|[，；：])(?:进一步|加快|着力|积极|大力|持续|逐步|全面|适时|尽快)?(?:推动|推进|引导|加强|探索|促进|建立|健全|完善|深化|提升|强化|优化|开展|"
    r"搭建|打造|培育|建设|落实|推广|实施|扩大|加大|构建|组建|发展|拓宽|畅通|鼓励|支持|制定|出台|设立|明确|简化|赋予|补齐|用好|统筹|整合|引进|降低|提高|将|把|让|以|请|恳请|希望|可(?=[依借参考探通以由])"
    r"|由[^，。；]{2,20}(?:牵头|负责|统筹))"
)
_NEXT = re.compile(r"(?:^|，)(?:下一步|未来|今后|接下来|下一阶段|下阶段)[，,]?")
# 针对甲不足的问题，建议… | …，以破解乙难题
_AGAINST = re.compile(
    r"针对(?P<what>[^，。；]{4,50}?)(?:的|等)?(?P<kind>问题|不足|短板|瓶颈|难题|堵点|痛点|困境|难点|现状|情况)?(?=，)"
)
_SOLVES = re.compile(
    r"(?:破解|解决|化解|缓解|克服)(?P<what>[^，。；]{4,40}?"
    r"(?:难|慢|弱|低|少|不足|短缺|缺乏|缺位|缺失|断裂|薄弱|滞后|不[\u4e00-\u9fff]{1,3}))(?:等|的)*(?:问题|难题|瓶颈|堵点|困境)?(?=[。；，]|$)"
)
_EMPTY = re.compile(r"^(?:上述|以上|这些|这一|此类|存在|当前|突出|主要|前述|该|本)|存在的")


def findings(body: Body) -> tuple[list[Problem], list[Recommendation], list[Relation]]:
    """Problems, recommendations and which of them says that it answers which, in text order."""
    problems: dict[str, Problem] = {}
    advice: dict[str, Recommendation] = {}
    if not is_report(body):
        return [], [], []
    listing: Provision | None = None
    since = _FAR
    for sentence, heading in sectioned(body):
        opened = bool(_OPENS_LIST.search(sentence.text))
        in_list = listing is sentence.provision and bool(_POINT.match(sentence.text))
        if opened and not _NOT_FOUND.search(sentence.text):
            listing = sentence.provision
            continue
        if not in_list:
            listing = None
        inside = in_list and heading is not Section.ADVICE
        # …等问题。同时，…不强。: the next sentences may go on with it.
        goes_on = since <= _NEAR and bool(_GOES_ON.match(sentence.text))
        on = goes_on and heading is Section.OTHER
        lists = _LISTS_HERE.match(sentence.text)
        here = bool(lists) and not (lists and _NOT_FOUND.search(lists[0]))
        told_here = here and heading in (Section.OTHER, Section.PROBLEMS)
        section = Section.PROBLEMS if inside or on or told_here else heading
        for recommendation in _advice(body, sentence, section):
            advice.setdefault(recommendation.id, recommendation)
        for problem in _problems(body, sentence, section):
            if not any(_same(problem, r) for r in advice.values()):
                problems.setdefault(problem.id, problem)
                since = 0
        since += 1
    titles = {p.id: p.title for p in body.provisions if p.rank is not ProvisionKind.PARAGRAPH}
    for title in _only_titles(problems.values(), titles):
        del problems[title]
    for title in _only_titles(advice.values(), titles):
        del advice[title]
    relations: list[Relation] = []
    for recommendation in advice.values():
        relations += _addresses(body, recommendation, problems)
    return list(problems.values()), list(advice.values()), relations


def _only_titles(found: Iterable[Problem | Recommendation], titles: dict[str, str]) -> list[str]:
    """1.供给质量不高。高校成果…: the title of a point is told again by its text."""
    told = list(found)
    places = Counter(s.evidence.provision_id for s in told)
    return [
        s.id
        for s in told
        if places[s.evidence.provision_id] > 1 and titles.get(s.evidence.provision_id) == s.name
    ]


def _same(problem: Problem, recommendation: Recommendation) -> bool:
    a, b = problem.evidence, recommendation.evidence
    return a.start < b.end and b.start < a.end


def _points(sentence: Sentence) -> Iterator[Span]:
    """The sentence's points, without the words that count them. Offsets into the document."""
    marks = list(_POINT.finditer(sentence.text))
    ends = [m.start() for m in marks[1:]] + [len(sentence.text)]
    if not marks:
        yield sentence.start, sentence.end
        return
    if marks[0].start() > 0:
        yield sentence.start, sentence.start + marks[0].start()
    for mark, end in zip(marks, ends, strict=True):
        if mark.end() < end:
            yield sentence.start + mark.end(), sentence.start + end


def _lacks(sentence: Sentence) -> Iterator[Span]:
    """The points of a sentence on problems, also where only ； parts them, without their lead."""
    lead = _LISTS_HERE.match(sentence.text)
    first = sentence.start + (lead.end() if lead else 0)
    yield from ((max(first, a), b) for a, b in _halves(sentence) if first < b)


def _halves(sentence: Sentence) -> Iterator[Span]:
    """The points of a sentence, also where only ； parts them."""
    for start, end in _points(sentence):
        words = sentence.text[start - sentence.start : end - sentence.start]
        for part in re.finditer(r"[^；]+", words):
            yield start + part.start(), start + part.end()


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while end > start and text[end - 1] in " \u3000\n，；、":
        end -= 1
    while start < end and text[start] in " \u3000\n，；、":
        start += 1
    return start, end


def _words(text: str) -> str:
    return re.sub(r"\s+", "", text).rstrip("。；")


def _problems(body: Body, sentence: Sentence, section: Section) -> Iterator[Problem]:
    """In its section whatever is lacking; elsewhere only what the text calls a problem."""
    text = body.document.text
    who = _speaker(sentence.text)
    for span in _lacks(sentence) if section is Section.PROBLEMS else _points(sentence):
        start, end = _trimmed(text, span)
        words = text[start:end]
        if section is Section.PROBLEMS:
            told = len(words) >= 6 and bool(_LACKS.search(words)) and not _WEAK_LEAD.search(words)
        else:
            called = _CALLED.search(words)
            told = bool(called) and not _NOT_FOUND.search(words) and section is Section.OTHER
        if told:
            evidence = body.quote((start, end))
            yield Problem(
                id=statement_id(NodeKind.PROBLEM, evidence),
                name=_words(words),
                evidence=evidence,
                attributed_to=who,
            )


def _speaker(text: str) -> str:
    """Who says it, as printed; empty where nobody is named."""
    match = _SAYS.match(text)
    if match is None or _WHO_NOT.search(match["who"]):
        return ""
    return match["who"]


def _advice(body: Body, sentence: Sentence, section: Section) -> Iterator[Recommendation]:
    text = body.document.text
    who = _speaker(sentence.text)
    said = _SAYS.match(sentence.text)
    advises = bool(who and said and said["verb"] in ("建议", "呼吁", "主张"))
    opens = sentence.text.startswith("建议")
    parted = opens or section is Section.ADVICE
    for span in _halves(sentence) if parted else _points(sentence):
        start, end = _trimmed(text, span)
        words = text[start:end]
        should = _SHOULD.search(words)
        if section is Section.ADVICE:
            told = bool(should or _ORDERS.search(words)) and not _closes_lead(words)
        elif section is Section.OUTLOOK:
            told = bool(should) and not _closes_lead(words)
        else:
            told = (bool(should) or (opens and bool(_ORDERS.search(words)))) and (
                advises
                or bool(who)
                or words.startswith("建议")
                or opens
                or bool(_NEXT.search(sentence.text))
            )
            told = told and section is Section.OTHER and not _closes_lead(words)
        if told and len(words) >= 8:
            if later := _NEXT.match(words):
                start, end = _trimmed(text, (start + later.end(), end))
            evidence = body.quote((start, end))
            yield Recommendation(
                id=statement_id(NodeKind.RECOMMENDATION, evidence),
                name=_words(evidence.quote),
                evidence=evidence,
                attributed_to=who,
            )


def _closes_lead(words: str) -> bool:
    """Whether the words only announce: 提出以下建议："""
    return bool(re.search(r"(?:以下|如下|几点)[^，。]{0,8}(?:建议|对策)|[：:]$", words))


def _addresses(
    body: Body, recommendation: Recommendation, problems: dict[str, Problem]
) -> Iterator[Relation]:
    """The problem that the recommendation itself names; a new one where it stands nowhere else."""
    start = recommendation.evidence.start
    for pattern in (_AGAINST, _SOLVES):
        for match in pattern.finditer(recommendation.evidence.quote):
            what = match["what"]
            if _EMPTY.search(what):
                continue
            span = (start + match.start("what"), start + match.end("what"))
            problem = _stated(what, list(problems.values()))
            if problem is None:
                if not (match.groupdict().get("kind") or pattern is _SOLVES):
                    continue
                if not _LACKS.search(what) and not what.endswith(("难", "慢", "弱", "低", "少")):
                    continue
                problem = _named(body, span, what)
                problems[problem.id] = problem
            yield Relation(
                recommendation.id, Predicate.ADDRESSES, problem.id, recommendation.evidence
            )


def _named(body: Body, span: Span, what: str) -> Problem:
    evidence = body.quote(span)
    return Problem(
        id=statement_id(NodeKind.PROBLEM, evidence), name=_words(what), evidence=evidence
    )


_COVERS = 0.7
"""Share of the words' pairs of characters that the stated problem must hold, too."""


def _stated(what: str, problems: Sequence[Problem]) -> Problem | None:
    pairs = {what[n : n + 2] for n in range(len(what) - 1)}
    scored = [
        (sum(pair in problem.name for pair in pairs) / len(pairs), -n, problem)
        for n, problem in enumerate(problems)
    ]
    best = max(scored, key=lambda told: told[:2], default=None)
    return best[2] if best and best[0] >= _COVERS else None
