"""What kinds of answer the interrogatives of a question want."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum


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
# 改过几次, 动过哪几回, 历次修正: the lines of the note under a title
HOW_OFTEN_CHANGED = (
    r"(?:[修改动变][改订正]?过?了?哪?几[次回]|(?:历次|每次)[^，。？]{0,6}(?:修[改订正]|改动|变动))"
)
# The first that fits an interrogative clause names its kind; several may fit one question.
_PATTERNS: tuple[tuple[Ask, re.Pattern[str]], ...] = (
    (
        Ask.NUMBER,
        re.compile(
            r"(?:令第?\d+号|\d+号令|〔\d{4}〕\d+号)文?(?:公布|发布|印发)?的?(?:是|叫)(?:哪|什么|啥)"
            r"|文号|发文字号|第几号|几号令|几号文|令号|令第?(?:几|多少)号|document number"
        ),
    ),
    (
        Ask.VERSION,
        re.compile(r"哪一?版|哪个版本|哪个文本|新版还是旧版|(?:新|旧)的还是|该看哪|哪年(?:的)?版"),
    ),
    (
        Ask.VALIDITY,
        re.compile(
            r"(?:还|仍|现在|目前|如今)[^，。？]{0,24}(?:有效|能用|适用|管用|算数|作数|执行|在用|用吗|用么)"
            r"|(?:还|仍|继续)(?:能|可以|可)?[^，。？]{0,10}(?:依据|引用|援引|照着?办|照着做|参照|遵守)[^，。？]{0,2}(?:[吗么不]|[？?]|$)"
            r"|》[^，。？]{0,14}(?:有效|能用|管用|算数)[吗么不]"
            r"|(?:是否|有没有|是不是)(?:已经?)?(?:失效|废止|被废|作废|有效|生效)|现行有效|(?:失效|废止|作废)了(?:吗|没)"
            r"|(?:何时|什么时候|哪一?年|哪一?天|啥时候)(?:被|就|才)?(?:失效|废止|作废|废掉)"
            r"|(?:已经?)?生效了?(?:吗|没)|(?:现在|目前)还能按|still in force|still valid"
        ),
    ),
    (
        Ask.REPEALS,
        re.compile(
            r"(?:废止|废掉|废(?=了)|取代|替代|代替|作废|顶掉)(?:了|的|掉)?(?:是)?[^，。？]{0,8}(?:哪|什么)"
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
            r"(?:何时|什么时候|哪一?天|哪一?日|哪一?年|几月|(?<!第)几号|啥时候|when)[^，。？]{0,12}"
            r"(?:开始用|起用|用起|施行|生效|实施|执行|实行|起效|公布|发布|印发|通过|颁布|批准|出台|修订|修正|改[过的]|修改|的?(?:文件|通知|意见|决定)|"
            r"take effect|effective|in force)"
            r"|(?:要求|规定|标准|比例|条款|版|文本|它|这)[^，。？]{0,4}[从自](?:哪一?[天年]|何时|什么时候|几月)[^，。？]{0,4}(?:开始|起|算)"
            rf"|{HOW_OFTEN_CHANGED}"
            r"|when\b[^?.,]{0,60}(?:take effect|effective|in force|enter into)"
            r"|(?:施行|生效|实施|执行|实行|公布|发布|印发|通过|颁布|出台|修订|修正|修改|成文|签发|落款)(?:日期|时间|的日子)"
            r"|(?:修订|修正|修改|通过|公布)(?:是|在)(?:何时|什么时候|哪一?[天日年]|几月)"
            r"|(?:施行|生效)[^，。？]{0,6}(?:是)?(?:何时|什么时候|哪天|哪一?年)"
            r"|落(?:款|的)[^，。？]{0,6}(?:何时|什么时候|哪一?[天日年]|几月几[号日])"
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
            r"百分之?几|几成|(?<![差翻])(?:几|多少)倍|比例|占比|百分比|百分之多少|(?:多少|几)个(?:百分点|点(?!位))|占[^，。？]{0,16}多少|percent|ratio|proportion"
            r"|(?:minimum|what|which) share"
            r"|\d+%还是|税率|增长(?:了)?多少|增速|增幅|下限|底线|比重|份额"
        ),
    ),
    (
        Ask.AMOUNT,
        re.compile(
            r"多少(?:万|亿)?(?:元|钱|块)|几(?:十|百|千|万)?(?:块|元)(?!业)|罚(?:款)?(?:的)?(?:金额|数额|幅度|区间)?(?:是)?多少|几万|多少罚款|罚款(?:区间|额度|数额|金额)?"
            r"(?:是)?(?:多少|几)|(?:金额|数额|额度|上限)(?:是|为)?多少|规模(?:有)?多大|赔多少"
            r"|how much|how (?:large|big|heavy) (?:a|the|is)"
            r"|(?:what|how high)[^?]{0,40}\b(?:fees?|fines?|price)\b"
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
            r"|(?:期限|保护期|有效期|时限|年限|筹建期)(?:是|为|有)?(?:多|几|什么)"
            r"|保护(?:期)?(?:限)?到(?:哪|什么时候|何时|几)|(?:有效|保护|保证|检验)期[限间]?到(?:哪|什么时候|何时)"
            r"|(?:哪一?[天年日]|什么时候|何时|几月几[号日])(?:才|就|会)?(?:期满|届满|到期|满期|算?满)"
            r"|how long|deadline|how many (?:working )?(?:hours|days|weeks|months|years)\b"
            r"|(?:过|逾|超)(?:期|时)了?(?:吗|没|么)|来得及[吗么]"
        ),
    ),
    (
        Ask.COUNT,
        re.compile(
            r"(?:多少|(?<![哪第])几)(?:名|人|个|家|项|条|件|所|种|次|位|部|支|套|类|批|平方公里)"
            r"|面积(?:是)?多(?:大|少)|how many(?! (?:working )?(?:hours|days|weeks|months|years)\b)"
        ),
    ),
    (Ask.QUANTITY, re.compile(r"多少|多大|多高|[差翻]几[倍番]|底线|下限|上限|幅度|区间|至少几")),
    (
        Ask.DEFINITION,
        re.compile(
            r"是指|指的?是?(?:什么|哪)|什么是|何为|何谓|什么叫|定义|界定|(?:怎么|如何|作何)解释|什么意思|含义|指哪|包括什么"
            r"|是(?:个|一种)?(?:什么|哪个|哪种)(?:样的)?(?:人|东西|概念|活动|合同|单位|机构|行为)?(?:？|\?|，|$)"
            r"|包括[^，。？]{1,12}[吗么]|包不包括|属不属于|算(?:不算|是)|口径"
            r"|归[^，。？]{1,14}管[吗么]|管(?:不管|得[到着住])"
            r"|有(?:啥|什么|何)(?:不同|区别|差别)|(?:什么|怎)样的?[^，。？]{1,12}(?:才?算|才?叫|才?属于)"
            r"|[”\"」』](?:都|具体|究竟|到底)?(?:有|包括|分为?)(?:了)?哪[些几]"
            r"|definition|what is meant|what does .* mean"
        ),
    ),
    (
        Ask.WHO,
        re.compile(
            r"谁|哪个(?:部门|机构|单位|机关|委员会|法院|主体|医院|高校|银行|公司|协会|平台)|哪些(?:部门|机构|单位)|什么(?:部门|机构|人|单位|机关)|哪家|哪(?:一)?级"
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
            r"|分别(?:是|为)|包括|列举|怎样(?:才)?算|(?:怎么|如何)才算|哪[三四五六七八九十\d]"
            r"|by what means|which\b|what are"
        ),
    ),
    (
        Ask.YES_NO,
        re.compile(
            r"(?:吗|(?<![什怎那])么|不|没有?)[？?]?$|是否|能否|可否|能不能|可不可以|是不是|有没有|要不要|行不行|([\u3400-\u9fff])[不没]\1|需不需要|需要[^，。？]{0,12}吗"
            r"|(?:吗|(?<![什怎那])么)[？?，]|还是|一样吗|^(?:can|may|must|does|do|is|are)\b"
        ),
    ),
    (
        Ask.HOW,
        re.compile(
            r"怎么|如何|怎样|怎么办|what happens"
            r"|how\b(?! (?:many|much|long|often|high|large|old|soon)\b)"
        ),
    ),
)


# 合同没写能用几年，…; 不管卖多少，…: asks nothing, before the clause that does
ASKS_NOTHING = re.compile(
    r"(?:(?:没有?|未)(?:跟[^，,。？?]{1,6})?(?:写|说|讲|定|约|约定|规定|注明|写明|讲明|说明|商定)[过好]?|不管|无论|不论)"
    r"[^，,。？?]{0,10}(?:几|多少|多久|多长|哪|什么|谁|怎么)[^，,。？?]{0,8}(?=[，,。；;])"
)
# 比例按什么标准定: the measure is asked for, and not the number
_BY_WHAT = re.compile(r"(?:比例|比重|数额|金额|额度|期限|份额)(?:是|要|都)?[按照依]照?(?:什么|哪)")


def kinds_asked(text: str) -> tuple[Ask, ...]:
    """Kinds in the order in which their words stand; FACT where no word asks."""
    lowered = _BY_WHAT.sub("按什么", ASKS_NOTHING.sub("", text.lower()))
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
