"""What a question asks: places, policies, dates, numbers, and the kind of answer wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import cn2an  # type: ignore[import-untyped]  # ships no py.typed

from graph.dates import TextDate, find_dates
from graph.model import Span
from graph.quantities import PERIOD, SHARE, Quantity, find_quantities
from graph.regions import RegionMention
from qa.names import KnownNames, PolicyMention
from qa.places import NATION, find_places
from qa.terms import Term, find_terms, numeric_term
from qa.wording import chinese_of, is_english


class Ask(StrEnum):
    """The kind of answer that one interrogative wants."""

    RATIO = "ratio"
    """百分之几、比例."""
    AMOUNT = "amount"
    """多少钱、罚多少."""
    PERIOD = "period"
    """多久、几年、期限."""
    HOW_OFTEN = "how_often"
    """多久一次、几年一次."""
    COUNT = "count"
    """多少人、几项."""
    QUANTITY = "quantity"
    """多少, of whatever."""
    WHO = "who"
    WHEN = "when"
    DEFINITION = "definition"
    """是指什么."""
    LIST = "list"
    """哪些."""
    YES_NO = "yes_no"
    EFFECTIVE = "effective"
    """何时施行、公布、通过: a fact of the document."""
    VALIDITY = "validity"
    """现在还有效吗."""
    VERSION = "version"
    """哪一版."""
    REPEALS = "repeals"
    """废止了、取代了什么."""
    BASIS = "basis"
    """依据什么制定."""
    NUMBER = "document_number"
    """文号."""
    ISSUER = "issuer"
    """谁发布."""
    FORMULA = "formula"
    """怎么算."""
    HOW = "how"
    FACT = "fact"


HEAD_ASKS = frozenset(
    {Ask.EFFECTIVE, Ask.VALIDITY, Ask.VERSION, Ask.NUMBER, Ask.ISSUER, Ask.REPEALS, Ask.BASIS}
)
"""Asks that the head of a document answers, not one of its rules."""

NUMERIC_ASKS = frozenset(
    {Ask.RATIO, Ask.AMOUNT, Ask.PERIOD, Ask.HOW_OFTEN, Ask.COUNT, Ask.QUANTITY}
)

_ACT = r"(?:条例|办法|规定|法|意见|方案|细则|解释|决定|通知|文件|版本|文本|规划|政策|》|它|这部|该)"
# The first that fits an interrogative clause names its kind; several may fit one question.
_PATTERNS: tuple[tuple[Ask, re.Pattern[str]], ...] = (
    (
        Ask.NUMBER,
        re.compile(r"文号|发文字号|第几号|几号令|几号文|令号|令第?(?:几|多少)号|document number"),
    ),
    (
        Ask.VERSION,
        re.compile(r"哪一?版|哪个版本|哪个文本|新版还是旧版|(?:新|旧)的还是|该看哪|哪年(?:的)?版"),
    ),
    (
        Ask.VALIDITY,
        re.compile(
            r"(?:还|仍|现在|目前|如今)[^，。？]{0,24}(?:有效|能用|适用|管用|算数|作数|执行|在用|用吗|用么)"
            r"|(?:是否|有没有|是不是)(?:已经?)?(?:失效|废止|被废|作废|有效|生效)|现行有效|(?:失效|废止|作废)了(?:吗|没)"
            r"|(?:何时|什么时候|哪一?年|哪一?天|啥时候)(?:被|就|才)?(?:失效|废止|作废|废掉)"
            r"|(?:已经?)?生效了?(?:吗|没)|(?:现在|目前)还能按|still in force|still valid"
        ),
    ),
    (
        Ask.REPEALS,
        re.compile(
            r"(?:废止|废掉|取代|替代|代替|作废)(?:了|的|掉)?(?:是)?[^，。？]{0,8}(?:哪|什么)"
            r"|(?:哪|什么)[^，。？]{0,40}(?:被|由)[^，。？]{0,40}(?:废止|废掉|取代|替代|代替)"
            r"|被(?:哪|什么)[^，。？]{0,10}(?:废止|废掉|取代|替代|代替)"
            r"|(?:把|将|使)[^，。？]{0,4}(?:哪|什么)[^，。？]{0,16}(?:废止|废掉|取代|替代|代替)"
            r"|(?:废止|取代|替代)了?哪"
        ),
    ),
    (
        Ask.BASIS,
        re.compile(
            r"(?:依据|根据|按照|依照)(?:的)?(?:是)?(?:哪|什么)[^，。？]{0,12}(?:制定|制订|出台|法|文件|条例|要求)?"
            r"|(?:哪|什么)[^，。？]{0,10}(?:做|作为|为|作)(?:上位)?依据|上位法|(?:制定|制订)依据"
        ),
    ),
    (
        Ask.EFFECTIVE,
        re.compile(
            r"(?:何时|什么时候|哪一?天|哪一?日|哪一?年|几月|几号|啥时候|when)[^，。？]{0,12}"
            r"(?:开始用|起用|用起|施行|生效|实施|执行|实行|起效|公布|发布|印发|通过|颁布|出台|修订|修正|改[过的]|修改|"
            r"take effect|effective|in force)"
            r"|(?:要求|规定|标准|比例|条款|版|文本|它|这)[^，。？]{0,4}[从自](?:哪一?[天年]|何时|什么时候|几月)[^，。？]{0,4}(?:开始|起|算)"
            r"|when\b[^?.,]{0,60}(?:take effect|effective|in force|enter into)"
            r"|(?:施行|生效|实施|执行|实行|公布|发布|印发|通过|颁布|出台|修订|修正|修改)(?:日期|时间|的日子)"
            r"|(?:施行|生效)[^，。？]{0,6}(?:是)?(?:何时|什么时候|哪天|哪一?年)"
        ),
    ),
    (
        Ask.ISSUER,
        re.compile(
            r"(?:谁|哪个(?:部门|机关|机构|单位)?|哪家|什么(?:部门|机关))[^，。？]{0,6}"
            rf"(?:发布|印发|制定|公布|颁布|出台|通过)的?[^，。？]{{0,12}}{_ACT}|(?:制定|发布|发文)(?:机关|单位|机构)"
        ),
    ),
    (Ask.FORMULA, re.compile(r"怎么算|如何计算|计算方法|计算公式|怎样计算|公式|怎么计算")),
    (
        Ask.RATIO,
        re.compile(
            r"百分之?几|几成|几倍|多少倍|比例|占比|百分比|百分之多少|多少个百分点|占[^，。？]{0,16}多少|percent|ratio|proportion"
            r"|\d+%还是|税率|增长(?:了)?多少|增速|增幅|下限|底线|比重|份额"
        ),
    ),
    (
        Ask.AMOUNT,
        re.compile(
            r"多少(?:万|亿)?(?:元|钱|块)|几(?:十|百|千|万)?(?:块|元)(?!业)|罚(?:款)?(?:的)?(?:金额|数额|幅度|区间)?(?:是)?多少|几万|多少罚款|罚款(?:区间|额度|数额|金额)?"
            r"(?:是)?(?:多少|几)|(?:金额|数额|额度|上限)(?:是|为)?多少|规模(?:有)?多大|赔多少"
            r"|how much"
            r"|多少[^，。？]{0,6}(?:费|钱|奖金|款|资金|经费|报酬|补贴|补助)|(?:数额|金额|奖金|费用)[^？]{0,40}多少"
        ),
    ),
    (
        Ask.HOW_OFTEN,
        re.compile(
            r"(?:多久|多长时间|几(?:个)?(?:年|月|周|天))[^，。？]{0,8}(?:一次|一回|一期|一届)"
            r"|每?隔多(?:久|长)|how often"
        ),
    ),
    (
        Ask.PERIOD,
        re.compile(
            r"多久|多长(?:时间)?|几(?:个)?(?:年|月|天|日|工作日|小时|周)|多少(?:个)?(?:年|月|天|日|工作日|小时)"
            r"|(?:期限|保护期|有效期|时限|年限|筹建期)(?:是|为|有)?(?:多|几|什么)|how long|deadline"
        ),
    ),
    (
        Ask.COUNT,
        re.compile(
            r"(?:多少|几)(?:名|人|个|家|项|条|件|所|种|次|倍|位|部|支|套|类|批|平方公里)"
            r"|面积(?:是)?多(?:大|少)|how many"
        ),
    ),
    (Ask.QUANTITY, re.compile(r"多少|多大|多高|底线|下限|上限|幅度|区间|至少几")),
    (
        Ask.DEFINITION,
        re.compile(
            r"是指|指的?是?(?:什么|哪)|什么是|何为|何谓|什么叫|定义|界定|(?:怎么|如何|作何)解释|什么意思|含义|指哪|包括什么"
            r"|是(?:个|一种)?(?:什么|哪个|哪种)(?:样的)?(?:人|东西|概念|活动|合同|单位|机构|行为)?(?:？|\?|，|$)"
            r"|包括[^，。？]{1,12}[吗么]|算(?:不算|是)|口径"
            r"|有(?:啥|什么|何)(?:不同|区别|差别)"
            r"|definition|what is meant|what does .* mean"
        ),
    ),
    (
        Ask.WHO,
        re.compile(
            r"谁|哪个(?:部门|机构|单位|机关|委员会|法院|主体|医院|高校)|哪些(?:部门|机构|单位)|什么(?:部门|机构|人|单位|机关)|哪家|哪(?:一)?级"
            r"|who\b|which (?:department|body|authority)"
        ),
    ),
    (
        Ask.WHEN,
        re.compile(
            r"何时|什么时候|哪(?:一)?天|哪(?:一)?年|哪(?:一)?(?:个)?月|几月几[号日]|啥时候|什么时间|when\b|哪年起|起算|从哪(?:天|年|一|月|日|$)"
        ),
    ),
    (
        Ask.LIST,
        re.compile(
            r"哪些|哪几|几种|几类|有什么|什么(?:方式|情形|条件|措施|情况|途径|材料|内容|行为|职责|任务|服务|后果|处罚|支持)"
            r"|分别(?:是|为)|包括|列举|哪三|哪五|by what means|which\b|what are"
        ),
    ),
    (
        Ask.YES_NO,
        re.compile(
            r"(?:吗|(?<![什怎那])么|不|没有?)[？?]?$|是否|能否|可否|能不能|可不可以|是不是|有没有|要不要|行不行|需不需要|需要[^，。？]{0,12}吗"
            r"|(?:吗|(?<![什怎那])么)[？?，]|还是|一样吗|^(?:can|may|must|does|do|is|are)\b"
        ),
    ),
    (Ask.HOW, re.compile(r"怎么|如何|怎样|怎么办|what happens|how\b")),
)

# 各省, 哪些省, 比较, 京沪浙, 排在一起
_COMPARE = re.compile(
    r"(?<!要求)各(?:省|地(?!各|方各|区各)|市|直辖市|地区)|哪(?:些|几)(?:个)?(?:省|市|地区|城市)|(?<![花用投放在到于])哪(?:些|几)(?:个)?地(?!区)|比较|对比|相比|区别|差别|差异|不同|一样|相同|谁(?:更)?高"
    r"|哪(?:个|家)(?:省|市|地方|地区)?(?:更|最)|各(?:自)?(?:是|要求|规定|为|写|有|怎么|如何|罚|多)|分别|排在一起|列表|列出来|横向|矩阵|compare|听谁的|以哪个为准|还是按"
)
# 国家和甘肃各是多少: the nation is a side too
_NATION_TOO = re.compile(
    r"(?:国家|全国|中央|上位法)[^，。？]{0,6}[和与跟、比]|[和与跟、比](?:国家|全国|中央|上位法)"
)
_EVERY_REGION = re.compile(
    r"(?<!要求)各(?:省|地(?!各|方各|区各)|市|直辖市|地区)|哪(?:些|几)(?:个)?(?:省|市|地区|城市)|(?<![花用投放在到于])哪(?:些|几)(?:个)?地(?!区)|全国各地|所有(?:省|地区)|哪(?:个|一个)(?:省|市|地方|地区)"
)
_OLD = re.compile(
    r"旧(?:版|法|条例|规定|办法|细则|文本|的)|老(?:版|法|条例|规定|办法|细则)|原(?:版|法|条例|规定|办法|来的)|修(?:订|改|正)前|以前的|上一版|之前的(?:版|条例|规定)"
)
_NEW = re.compile(
    r"新(?:修订|修正|通过|公布|出台|法|版|条例|规定|的)|即将(?:施行|实施|生效)|尚未施行"
    r"|newly|new (?:law|version)",
    re.IGNORECASE,
)
OLD_OR_NEW = re.compile(f"{_OLD.pattern}|{_NEW.pattern}|修(?:订|改|正)[以之]?后")
"""Words that tell one version of an act from another without a date."""
_NEGATED = re.compile(r"没(?!有关)|未|不(?!低于|少于|超过|同|得)|放着|闲置|还没")
_WITHIN = re.compile(
    r"多久(?:之)?内|(?:几|多少)(?:个)?(?:天|日|月|年|工作日|小时)(?:之)?内|期限|最迟|多久(?:办|完成|发|给|之前)|前(?:交|报)|办结|办完"
)
_CHANGE = re.compile(
    r"(?:变|改)(?:了|成|为|动|化)|改[前后]|修(?:订|改|正)(?:前后|后|以后)|新旧|前后|调整|有什么变化|变没变"
)
_NOW = re.compile(r"现在|目前|现行|如今|眼下|今天|当前")
_AFTER = re.compile(r"以后|之后|后|起|以来|开始")
_BEFORE = re.compile(r"以前|之前|前")
_DEFAULT = re.compile(
    r"(?:未|没有?|没|无|既没|也没)[^，。？]{0,10}(?:约定|规定|写|说好|商定|奖励制度|奖励办法|协议)"
    r"|(?:规定|约定|制度|协议)[^，。？]{0,4}(?:没有|没写|没提|未定)"
)
_ABSENT = re.compile(r"(?:没有|没|无|未)(?!关|论)([\u3400-\u9fff]{2,4})")
# 没赚到钱, 一分没赚: the rules speak of 没有违法所得
_NO_GAIN = re.compile(r"没(?:有)?(?:赚|挣|获利|捞)|(?:一分|分文)(?:钱)?(?:没|未)")
_LOCATOR = re.compile(r"第[零一二三四五六七八九十百千〇\d]+条(?:之[一二三四五六七八九十])?")
_UNIT_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("医疗卫生机构", re.compile(r"医院|医疗卫生机构|医疗机构|医生")),
    (
        "高等院校",
        re.compile(r"高校|高等院校|高等学校|大学(?!科技园)|学院|universit", re.IGNORECASE),
    ),
    ("研究开发机构", re.compile(r"科研院所|科研机构|研究所|研究院|研发机构|研究开发机构")),
    ("国有企业", re.compile(r"国企|国有企业|央企|国有独资|国有控股|state-owned")),
    ("事业单位", re.compile(r"事业单位")),
    ("企业", re.compile(r"公司|企业|enterprise|company")),
)
_PUBLIC = re.compile(r"公办|公立|国家设立|政府设立|省属|市属|国有|国家级|财政")
_CLAUSE = re.compile(r"[^，,。；;？?！!]+")


@dataclass(frozen=True, slots=True)
class AskedDate:
    """A day or span for which the question wants the law as it stood."""

    first: date
    last: date
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood. ``text`` is as asked; ``chinese`` is what is searched for."""

    text: str
    chinese: str
    english: bool
    asks: tuple[Ask, ...]
    """In the order of the question; never empty."""
    regions: tuple[str, ...]
    """Official names, in the order of mention."""
    every_region: bool
    compares: bool
    policies: tuple[PolicyMention, ...]
    dates: tuple[AskedDate, ...]
    old_version: bool
    new_version: bool
    """Whether it asks for a text that is adopted and not yet in force."""
    asks_change: bool
    quantities: tuple[Quantity, ...]
    terms: tuple[Term, ...]
    rest: str
    """``chinese`` without its places, titles, dates and numbers, each put as one comma."""
    unit_types: tuple[str, ...]
    public_unit: bool
    negated: bool
    """Whether something is 未 or 没 done."""
    within: bool
    """Whether the period asked for is one within which something is to be done."""
    no_agreement: bool
    """Whether the asker says that nothing was 规定 or 约定."""
    absent: tuple[str, ...]
    """First words of what the asker says there is none of: 违法所得 in 没有违法所得."""
    locators: tuple[str, ...]
    """Articles named in the question, e.g. 第四十一条."""
    parts: tuple[str, ...]
    """Its interrogative clauses, one for a simple question."""

    @property
    def ask(self) -> Ask:
        return self.asks[0]

    @property
    def wants_number(self) -> bool:
        return any(ask in NUMERIC_ASKS for ask in self.asks)

    @property
    def about_head(self) -> bool:
        return self.asks[0] in HEAD_ASKS


