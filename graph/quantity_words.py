"""Words of quantities: numbers with units, what is no quantity, and the words that bound one."""

from __future__ import annotations

import re

from graph.model import Comparator
from graph.numerals import ARABIC_NUMERAL, CHINESE_NUMERAL

SHARE_UNITS = frozenset({"%", "倍", "百分点"})
PERIOD_UNITS = frozenset({"年", "月", "日", "工作日", "小时", "周", "分钟", "季度"})
CURRENCIES = frozenset({"元", "美元", "欧元", "港元", "日元"})
SCALES = {"": 1.0, "十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6}
SCALES |= {"千万": 1e7, "亿": 1e8, "百亿": 1e10, "千亿": 1e11, "万亿": 1e12}

_YEAR = r"(?:19|20|21|１９|２０|２１)[0-9０-９]{2}"
# What a number may stand in without being a quantity. Longest forms first.
NOT_QUANTITIES = re.compile(
    rf"""
      [〔\[（(]\d{{4}}[〕\]）)]\s*第?\d+号                         # 〔2018〕44号
    | [0-9０-９.．,]*□[0-9０-９.．,□]*                               # 1□20: a character was lost
    | 第\s*(?:{CHINESE_NUMERAL}|{ARABIC_NUMERAL})                   # 第十二条, 第3名, 第一批
      (?:(?:条|款|项|目|章|节|编)(?:之[一二三四五六七八九十]+)?)?
      (?:(?:、|，|和|及|或者?|至|到|—|-|~|～)\s*
         (?:{CHINESE_NUMERAL}|{ARABIC_NUMERAL})(?=条|款|项|目|章|节|编|、|，|和|至)
         (?:条|款|项|目|章|节|编)?)*
    | [〇○零一二三四五六七八九]{{4}}年(?:[一二三四五六七八九十]+月(?:[一二三四五六七八九十]+日)?)?
    | {_YEAR}\s*年?\s*(?:至|到|—|-|－|~|～|、)\s*(?:19|20|21)?[0-9０-９]{{2}}\s*年(?:度)?
    | {_YEAR}\s*年(?:度)?(?:\s*[0-9０-９]{{1,2}}\s*月(?:\s*[0-9０-９]{{1,2}}\s*日)?)?
    | (?:{CHINESE_NUMERAL}|[0-9０-９]{{1,2}})\s*月\s*(?:{CHINESE_NUMERAL}|[0-9０-９]{{1,2}})\s*日
    | (?:[0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*月(?!内|以)   # 6月底, not 三月内
    | [“"]?[十一二三四五六七八九]{{2,3}}五[”"]                      # “十四五”
    | (?:前|后|上述|下列|以上|上列|本|上|下|同|近|头|这|那|某|另|任)
      [一二两三四五六七八九十]+(?:款|项(?!目)|条)
    | (?:上|下|同|另|每|某|任)一(?:年|月|日|个|级|项|次|家|人)
    | [一二三四五六七八九十]{{1,3}}[级等](?:以上|以下)?
    | 一(?:方面|经|律|定|般|致|体|切|旦|批|系列|次性|揽子|站式|把手|线|流|带一路|起|并)
    | 一(?:度|种|些|行)
    | 万众|万分感|千方百计|百年大计|十分|万一|千万(?!元|吨|亩|人)|万物|五位一体
    | 四个全面|三农|两用
    | [数几][十百千万亿]+|十几                       # tens of, some hundred: no value
    | [“"][一二三四五六七八九十两]+[个大](?=[\u4e00-\u9fff]{{1,8}}[”"])  # a slogan: “三个融合”
    | (?:{CHINESE_NUMERAL}|{ARABIC_NUMERAL})\s*世纪
    """,
    re.VERBOSE,
)

_NUMBER = rf"(?:{ARABIC_NUMERAL}|{CHINESE_NUMERAL})"
_SHARE_TEXT = (
    rf"(?:[百千万]分之{_NUMBER}(?:(?:至|到|—|-|－|~|～){_NUMBER}(?!分之|[百千万年月日个元]))?"
    rf"|(?:{ARABIC_NUMERAL}\s*(?:至|到|—|-|－|~|～)\s*)?{ARABIC_NUMERAL}\s*[%％‰]"
    rf"|{CHINESE_NUMERAL}分之{CHINESE_NUMERAL}"
    r"|[一二三四五六七八九]成[一二三四五六七八九]?(?=以上|以下|左右|的|给予|予以|，|。|；|、|$)"
    # 约四成企业, 近七成教师, but not 三成熟 nor 超一成立
    r"|(?<=[约近超过逾有仅达占足到])[一二三四五六七八九]成[一二三四五六七八九]?(?![熟立就员本果功为])"
    # 五折, 八五折, 8.5折: the share of the price that is left to pay
    r"|(?:[一二三四五六七八九](?:点?[一二三四五六七八九])?|[1-9](?:[.．]\d)?)折"
    r"(?=收|优惠|购|的|以|出售|出租|计|租|执行|给|标准|价|，|。|；|、|$)"
    r"|一半|半数)"
)
# Longer units first: 个工作日 before 个, 人次 before 人, 平方米 before 米.
_UNITS = (
    *("个百分点", "百分点", "倍"),
    *("个工作日", "工作日", "个自然日", "个日历日", "个小时", "小时", "分钟", "个星期", "周岁"),
    *("个会计年度", "个纳税年度", "个自然年度", "个自然年", "个年度", "个季度", "个学期", "学期"),
    *("个月", "周年", "年", "月", "日", "天", "周(?!期|边|围|密|知)", "岁"),
    *("美元", "欧元", "港元", "日元", "元"),
    *("家次", "户次", "批次", "场次", "台次", "件次", "项次", "例次"),
    *("人次", "人月", "人年"),
    *("人", "名", "户", "家", "所", "件", "项", "次", "种", "座", "处", "台", "套"),
    *("千瓦时", "千瓦", "兆瓦", "立方米", "千克", "间(?![接隔断])"),
    r"条(?=[^，。；]{0,4}(?:线|产业链|举措|措施|渠道|路|河))",
    *("支", "期", "批", "份", "公斤", "篇", "公顷", "亩", "平方公里", "平方米", "公里", "米", "吨"),
    *(
        "位",
        "学时",
        "课时",
        "学分",
        "分",
        "场",
        "门",
        "辆",
        "艘",
        "只",
        "倍",
        "个",
        "例",
        "张",
        "株",
    ),
)
_UNIT = "|".join(_UNITS)
UNIT_NAMES = {
    "个百分点": "百分点",
    "个工作日": "工作日",
    "个自然日": "日",
    "个日历日": "日",
    "天": "日",
    "个小时": "小时",
    "个星期": "周",
    "周岁": "岁",
    "个会计年度": "年",
    "个纳税年度": "年",
    "个自然年度": "年",
    "个自然年": "年",
    "个年度": "年",
    "周年": "年",
    "个季度": "季度",
    "个学期": "学期",
    "个月": "月",
}
VALUE = re.compile(
    rf"""
      (?P<share>{_SHARE_TEXT})
    | (?P<half>(?:{_NUMBER}\s*个?)?半(?:年|个?月|天|日|小时)|{_NUMBER}\s*[年天]半)
    | (?:(?P<low>{_NUMBER})\s*(?P<low_scale>[十百千万亿]*)\s*(?P<mid>至|到|—|–|-|－|~|～|或者)\s*)?
      (?P<number>{_NUMBER})\s*(?P<rest>余|多)?\s*(?P<scale>[百千万亿]*)\s*(?P<rest2>余|多)?
      (?P<unit>{_UNIT})
    """,
    re.VERBOSE,
)
# After the unit a word may go on that shows the number counted nothing: 三年级, 一日游, 四个占先.
NOT_AFTER = re.compile(r"[级]|度(?!内|末)|行动(?:计划|方案)|(?:发展)?规划|计划|位一体|分之")

BEFORE = (
    (
        Comparator.AT_LEAST,
        "不低于|不少于|不得低于|不得少于|不小于|不得小于|不短于|不得短于|不能低于|不能少于",
    ),
    (Comparator.AT_LEAST, "至少|最低|最少|起码|达到了?|年满|届满|满|达"),
    (
        Comparator.AT_MOST,
        "不超过|未超过|不得超过|不能超过|不应超过|不高于|不得高于|不多于|不得多于|不大于|不得大于",
    ),
    (Comparator.AT_MOST, "不长于|不得长于|至多|最高|最多|最长|至迟|最迟|不逾"),
    (Comparator.AT_MOST, "限推荐|限申报|限推|限报|限额"),
    (Comparator.LESS_THAN, "低于|少于|小于|不足|不满|未满|未达到?|不到|短于"),
    (Comparator.MORE_THAN, "超过了?|高于|多于|大于|突破|逾|超出|超"),
)
BEFORE_PATTERN = re.compile(
    "(?:最高|最低|最多|最长|累计)?(?P<cue>"
    + "|".join(words for _, words in BEFORE)
    # 最高可给予200万元, 至少奖励5万元
    + r")(?:人民币|为|在|于|了|其|到|的?比例为?|可?(?:给予|补助|奖励|补贴|资助|获得?|贷)|、|\s)?$"
)
# 不低于奖励总额的百分之七十: what the share is of may stand in between.
BEFORE_BASE = re.compile(
    r"(?P<cue>不低于|不少于|不得低于|不得少于|不超过|不得超过|不高于|不得高于|至少|达到|超过|低于|高于)"
    r"[^，。；：、]{1,24}$"
)
BEFORE_VALUES = {
    word.rstrip("?了到") if word.endswith("?") else word: comparator
    for comparator, words in BEFORE
    for word in words.split("|")
}
_AFTER = (
    (
        Comparator.AT_LEAST,
        r"(?:[（(](?:含|包括)?[^（）()]{0,6}[）)])?(?:人民币)?(?:及其?|或者?)?以上|(?:及其?)?以后",
    ),
    (
        Comparator.AT_MOST,
        r"(?:人民币)?(?:及其?|或者?)?(?:以下|以内|之内)|内(?!容|部|设|资|涵|外|地)",
    ),
)
AFTER_PATTERNS = tuple((comparator, re.compile(words)) for comparator, words in _AFTER)
BETWEEN = re.compile(
    r"(?:以上)?(?:至|到|—|–|-|－|~|～)|以上(?:、|，|至|到)?(?:并处|不满)?(?:不超过)?"
)
