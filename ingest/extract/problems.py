"""Problems: what a report finds lacking or in the way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import NodeKind, Problem, Span, statement_id
from ingest.extract.body import Body, Sentence
from ingest.extract.points import halves, plain_words, points, speaker, trimmed
from ingest.extract.sections import Section

LACKS = re.compile(
    r"差距|悬殊|不均|繁琐|繁杂|冗长|扎堆|失衡|失真|倒挂|(?:留|招|找|跟|看|用|拿|接|引|稳)不(?:住|到|上|懂|来|起|进)|参差不齐|良莠不齐|各自为政|条块分割|供不应求|依赖|偏[重软]|过[高低少慢]|"
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
    r"|(?:体量|规模|数量|总量|占比|比例|比重|水平|效率|程度|强度|层次)(?:仍|还|依然|普遍|总体|整体|相对)*(?:偏|较|过)[小低少弱慢]"
    r"|(?:仍|还|尚|依然)?(?:有|存在|差)(?:着)?(?:较大|不小|一定|明显|很大)的?(?:差距|落差|距离)"
    r"|(?:缺口|难度|压力|风险|壁垒)(?:仍|还|依然|普遍|总体)*(?:较|很|偏|过)[大高多]"
    r"|(?:动力|活力|能力|供给|投入|支撑|力量|意愿|后劲|积极性|经验|储备|衔接|协同|联动)(?:仍|还|明显|普遍|相对|严重|较为)*(?:不足|欠缺|匮乏|不够|不强|缺位|滞后)(?!的|等|问题)"
    r"|(?:面临|受到?|遭遇)[^，。；]{0,16}(?:制约|束缚|掣肘|瓶颈|堵点|难题)"
    r"|(?:成为|已是|仍是|依然是)[^，。；]{0,24}(?:瓶颈|短板|堵点|痛点|障碍|难题|软肋|掣肘|绊脚石)(?=[。；，]|$)"
    r"|(?:企业|高校|院所|院校|单位|机构|人员|教师|专家|团队|基层|个人|一线)[^，。；]{0,8}(?:反映|坦言|抱怨|吐槽)(?!良好|热烈)"
    r"|[^，。；]{4,40}的?(?:问题|矛盾|短板|现象)(?:仍然?|依然|还|比较|较为|较|十分|尤为|日益|更加)*(?:突出|明显|存在|严峻|凸显|普遍)"
    r"|(?:症结|根源|病根|卡点|痛点|难点|堵点)(?:主要|还|就)?(?:在于|是|出在)[^，。；]{2,40}"
    r"|^(?:主要|突出的?)?(?:问题|难点|堵点|痛点|不足之处|短板)(?:是|在于|主要表现为|表现为|主要是)"
)

NOT_FOUND = re.compile(
    r"解决|破解|针对|聚焦|围绕|化解|(?<!管)如(?!此)|是否|可能|应当|不得|可以|对存在|发现存在|若|没有存在|不存在"
)

# 队伍“虚胖”的问题依然存在：一是…；二是… | 清醒看到工作中的短板：…；…
LISTS_HERE = re.compile(
    r"^[^：。；]{0,60}?(?:问题|不足|短板|困难|堵点|瓶颈|痛点|难点|差距|弱项|薄弱环节)"
    r"[^：。；]{0,16}：(?=[^。]{6})"
)

_WEAK_LEAD = re.compile(r"(?:问题|不足|短板|困难|堵点|方面)[：:]$")


def _lacks(sentence: Sentence) -> Iterator[Span]:
    """The points of a sentence on problems, also where only ； parts them, without their lead."""
    lead = LISTS_HERE.match(sentence.text)
    first = sentence.start + (lead.end() if lead else 0)
    yield from ((max(first, a), b) for a, b in halves(sentence) if first < b)


def problems_of(body: Body, sentence: Sentence, section: Section) -> Iterator[Problem]:
    """In its section whatever is lacking; elsewhere only what the text calls a problem."""
    text = body.document.text
    who = speaker(sentence.text)
    for span in _lacks(sentence) if section is Section.PROBLEMS else points(sentence):
        start, end = trimmed(text, span)
        words = text[start:end]
        if section is Section.PROBLEMS:
            told = len(words) >= 6 and bool(LACKS.search(words)) and not _WEAK_LEAD.search(words)
        else:
            called = _CALLED.search(words)
            told = bool(called) and not NOT_FOUND.search(words) and section.tells
        if told:
            evidence = body.quote((start, end))
            yield Problem(
                id=statement_id(NodeKind.PROBLEM, evidence),
                name=plain_words(words),
                evidence=evidence,
                attributed_to=who,
            )