def parse_question(
    text: str, names: KnownNames, *, regions: Sequence[str] = (), today: date | None = None
) -> Question:
    """Understand a question by what the library knows.

    ``regions`` are official names that the caller adds to those of the question.
    """
    english = is_english(text)
    chinese = _plain(chinese_of(text) if english else text)
    mentions = find_places(chinese, names.regions)
    policies = names.find_policies(chinese, mentions)
    dates = find_dates(chinese)
    quantities = tuple(q for q in find_quantities(chinese) if not _asked_for(chinese, q))
    left_out = [
        *((m.start, m.end) for m in mentions),
        *((p.start, p.end) for p in policies),
        *((d.start, d.end) for d in dates),
        *_numbers(quantities, dates),
        *(m.span() for m in _LOCATOR.finditer(chinese)),
    ]
    asks = _asks(text if english else chinese)
    named = _apart([*regions, *_region_names(mentions, policies)])
    compares = bool(_COMPARE.search(chinese)) and not _only_versions(chinese, named, policies)
    return Question(
        text=text,
        chinese=chinese,
        english=english,
        asks=asks,
        regions=named,
        every_region=bool(_EVERY_REGION.search(chinese)),
        compares=compares or len(named) > 1,
        policies=policies,
        dates=_asked_dates(chinese, dates, policies, today),
        old_version=bool(_OLD.search(chinese)),
        new_version=bool(_NEW.search(text)),
        asks_change=bool(_CHANGE.search(chinese)),
        quantities=quantities,
        terms=(
            *find_terms(chinese, leave_out=_merged(left_out)),
            *(numeric_term(q) for q in quantities if _is_condition(q, dates)),
        ),
        rest=_without(chinese, _merged(left_out)),
        unit_types=tuple(name for name, pattern in _UNIT_TYPES if pattern.search(text)),
        public_unit=bool(_PUBLIC.search(chinese)),
        negated=bool(_NEGATED.search(chinese)),
        within=bool(_WITHIN.search(chinese)),
        no_agreement=bool(_DEFAULT.search(chinese)),
        absent=(
            *(m[1] for m in _ABSENT.finditer(chinese)),
            *(("违法所得",) if _NO_GAIN.search(chinese) else ()),
        ),
        locators=tuple(_label(m.group()) for m in _LOCATOR.finditer(chinese)),
        parts=_parts(chinese),
    )


