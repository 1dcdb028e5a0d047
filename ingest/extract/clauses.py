"""Sentences cut into rules: each with what it leans on, its modality, subject and conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graph.model import Modality, Span
from ingest.extract.body import Sentence


@dataclass(frozen=True, slots=True)
class Modal:
    """A word of force at its place in the clause's text."""

    start: int
    end: int
    modality: Modality


@dataclass(frozen=True, slots=True)
class Clause:
    """The part of a sentence between two ；, or one point of a list. Offsets as in Sentence."""

    start: int
    end: int
    text: str
    sentence: Sentence
    carried: tuple[Span, ...]
    """What stands before and goes on counting: the list's lead-in, the first clause's opening."""
    carried_text: str
    """The words of ``carried``, one after the other."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Carried words and the clause itself, ascending and disjoint."""
        spans: list[Span] = []
        for start, end in sorted((*self.carried, (self.start, self.end))):
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
        return tuple(spans)


# 应 alone is 应当 only where no longer word holds it: 应用, 供应, 适应.
_MODALS = {
    Modality.MUST_NOT: (
        r"不得(?!低于|少于|小于|短于|早于|不)|禁止|严禁|不准|不应当|无权"
        r"|不作(?=负面|否定|处理)|不予(?:批准|受理|支持|推荐|认定|立项|登记|补助|奖励|资助|通过)"
        r"|不再(?=执行|承担|核发|作为|要求|受理)"
    ),
    Modality.MUST: (
        r"应当|必须|务必"
        r"|(?<![供相适响反对效回感理])应(?![用对急届聘邀税收付力缴纳答诉变链召征试考])"
        r"|(?<![必无])须(?!知)|不得(?=低于|少于|小于|短于|早于)"
        r"|(?<!可以)(?<!可以并)(?<!可)(?<!可并)(?<!并)处以?(?=[^，。；]{0,24}罚款)"
        r"|(?<![主重需必纲摘概首只若想次提不将就紧扼简机险总择索当快想所])要(?![求素点件约害闻么领旨务职塞人义目员案因不是])"
        r"|(?:^|(?<=[，：；]))(?:具体|有关(?:工作|事项))?请(?=[\u4e00-\u9fff]{2,}(?:部|委|局|省|区|市|院|办|位|门|府|们))"
        r"|负责(?=[\u4e00-\u9fff]{4})(?!人|部门|的|任|制|同)"
    ),
    Modality.MAY: (
        r"可以|(?<![许认不])可(?=[按由在依自获享向将给根视对与处并从申一直优破适免额先通采参单另聘兼到经凭予叠暂延酌择委购设开组提领]|继续)|(?<![所具])有权|(?<!不)允许"
        r"|方可(?!以|能)|方能|才可(?!以)|^(?:原则)?同意(?=[^，。；]{4})|授权(?=[^，。；]{2,20}(?:开展|实施|管理|决定))|授予(?=[^，。；]{2,24}权限)"
    ),
    Modality.ENCOURAGE: (
        r"鼓励|提倡|倡导|(?<!符合)(?<![金策予供术力的撑务据融持作])支持(?=[\u4e00-\u9fff]|\d+[余多]?[家个名所支户])(?![力的下措政体和])"
    ),
    Modality.PROMOTE: (
        r"(?:(?<=[，；：])|^|(?<=本市)|(?<=本省)|(?<=国家)|(?<=政府)|(?<=部门))(?:积极|大力|加快|着力|进一步|全面|综合)?(?:推动|推进|引导|加强|探索|促进"
        r"|建立健全|健全|完善|加快|深化|提升|强化|优化|开展|建立|搭建|打造|培育|建设|落实|推广|实施|扩大|加大"
        r"|改革|构建|组建|发展|实行|试行|运用|放宽|取消|简化|下放|制定|编制|研究|规范|创新|引进|培养|组织|改进"
        r"|改善|增加|提高|营造|保障|赋予|设立|借鉴)(?!的|[^，。；]{0,4}的(?:机构|单位|研究))"
    ),
}
_MODAL = re.compile("|".join(f"(?P<{force.name}>{words})" for force, words in _MODALS.items()))
_LIST_OPENS = re.compile(r"(?:下列|以下|如下|分别为)[^：:。；]{0,60}[：:]")
_PIECE = re.compile(r"[^；;]+[；;]?")
# Words after which a subject is over: 高等院校|对其持有的科技成果, 单位|未规定.
_SUBJECT_ENDS = re.compile(
    r"应当|必须|不得|可以|可(?=[按由在依自])|未|自(?!然|主|治|由|贸|行|筹|创|身|我)|从事|从(?!业)|在|将|按照|依照|"
    r"依法|依据|根据|利用|通过|以(?!上|下|内|外)|为(?!主)|违反|因(?!素)|向|由|采取|有下列|具有|是|做出|作出|"
    r"对(?!外|象|口)|每年|每|经(?!济|营|费|纪|理)|提交|申请(?!人)|取得|连续|弄虚|骗取|故意|没有|与|逾期|获得|"
    r"拥有|予以|受理|收到|接到|发现|要求|负责(?!人)|认为|分别|不服|会同|会商|拒|截留|泄露|侵占|参与|开展|履行|享受|享有|接受|"
    r"制定|建立|设立(?!的)|支付|缴纳|通知(?!书)|违规|擅自|依|不少于|不低于|不超过|至少|占"
)
# A noun phrase that stands right before its order ends with one of these.
_NOUN_END = re.compile(
    r"(?:人|者|员|单位|机构|部门|机关|院校|学校|高校|企业|公司|政府|委员会|组织|法院|局|厅|部|院|所|会|"
    r"团队|中心|基金|银行|平台|主体|方|国家|市|省|区|县|当事人|时间|期限|经费|比例|金额|总额|数量|费用|资金)$"
)
# What a subject never starts with: these open a condition or an adverbial.
_NO_SUBJECT = re.compile(
    r"^(?:违反|支持|鼓励|引导|推动|加快|完善|设立(?![^，。；]{0,20}的)|限期|所需|接到|收到|公告|任期|对|对于|自|将|按照|依照|根据|依据|利用|通过|以|在|为了?|因|经|从|由于|除|凡|如|当|若|并|但|"
    r"不|未|没收|处|情节|逾期|有(?:下列|前款|违法)|没有|给予|其中|情况|属于|符合|构成|造成|每|连续|期满|"
    r"前款|下列|以下|责令|同时|需|无正当|超过|被|可以|应当|仍|并且|且|拒不|具有|具备|作为|提取|用于|采取|"
    r"取消|提供|欺骗|销售|作出|做出|假冒|侵犯|伪造|擅自|或者|以及|骗取|弄虚|予以|警告|缴纳|通知|协议|合同|"
    r"另有|法律|行政法规|[一二三四五六七八九十\d]+(?:年|个?月|日|个工作日)|货值|违法所得|故意|也|又|但是|"
    r"在中国|使|涉嫌|确保|实现)"
)
_AGENT = re.compile(
    r"(?<![理自缘事])由(?P<agent>[^，。；由]{2,70}?)(?=，处|根据|决定|限期|强制|拆除|退还|追缴|责令|依法|依照|按照|给予|予以|处以?|没收|吊销|负责|(?<!所)在|应当|可以|会同|组织)"
)
_CONDITION = re.compile(r"(?:^|(?<=[，；：]))(?P<condition>[^；：。]*?的)(?=，|：|;|；)")


