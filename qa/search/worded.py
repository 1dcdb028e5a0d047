"""Whether a sentence is worded as an answer of the kind that is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from graph.quantities import PERIOD, find_quantities
from qa.asked.asks import NUMERIC_ASKS, Ask
from qa.asked.kinds import KINDS, has_kind, units_asked
from qa.asked.question import Question
from qa.asked.terms import Term
from qa.search.defining import defining
from qa.shelf.text import ReadUnit

# 由市科学技术部门负责, 本市设立…委员会
_WHO = re.compile(
    r"由[^，。；]{2,30}(?:负责|组织|制定|发行|承担|确定|认定|编制|管理|审批|批准)|部门|委员会|机构|人民政府|法院|办公室|主管|局|厅|院士|大学"
)
# 归谁, 算谁的: whose a right or a thing is
_ASKS_OWNER = re.compile(r"归谁(?!管|办|批|审|定|查)|(?:属于|算|是)谁的?(?=[，。？]|$)")
_OWNS = re.compile(
    r"属于(?![^，,。；;]{0,20}的[，,])|(?:归|由)[^，。；]{2,14}(?:所有|共有|享有)|共同享有|共有"
)
# 奖励至少多少 asks for the whole: 主要贡献人员所得, 用于技术转移机构的绩效奖励 is a share for some
_ASKS_REWARD = re.compile(r"奖|报酬|提成|分给")
_FOR_SOME = re.compile(
    r"主要(?:贡献|完成)人员?[^，。；]{0,12}(?:份额|所得|奖励)"
    r"|(?:用于|奖励|给予?)[^，。；]{0,14}(?:转移|转化|中介)(?:机构|中心|办公室|部门)"
)
_NAMES_SOME = re.compile(r"主要|重要|贡献|完成人|机构|中介|中心|办公室|部门|经理人|经纪人|管理人员")
_WHEN = re.compile(r"[\d一二三四五六七八九十〇]+(?:年|月|日)|前|之日起|每年|以内|日内")
_LISTS = re.compile(r"下列|、[^、]{1,20}、|以下|包括|[（(][一二三四五六七八九十][）)]")
_FORCE = re.compile(
    r"不得|可以|应当|禁止|允许|不予|无需|不需|不受|必须|经[^，。]{2,20}(?:同意|批准)|鼓励|不能"
)
_NOT = re.compile(r"未|没有|不(?!低于|少于|超过|得)|无")
NO_AGREEMENT = re.compile(
    r"(?:未|没有)[^，。；]{0,30}(?:规定|约定)|约定不明|(?:未|没有)(?:在合同中)?(?:书面|订立|签订|达成)"
)
_WITHIN = re.compile(r"(?:日|月|年|天|小时)(?:之)?(?:内|以内)|之日起|日前|月前|底前")
FORMULA = re.compile(r"计算方法|公式|[×÷/＝=]|之和|之比|扣除|余额|余值|乘以|除以")
PENAL = re.compile(
    r"违反本[^，,。]{2,16}[，,]|罚款|责令[^，,。]{0,8}改正|给予处分|吊销|追究[^，,。]{0,6}责任"
)
_BENEFIT = re.compile(r"减免|减[少征收]?|免[交缴征]|优惠|补贴|补助|资助|奖励|待遇|好处|扶持|支持")
# 不得以虚假材料骗取减免: says how a benefit is abused, and not that there is one
_ABUSE = re.compile(
    r"不得[^，,。；;]{0,8}(?:虚假|欺骗|隐瞒|伪造|弄虚作假|不正当|骗取|冒领)|不得(?:通过|以|采取|采用|利用)"
)
ASKS_PENALTY = re.compile(
    r"罚|赔|判(?!断)|处分|后果|责任|怎么处理|怎么办|违|吊销|撤销|处理|追究|没收|改正|造假|作假|骗|擅自|不改"
    r"|怎么管|会怎[么样]|担什么"
)
# 由谁处理, 担什么责任, 会怎样: asks what follows from a deed that is told of before
ASKS_OUTCOME = re.compile(
    r"怎么(?:处理|处罚|罚|管|追究)|会怎[么样]|(?:谁|哪)[^，。？]{0,8}(?:罚|处理|管|追究)"
    r"|罚[它他她]?款?是?(?:多少|几)|(?:什么|哪些|啥)(?:后果|责任|处罚|处分)|担什么|(?:处分|追究)谁"
    r"|几年内?(?:不能|不得|不准)"
)
# 归条例管吗, 管得到医院吗, 算不算: asks whether something is of what the act is for
ASKS_SCOPE = re.compile(
    r"归[^，。？]{1,14}管[吗么]|管(?:不管|得[到着住])(?!的话)|(?:包不包括|属不属于|算不算|在不在)"
    r"|适(?:不适)?用(?:于|到)[^，。？]{1,14}[吗么？?]"
)
# 本条例所称…包括, …适用于…, 下列情况除外: what an act holds, and what not
SETTLES = re.compile(
    r"所称|是指|适用于|适用本|不适用|参照(?:本|适用|执行)|(?:情况|情形)除外|(?:属于|视为)[^，。；]{2,}"
)
# 本条例有关高等院校的规定，适用于医疗卫生机构
_EXTENDS = re.compile(
    r"规定[，,]?适用于|参照(?:适用|执行)|参照[^，,。]{2,20}(?:规定|执行)|适用本[条办规法]"
)
# 事业单位, 企业 and 高校 are not held by each other's rules.
KINDS_OF_UNIT: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("高等院校", re.compile(r"高等(?:院校|学校)|高校")),
    ("研究开发机构", re.compile(r"研究开发机构|研发机构|科研(?:机构|院所)")),
    ("医疗卫生机构", re.compile(r"医疗卫生机构|医院")),
    ("国有企业", re.compile(r"国有(?:企业|独资|控股)|企业事业单位|企事业单位")),
    ("事业单位", re.compile(r"事业单位")),
    ("企业", re.compile(r"企业(?!事业)|公司")),
)


def lacks(words: str, thing: str) -> bool:
    """Whether the words are of a case without the thing: 没有违法所得的, 无违法所得."""
    return any(f"{no}{thing}" in words for no in ("没有", "无", "未"))


Sign = tuple[str, Callable[[ReadUnit], float]]
"""A signal of a unit's wording with what its value is; the name is its key in ranking.toml."""