# 净收入50万, 转让或许可
_BARE_AMOUNT = re.compile(r"(?<=\d)(万|亿)(?![元人件名项家个篇户亩股美欧])")

# 哪些东西不受著作权法保护: the act says to what it does not apply
_NOT_PROTECTED = re.compile(r"不受(《?[^，。？不受]{1,14}(?:法|条例|规定|办法)》?)的?(?:保护|管|约束|调整)")


def _plain(text: str) -> str:
    """The question with what people leave out written in: 50万 is 50万元."""
    applied = _NOT_PROTECTED.sub(r"不适用\1", text)
    return _BARE_AMOUNT.sub(r"\1元", applied).replace("或许可", "或者许可")


def _apart(names: Sequence[str]) -> tuple[str, ...]:
    """Each region once."""
    return tuple(dict.fromkeys(name for name in names if name != NATION))


def _asks(text: str) -> tuple[Ask, ...]:
    """Kinds in the order in which their words stand; FACT where no word asks."""
    lowered = text.lower()
    found: list[tuple[int, int, Ask]] = []
    for rank, (ask, pattern) in enumerate(_PATTERNS):
        match = pattern.search(lowered)
        if match:
            found.append((match.end(), rank, ask))
    kinds = [ask for _, _, ask in found]
    kept = [ask for ask in kinds if not _is_covered(ask, kinds)]
    order = {ask: (end, rank) for end, rank, ask in found}
    return tuple(sorted(kept, key=lambda ask: order[ask])) or (Ask.FACT,)


