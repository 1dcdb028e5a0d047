"""What a question asks that the library cannot tell, seen before any rule is read.

A region, an act or an article that is not held; advice; what is yet to come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graph.regions import find_regions
from graph.store import DocumentEntry
from qa.asked.places import NATION, chain
from qa.asked.question import Question
from qa.shelf.shelf import Edition, version_date


@dataclass(frozen=True, slots=True)
class Gap:
    """What the question wants and the library does not have."""

    words: str


# 贵洲省: what ends like a province and is none
_PROVINCE = re.compile(
    r"(?<![全本外跨各哪])(?<![\u3400-\u9fff])(?![哪各])[\u3400-\u9fff]{2,3}省(?![级属份会内外市科财教人政委略])"
)
# 种子法第七十三条, 《中关村科技园区条例》第二十条: an act and an article of it
_ARTICLE_OF = re.compile(
    r"(?P<title>[\u3400-\u9fff]{1,24}?(?:条例|办法|细则|规定|解释|意见|法))》?(?:的)?第[零一二三四五六七八九十百千〇\d]+条"
)
# 该法第九条, 按照规定第三条, 这部条例: points at an act and does not name it
_POINTS = re.compile(
    r"(?:[该本此这那哪旧新原老]|[这那哪该](?:部|个|份|一部)|有关|相关|上述|地方|前述|按|按照|依照|根据|违反|依据)?(?:的)?$"
)
# 上海市数据条例: a region with a title behind it
_REGIONAL_ACT = re.compile(r"(?P<words>[\u3400-\u9fff]{2,24})条例")
_NOT_OF_TITLE = re.compile(r"[的和与跟、及]|这|那|该|两|各|哪|几|老|旧|新|地方|按|现行|本地|自己")

# 卖给大厂好还是自己干好, 你觉得呢, 哪家更划算: wants an opinion
_ADVICE = re.compile(
    r"你(?:觉得|认为|看好|建议|推荐|怎么看)|值不值|值得[^，。？]{0,10}[吗么]|划不划算|划算[吗么呢]|好不好[？?]?$"
    r"|(?:更|比较|最)(?:好|划算|合适|适合|稳妥|靠谱|有前途|有利)(?:一些|一点)?(?:[吗么呢啊][？?]?|[？?]|$)"
    r"|[^，。？]{1,12}好[，,]?还是[^，。？]{1,16}(?:好|划算|合适|强)(?:[呢啊吗么])?[？?]?$"
    r"|推荐(?:一|几|哪|个|什么)|写得(?:怎么样|好)|评价一下|(?:该不该|要不要)(?:辞职|跳槽|投资|创业|报考|买|卖)"
)
# 下一次修订定在哪一年, 将来会不会取消: no text tells what is not decided yet
_TO_COME = re.compile(
    r"下一?(?:次|轮|回|版|届)[^，。？]{0,14}(?:什么时候|何时|哪一?年|哪一?天|哪一?月|定在|几月|是几|几号)"
    r"|(?:什么时候|何时|哪一?年|哪天)(?:会|要|将)?再(?:次|度|一次)?(?:修|改|出台|涨|调)"
    r"|(?:将来|未来|以后)会(?:不会)?(?:修改|修订|取消|废止|涨|出台|放开|调整)"
    r"|会不会(?:再)?(?:修改|修订|涨价|取消|出台|放开)|预计(?:什么时候|何时|哪一?年|多少)"
)
# 2001年5月通过的那版, 1995年的旧版: one text of several is meant
_VERSION_OF_DAY = re.compile(
    r"年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:通过|公布|施行|修订|修正|发布|颁布|出台)?"
    r"(?:[、，]?已经?被?(?:废止|失效|作废))?的(?:那|旧|老|原)?(?:一)?(?:版|部|文本)"
    r"|年(?:\d{1,2}月)?(?:旧|老|原)?版"
)
_MADE_ON_DAY = re.compile(
    r"年(?:\d{1,2}月)?(?:\d{1,2}日)?起?(?:施行|生效|修正|修订|通过|公布|发布|颁布)的《?"
)
# 《…》2023年又修订了: what has changed on the day
_CHANGED_ON_DAY = re.compile(
    r"》\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:又|再|重新|已经?)?(?:修订|修正|修改)"
)
_OPENING = 600
"""Characters at both ends of an act in which its making and its beginning are told."""
# 2022年废掉的那部促进科技成果转化条例, 已经废止的技术市场条例: an act that holds no more
_ENDED_ACT = re.compile(
    r"(?:废(?:掉|止|除)|失效|作废)(?:了)?的(?:那(?:一)?[部个份]|旧|老|原来的?)?《?"
    r"(?P<title>(?:(?!的)[\u3400-\u9fff]){2,24}?(?:条例|办法|规定|细则))"
)
_ENDING = re.compile(r"(?:省|市|区|县|自治区|[\u3400-\u9fff]{1,3}族自治州|自治州)$")
# 具体比例由省政府另行规定，后来规定的是多少: the other rule is asked for, and not this one
_OTHER_RULE = re.compile(
    r"后来(?:又|另行|再)?(?:规定|定|出台|公布|制定|确定)(?:了|的)[^，。？]{0,10}(?:多少|几|什么|哪)"
)


def gaps_of_question(question: Question, edition: Edition) -> list[Gap]:
    """Regions and policies that the question names and the library does not hold."""
    gaps = [
        Gap(f"库中没有{name}的文件")
        for name in question.regions
        if not any(region in edition.names.regions for region in chain(name))
        and not _in_a_title(name, edition)
        and not _in_a_rule(name, question, edition)
    ]
    if not question.regions:
        gaps += [
            Gap(f"没有认出“{m.group()}”是哪个地区")
            for m in _PROVINCE.finditer(question.chinese)
            if not find_regions(m.group())  # the place of a title is the title's
        ]
    gaps += [
        Gap(f"库中没有《{mention.text.strip('的')}》")
        for mention in question.policies
        if not mention.policy_ids and not mention.named_only
    ]
    told = [gap.words for gap in gaps]
    return gaps + [
        Gap(f"库中没有《{title}》的文本")
        for title in dict.fromkeys(
            (
                *_cited_not_held(question),
                *_regional_not_held(question, edition),
                *_ended_not_held(question, edition),
            )
        )
        if not any(title in words for words in told)
    ]


def _in_a_title(region: str, edition: Edition) -> bool:
    """Whether a national act is about the region: 关于同意乌鲁木齐…建设国家自主创新示范区的批复."""
    stem = _ENDING.sub("", region)
    return any(stem in entry.head.title for entry in edition.entries.values())


_LOOKED_AT = 3
"""Passages nearest to a question of which one may speak of a place that has no acts here."""


def _in_a_rule(region: str, question: Question, edition: Edition) -> bool:
    """Whether a national rule near the question is about the region: 经平潭口岸进口的医疗器械."""
    stem = _ENDING.sub("", region)
    national = [i for i, e in edition.entries.items() if NATION in e.head.regions]
    hits = edition.search(question.chinese, limit=_LOOKED_AT, documents=national)
    return any(stem in edition.text(h.document_id).document.text[h.start : h.end] for h in hits)


def version_not_held(question: Question, edition: Edition) -> list[Gap]:
    """The version of a named act that a question points at by its day, and that is not held."""
    named = dict.fromkeys(p for mention in question.policies for p in mention.policy_ids)
    if named and _BEFORE_CHANGE.search(question.chinese):
        alone = [p for p in named if len(edition.versions[p]) == 1]
        if len(alone) == len(named):
            return [Gap(f"库中没有《{edition.names.title(alone[0])}》修改以前的文本")]
    if len(question.dates) != 1:
        return []
    day = question.dates[0]
    held = [e for policy in named for e in edition.versions[policy]]
    begun = [version_date(e) for e in held]
    if not begun:
        return []
    if _VERSION_OF_DAY.search(question.chinese) and min(begun) > day.last:
        return [Gap(f"库中没有{day.text}的文本，最早的一版{min(begun).isoformat()}起施行")]
    if (_made_on_day(question) or _CHANGED_ON_DAY.search(question.chinese)) and not any(
        _speaks_of_year(edition, e, day.first) for e in held
    ):
        return [Gap(f"库中没有{day.text}的文本")]
    return []


def _made_on_day(question: Question) -> bool:
    """Whether a day stands before the named act as that of its making: 2028年施行的专利法."""
    ends = [m.end() for m in _MADE_ON_DAY.finditer(question.chinese)]
    return any(end - 1 <= p.start <= end for p in question.policies for end in ends)


def _speaks_of_year(edition: Edition, entry: DocumentEntry, day: date) -> bool:
    """Whether the act begins in the year of the day, or its opening or its end speaks of it."""
    text = edition.text(entry.id).document.text
    shown = f"{text[:_OPENING]}\n{text[-_OPENING:]}"
    return version_date(entry).year == day.year or f"{day.year}年" in shown


# 2011年修正以前…是多少: what the earlier text said
_BEFORE_CHANGE = re.compile(
    r"(?:修(?:订|改|正)|改)(?:之|以)?前(?!已|的?(?:合同|案件|行为|申请|专利))[^。？]{0,30}(?:多少|几|什么|怎么|谁|哪|吗)"
)


def beyond_documents(question: Question) -> list[Gap]:
    """Why no document could answer: an opinion or something undecided is asked for."""
    if _ADVICE.search(question.chinese):
        return [Gap("所问的是意见或者建议，资料只记载规定和事实")]
    if _TO_COME.search(question.chinese):
        return [Gap("所问的是以后的事，资料没有记载")]
    if _OTHER_RULE.search(question.chinese):
        return [Gap("库中没有后来另行作出的规定")]
    return []


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


def _cited_not_held(question: Question) -> Iterator[str]:
    """Titles of which an article is asked for, and no text is held."""
    for match in _ARTICLE_OF.finditer(question.chinese):
        end = match.end("title")
        if any(p.policy_ids for p in question.policies if p.start < end <= p.end):
            continue
        named = next((p.text for p in question.policies if p.start < end <= p.end), "")
        title = named or _own_title(match["title"])
        if title:
            yield title.strip("《》")


# 侵害植物新品种权的责任依照种子法: the title begins behind the last word that leads it in
_LEADS_IN = re.compile(r"依照|按照|根据|依据|违反|适用|参照|引用|援引|属于|[的和与跟及、在按照说]")


_KIND = re.compile(r"(?:条例|办法|细则|规定|解释|意见|法)$")


def _own_title(words: str) -> str:
    """The title at the end of words; empty for 该法 and 按规定."""
    title = _LEADS_IN.split(words)[-1]
    own = _KIND.sub("", title)
    # 上海条例: which of its acts is not said
    of_place = any(m.start == 0 and m.end == len(own) for m in find_regions(own))
    return "" if of_place or _POINTS.fullmatch(own) else title


def _regional_not_held(question: Question, edition: Edition) -> Iterator[str]:
    """上海市数据条例 where no act that is held has a title with these words in their order."""
    for match in _REGIONAL_ACT.finditer(question.chinese):
        if any(p.start < match.end() and match.start() < p.end for p in question.policies):
            continue
        places = find_regions(match["words"])
        inner = match["words"][places[-1].end :] if places else ""
        if len(inner) < 2 or _NOT_OF_TITLE.search(inner):
            continue
        if not any(_holds_in_order(e.head.title, inner) for e in edition.entries.values()):
            yield f"{places[-1].region.name}{inner}条例"


def _ended_not_held(question: Question, edition: Edition) -> Iterator[str]:
    """An act of the place that is asked for, said to have ended, and of which no text is held."""
    for match in _ENDED_ACT.finditer(question.chinese):
        inner = match["title"]
        for region in question.regions:
            own = (e for e in edition.entries.values() if region in e.head.regions)
            if not any(_holds_in_order(e.head.title, inner) for e in own):
                yield f"{region}{inner}"


def _holds_in_order(title: str, words: str) -> bool:
    place = -1
    return all((place := title.find(character, place + 1)) >= 0 for character in words)