def signs_of(question: Question, terms: Sequence[Term]) -> tuple[Sign, ...]:
    """What to look for in the wording of an answer to this question."""
    return (*_of_kind(question), *_of_form(question, terms), *_of_lack(question))


def _of_kind(question: Question) -> Iterator[Sign]:
    """Whether a unit holds a number of the kind that is asked for."""
    asked = question.asks[:2]
    if question.quantities and question.wants_number:
        asked = (*asked, Ask.RATIO)
    if not any(ask in KINDS for ask in asked):
        return

    def held(unit: ReadUnit) -> float:
        right = has_kind(asked, unit.words) and not _in_other_unit(question, unit.words)
        return 1.0 if right else -1.0

    yield "kind_held", held
    if question.within and Ask.PERIOD in asked:
        yield "within", lambda unit: 1.0 if _WITHIN.search(unit.words) else -0.5


def _in_other_unit(question: Question, words: str) -> bool:
    """Whether a period is asked for in years and the unit tells one of days or months only."""
    if Ask.PERIOD not in question.asks[:1]:
        return False
    units = units_asked(question.chinese) & {"年"}
    told = {q.unit for q in find_quantities(words) if q.kind == PERIOD} if units else set()
    return bool(told) and not units & told


def _of_form(question: Question, terms: Sequence[Term]) -> Iterator[Sign]:
    """Whether a unit is worded as an answer of the kind that is asked for."""
    asked = question.asks[:2]
    if Ask.WHO in asked:
        yield "who", lambda unit: 1.0 if _WHO.search(unit.words) else -1.0
    if NUMERIC_ASKS & set(asked) and _asks_whole_reward(question.chinese):
        yield "for_some", lambda unit: bool(_FOR_SOME.search(unit.lead + unit.words))
    if _ASKS_OWNER.search(question.chinese):
        yield "owns", lambda unit: bool(_OWNS.search(unit.words))
    if Ask.WHEN in asked:
        yield "when", lambda unit: 1.0 if _WHEN.search(unit.words) else -1.0
    if defines := defining(question, terms):
        yield "defines", defines
    if Ask.FORMULA in asked:
        yield "formula", lambda unit: bool(FORMULA.search(unit.words))
    if Ask.LIST in asked:
        yield "lists", lambda unit: bool(_LISTS.search(unit.words))
        yield "in_list", lambda unit: bool(unit.lead or unit.words.endswith(":"))
    if Ask.YES_NO in asked:
        yield "force", lambda unit: bool(_FORCE.search(unit.words))
    if wrongs := wrongs_unasked(question.chinese):
        yield "penalty_unasked", lambda unit: any(w.search(unit.words) for w in wrongs)


def _asks_whole_reward(question: str) -> bool:
    """Whether a reward is asked for, and none of its receivers is named."""
    return bool(_ASKS_REWARD.search(question)) and not _NAMES_SOME.search(question)


def wrongs_unasked(question: str) -> tuple[re.Pattern[str], ...]:
    """What a unit punishes, or how a benefit is abused, where no wrong is asked about."""
    if ASKS_PENALTY.search(question):
        return ()
    return (PENAL, _ABUSE) if _BENEFIT.search(question) else (PENAL,)


def _of_lack(question: Question) -> Iterator[Sign]:
    """Whether a unit is of the case that something is not done, not agreed or not there."""
    if question.negated:
        yield "negated", lambda unit: bool(_NOT.search(unit.words))
    if question.no_agreement:
        yield "no_agreement", lambda unit: bool(NO_AGREEMENT.search(unit.lead + unit.words))
    if kinds := [pattern for kind, pattern in KINDS_OF_UNIT if kind in question.unit_types]:
        yield (
            "extended",
            lambda unit: bool(
                _EXTENDS.search(unit.words) and any(kind.search(unit.words) for kind in kinds)
            ),
        )
    if question.absent:
        yield "same_lack", lambda unit: any(lacks(unit.words, t) for t in question.absent)