def _is_covered(ask: Ask, kinds: Sequence[Ask]) -> bool:
    """Whether a more exact kind says the same: 多少 beside 百分之几, 何时 beside 何时施行."""
    exact = {
        Ask.QUANTITY: {Ask.RATIO, Ask.AMOUNT, Ask.PERIOD, Ask.COUNT},
        Ask.WHEN: {Ask.EFFECTIVE, Ask.PERIOD},
        Ask.WHO: {Ask.ISSUER},
        Ask.HOW: {Ask.FORMULA},
        Ask.EFFECTIVE: {Ask.VALIDITY},
        Ask.LIST: {Ask.REPEALS, Ask.BASIS, Ask.WHO},
        Ask.DEFINITION: {Ask.NUMBER, Ask.ISSUER, Ask.EFFECTIVE, Ask.VERSION, Ask.BASIS, Ask.RATIO},
        Ask.COUNT: {Ask.PERIOD},
        Ask.PERIOD: {Ask.HOW_OFTEN},
        Ask.YES_NO: {Ask.VALIDITY, Ask.REPEALS},
    }
    return any(other in exact.get(ask, ()) for other in kinds)


def _region_names(
    mentions: Sequence[RegionMention], policies: Sequence[PolicyMention]
) -> list[str]:
    """Regions named outside the titles of policies that the library holds.

    The province of 河南省洛阳市 only says where the city lies.
    """
    titles = [(p.start, p.end) for p in policies if p.policy_ids and p.quoted]
    return [
        m.region.name for m in mentions if not any(start <= m.start < end for start, end in titles)
    ]