def clauses(sentence: Sentence) -> list[Clause]:
    """The sentence's rules in order; a sentence without ； is one rule."""
    return list(_clauses(sentence))


def _clauses(sentence: Sentence) -> Iterator[Clause]:
    text = sentence.text
    carried: list[Span] = [sentence.lead] if sentence.lead else []
    opens = _LIST_OPENS.search(text)
    first = 0
    if opens and opens.end() < len(text):
        carried.append((sentence.start, sentence.start + opens.end()))
        first = opens.end()
    opening: Span | None = None
    for match in _PIECE.finditer(text, first):
        piece = match[0].rstrip("；;。 ")
        if not piece.strip():
            continue
        start = sentence.start + match.start() + len(piece) - len(piece.lstrip())
        piece = piece.strip()
        own = list(carried)
        if opening and not _stands_alone(piece):
            own.append(opening)
        if opening is None and not first:
            opening = _opening(piece, start)
        words = "".join(
            sentence.lead_text if span == sentence.lead else _slice(sentence, span) for span in own
        )
        yield Clause(start, start + len(piece), piece, sentence, tuple(own), words)


def _slice(sentence: Sentence, span: Span) -> str:
    return sentence.text[span[0] - sentence.start : span[1] - sentence.start]


def _stands_alone(piece: str) -> bool:
    """Whether a clause behind ； names its own subject."""
    head = piece.split("，", 1)[0]
    return not _NO_SUBJECT.match(head) and bool(_MODAL.search(piece))


def _opening(piece: str, start: int) -> Span | None:
    """The subject and conditions of the first clause, up to where its order begins."""
    modal = _MODAL.search(piece)
    end = modal.start() if modal else 0
    agent = _AGENT.search(piece)
    if agent and (not end or agent.start() < end):
        end = agent.start()
    end = len(piece[:end].rstrip("，"))
    return (start, start + end) if end >= 4 else None


