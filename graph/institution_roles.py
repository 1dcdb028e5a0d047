"""The words for bodies that are named by their role: 国务院专利行政部门, 省科技主管部门."""

from __future__ import annotations

import re
from collections.abc import Iterator

# 国务院专利行政部门, 省科技主管部门, 国家海洋主管机关, 省气象主管机构: one body fills the role.
# Not read: 国务院有关部门, 省、市科技主管部门, 县级以上人民政府科技主管部门.
_ROLE = re.compile(
    r"(?P<owner>国务院|国家|中央军事委员会|中央军委|省|市|自治区|新区|区|县|自治州)级?(?:人民政府)?"
    r"(?P<role>[\u4e00-\u9fff（）]{2,18}?(?:行政主管部门|行政管理部门|主管部门|行政部门|管理部门|部门|"
    r"(?:行政)?(?:主管|管理|监督|监管|执法|公安|税务)机关|(?:主管|管理|监督|督导|监管|经办)机构))"
    r"(?![、和及]?[\u4e00-\u9fff]{0,2}等部门)"
)

# 国务院负责中小企业促进工作综合管理的部门: the role is told in a clause.
_ROLE_TOLD = re.compile(
    r"(?P<owner>国务院|省|市|自治区)(?:人民政府)?"
    r"(?P<role>(?:负责|主管|承担|管理|分管|归口|指导)[\u4e00-\u9fff、]{2,24}?的(?:行政)?(?:部门|机构))"
)

# 省科学技术奖评审委员会, 市精神文明建设委员会, 国务院经济普查领导小组
_COUNCIL = re.compile(
    r"(?P<owner>国务院|省|市|自治区)(?:人民政府)?"
    r"(?P<role>[\u4e00-\u9fff]{3,16}?(?:委员会|领导小组|协调小组|联席会议)(?:办公室)?)"
)

_NO_ROLE = re.compile(
    r"应当|可以|负责|按照|依法|会同|的|在|由|对(?!外)|与|将|人民政府|或者|有关|其他|相关|各|直属|所属|下属|级|文件|等部门|"
    r"以上|以下|向|报|经(?!济|营|贸)|及其|机关|设立|成立|组建|建立|企业|承担|授权|指定|确定|派驻|和|与"
    r"|^(?:主管|行政|管理|监督|场)|^[和及]|^[内外](?!贸)"
)

NO_COUNCIL = re.compile(
    r"人民代表大会|人大|常务委员会|居民|村民|业主|职工|学术|学位|仲裁委|国家|国务院|根据|依据|依照|征求|征得|"
    r"应当|可以|负责|按照|依法|会同|的|在|由|对(?!外)|与|将|人民政府|或者|有关|其他|相关|各|以上|向|报|经(?!济|营|贸)|"
    r"及其|设立|成立|组建|建立|^[和及场]|部门|机关"
)


def role_matches(text: str) -> Iterator[re.Match[str]]:
    """The words for roles, each once."""
    if "部门" in text or "机构" in text or "机关" in text:
        yield from good(_ROLE, _NO_ROLE, text)
        yield from _ROLE_TOLD.finditer(text)
    if "委员会" in text or "小组" in text or "会议" in text:
        yield from good(_COUNCIL, NO_COUNCIL, text)


def good(pattern: re.Pattern[str], excluded: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches that hold no excluded word. A bad one may hold the start of a good one: 省政府有关
    部门和|省科技部门.
    """
    position = 0
    while match := pattern.search(text, position):
        if excluded.search(_role_without_kind(match["role"])):
            position = match.start() + 1
        else:
            yield match
            position = match.end()


def _role_without_kind(role: str) -> str:
    """机关 is no role's own word, but 主管机关 ends one; 和 joins bodies, but not in 文化和旅游."""
    role = re.sub(r"(?<=主管|管理|监督|监管|执法|公安|税务)机关$", "", role)
    return _ONE_FIELD.sub("某", role)


_ONE_FIELD = re.compile(
    r"人力资源和社会保障|劳动和社会保障|文化和旅游|经济和信息化|工业和信息化|规划和自然资源|住房和城乡建设|发展和改革|"
    r"卫生和计划生育|海洋与渔业|商务和投资|粮食和物资储备|林业和草原|新闻和出版|金融和税务"
)

# 职业教育工作部际联席会议办公室, 国家自主创新示范区部际协调小组
BETWEEN_MINISTRIES = re.compile(
    r"(?P<run>[\u4e00-\u9fff“”]{2,30}?部际(?:联席会议|协调小组|领导小组|工作小组)(?:办公室)?)(?!制度)"
)

BEFORE_MINISTRIES = re.compile(
    r".*(?:设立|成立|组建|建立|发挥|纳入|(?<!自)由|向|报|经(?!济)|会同|是|为|的|和(?!平)|与|及|对|在(?!线)|将|完善|健全|依托|通过|按照|提请|请)"
    r"(?=[\u4e00-\u9fff“”]{4})"
)

# 省技术市场协会, 市社会科学院: the province's or the city's own.
ASSOCIATION = re.compile(
    r"(?P<owner>省|市)(?P<role>[\u4e00-\u9fff]{2,12}?(?:协会|学会|研究会|联合会|科学院|研究院|促进会|商会"
    r"|(?:服务|促进|管理|交易|评估|交流|推广|转移|信息|情报|生产力促进|检测)中心|管理办公室|研究所|设计院|总站))"
)