_ASKED = re.compile(r"[百千万]分之(?:几|多少)|百分几|[几多][\u3400-\u9fff]?[亿万]")


def _label(words: str) -> str:
    """第31条 the way that acts print it: 第三十一条."""
    return re.sub(r"\d+", lambda m: str(cn2an.an2cn(m.group())), words)


def _asked_for(text: str, quantity: Quantity) -> bool:
    """Whether 多少亿元 or 百分之几 was read as a number."""
    if re.search(r"(?:多少|几)个?$", text[: quantity.start]):
        return True
    return any(m.start() < quantity.end and quantity.start < m.end() for m in _ASKED.finditer(text))


def _is_condition(quantity: Quantity, dates: Sequence[TextDate]) -> bool:
    """Whether a number is of the rule (三年, 70%) and not of the asker's own case (50万元)."""
    if any(d.start < quantity.end and quantity.start < d.end for d in dates):
        return False
    return quantity.kind in (PERIOD, SHARE) and quantity.value >= 1


def _only_versions(text: str, regions: Sequence[str], policies: Sequence[PolicyMention]) -> bool:
    """Whether 分别, 不同, 一样 … compare something else than regions."""
    sides = len(regions) + (1 if regions and _NATION_TOO.search(text) else 0)
    return not _EVERY_REGION.search(text) and sides < 2 and len(policies) < 2