def modals(text: str) -> list[Modal]:
    """Every word of force in the text, in order."""
    return list(_modals(text))


@lru_cache(maxsize=1024)
def _modals(text: str) -> tuple[Modal, ...]:
    """Kept, as the same clause is asked for its force, its subject and its parts."""
    return tuple(
        Modal(match.start(), match.end(), Modality[match.lastgroup])
        for match in _MODAL.finditer(text)
        if match.lastgroup
    )


def governing(clause: Clause, at: int) -> Modal | None:
    """The word of force that governs the place ``at`` in the clause's text.

    The last one before it in the clause, or the first after it where the place stands in a
    condition; None where only the carried words may have one.
    """
    found = modals(clause.text)
    strong = [m for m in found if m.modality is not Modality.PROMOTE] or found
    before = [m for m in strong if m.start <= at]
    if before:
        return before[-1]
    return strong[0] if strong else None


def carried_modality(clause: Clause) -> Modality | None:
    """The force of the lead-in: 可以按照下列标准…"""
    found = [m for m in modals(clause.carried_text) if m.modality is not Modality.PROMOTE]
    return found[-1].modality if found else None


def subject_of(clause: Clause, modal: Modal | None) -> str:
    """Who is bound, in the text's words; empty where neither clause nor lead-in names anybody."""
    own = _subject(clause.text, modal.start if modal else len(clause.text))
    return own or _subject(clause.carried_text, len(clause.carried_text))


def _subject(text: str, until: int) -> str:
    if agent := _AGENT.search(text):
        return agent["agent"]
    if until < len(text) or modals(text):
        before = text[:until].rstrip("，")
        last = before.rsplit("，", 1)[-1].rsplit("：", 1)[-1]
        # 由甲部门、乙部门，处…罚款
        last = re.sub(r"^由(?=[^，]{2,70}(?:部门|机关|机构|政府)$)", "", last)
        if (
            last
            and not _NO_SUBJECT.match(last)
            and not last.endswith(("的", "时", "后", "内", "前"))
        ):
            name = last if _NOUN_END.search(last) and len(last) <= 48 else _cut(last)
            if name:
                return name
    for part in re.split(r"[，：]", text[: until or len(text)]):
        if relative := _RELATIVE.match(part):
            return relative[0]
        if part and not _NO_SUBJECT.match(part):
            name = _cut(part)
            # 转让成果的 is all condition: without a verb behind it, only a body is a subject.
            if name and (_SUBJECT_ENDS.search(part, 1) or _NOUN_END.search(name)):
                return name
    return ""


# 利用财政资金设立的项目的承担者未…: a noun phrase may open with a verb of its own.
_RELATIVE = re.compile(
    r"(?:利用|在|享受|承担|参加|从事|接受|申请|取得|获得|使用|担任)[^，。；]{2,40}?的[^，。；的]{0,12}?"
    r"(?:者|人|人员|单位|机构|企业|部门|院校|组织|平台)(?=未|不|应当|可以|违反|有下列|在|将|$)"
)


def _cut(part: str) -> str:
    """The noun phrase at the start of a clause, before its verb."""
    end = _SUBJECT_ENDS.search(part, 1)
    name = (part[: end.start()] if end else part).rstrip("的和、均都也依及与")
    return name if 2 <= len(name) <= 48 else ""


def conditions_of(clause: Clause, at: int) -> list[str]:
    """Conditions in the text's words that count at the place ``at``: those of the carried words,
    then the clause's own parts that end with 的 before it or around it.
    """
    found = [_tidy(m["condition"]) for m in _CONDITION.finditer(_closed(clause.carried_text))]
    for match in _CONDITION.finditer(clause.text + "；"):
        words = _without_orders(match["condition"])
        if match.end() - len(words) <= at:
            found.append(_tidy(words))
    return [words for words in dict.fromkeys(found) if words]


# An order that ends in front of the next condition: 处二万元罚款，情节严重的，处…
_ORDER = re.compile(r"应当|可以|不得|必须|责令|没收|予以|给予|罚款")


def _without_orders(condition: str) -> str:
    """The condition without the order of the one before it, which the comma does not end."""
    parts = condition.split("，")
    orders = [n for n, part in enumerate(parts[:-1]) if _ORDER.search(part)]
    return "，".join(parts[orders[-1] + 1 :]) if orders else condition


def _closed(text: str) -> str:
    return text if text.endswith(("，", "：", ":", "；")) else text + "，"


def _tidy(words: str) -> str:
    return words.strip(" ，、")