def _numbers(quantities: Sequence[Quantity], dates: Sequence[TextDate]) -> list[Span]:
    return [
        (q.start, q.end)
        for q in quantities
        if not any(d.start < q.end and q.start < d.end for d in dates)
    ]


# 2018年国办推广的改革里有…: the day of something else, on which no law is asked for
_OF_AN_EVENT = re.compile(r"[^，。？；的]{0,10}(?:推广|印发|下发|推出|启动|召开|签发)的")
# 2018年3月，一部2012年的地方法规…: the act's own year beside the day that is asked about
_OF_AN_ACT = re.compile(
    r"的[^，。？；的]{0,12}(?:法规|条例|办法|规定|细则|意见|通知|文件|决定|解释|法)"
)


def _asked_dates(
    text: str,
    dates: Sequence[TextDate],
    policies: Sequence[PolicyMention],
    today: date | None,
) -> tuple[AskedDate, ...]:
    """Days and spans at which the law is asked for; dates inside titles are none."""
    asked: list[AskedDate] = []
    of_acts = [d for d in dates if _OF_AN_ACT.match(text, d.end)]
    spared = of_acts if len(of_acts) < len(dates) else []
    for found in dates:
        inside = any(p.start <= found.start < p.end for p in policies)
        if inside or found in spared or _OF_AN_EVENT.match(text, found.end):
            continue
        span = _days(found)
        if span is None:
            continue
        first, last = span
        behind = text[found.end : found.end + 3]
        if _AFTER.match(behind):
            last = first if found.value else last
        elif _BEFORE.match(behind):
            first, last = _day_before(first), _day_before(first)
        asked.append(AskedDate(first, last, text[found.start : found.end]))
    if today and asked and _NOW.search(text):
        asked.append(AskedDate(today, today, "现在"))
    return tuple(asked)


def _days(found: TextDate) -> tuple[date, date] | None:
    """First and last day of what a text date names."""
    if found.value:
        return found.value, found.value
    first, _, last = found.iso.partition("/")
    begin, end = _edge(first, last=False), _edge(last or first, last=True)
    return (begin, end) if begin and end else None


def _edge(iso: str, *, last: bool) -> date | None:
    numbers = [int(part) for part in iso.split("-") if part.isdigit()]
    if len(numbers) == 3:
        return date(*numbers)
    if len(numbers) == 2:
        year, month = numbers
        after = date(year + month // 12, month % 12 + 1, 1)
        return _day_before(after) if last else date(year, month, 1)
    if len(numbers) == 1:
        return date(numbers[0], 12, 31) if last else date(numbers[0], 1, 1)
    return None


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without(text: str, spans: Sequence[Span]) -> str:
    pieces, done = [], 0
    for start, end in spans:
        pieces.append(text[done:start])
        done = end
    return "，".join((*pieces, text[done:]))


_ASKING = re.compile(
    r"什么|哪|谁|多少|多久|多长|多大|几|怎么|怎样|如何|何时|能否|是否|([\u3400-\u9fff])不\1|[吗么呢][？?，,]?$"
)


def _parts(text: str) -> tuple[str, ...]:
    """Clauses that ask, each with the words before it that ask nothing."""
    parts: list[str] = []
    rest = ""
    for piece in re.findall(r"[^，,。；;？?]+[，,。；;？?]?", text):
        rest += piece
        if _ASKING.search(piece):
            parts.append(rest)
            rest = ""
    if rest and parts:
        parts[-1] += rest
    return tuple(parts) or (text,)


_SENTENCE = re.compile(r"[^？?。]+[？?。]*")


def asking_sentences(text: str) -> list[str]:
    """Its sentences that ask, each with what stands around it and asks nothing."""
    found: list[str] = []
    rest = ""
    for sentence in _SENTENCE.findall(text):
        if _ASKING.search(sentence):
            found.append(rest + sentence)
            rest = ""
        elif found:
            found[-1] += sentence
        else:
            rest += sentence
    return found


def part_of(question: Question, part: str) -> Question:
    """One interrogative clause as a question of its own, in the places and acts of the whole."""
    terms = tuple(t for t in question.terms if t.text in part) or question.terms
    asks = _asks(part)
    return replace(
        question,
        chinese=part,
        rest=part,
        asks=question.asks if asks == (Ask.FACT,) else asks,
        terms=terms,
        parts=(part,),
        negated=bool(_NEGATED.search(part)),
        within=bool(_WITHIN.search(part)),
    )
