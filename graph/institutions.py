"""Institutions by their official names: national bodies, and departments behind a region's name.

省科技厅 is resolved by the region of the document, and only by the rule of
``data/institutions.toml``; nothing is merged because it looks alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.gazetteer import COUNTY, NATION, PREFECTURE, PROVINCE
from graph.institution_names import InstitutionMention, listed, longest_first
from graph.institution_roles import (
    ASSOCIATION,
    BEFORE_MINISTRIES,
    BETWEEN_MINISTRIES,
    NO_COUNCIL,
    good,
    role_matches,
)
from graph.national_bodies import nationals, nationwide
from graph.regions import ancestors, find_regions, region_by_name

# 教育和体育局, 文化广电旅游局: cities join the fields of a department as they like.
_FIELDS = (
    r"地方|教育|体育|科学技术|科技|工业|信息化|信息|经济|商务|投资|文化|广播电视|广电|旅游|新闻出版|卫生|健康|"
    r"人力资源|社会保障|民政|民族|宗教|事务|农业|农村|畜牧|渔业|海洋|水利|水务|林业|草原|园林|绿化|"
    r"城市|城乡|建设|住房|规划|自然资源|生态|环境|应急|管理|市场|监督|交通|运输|口岸|物流|"
    r"统计|大数据|数据|政务|服务|行政|审批|退役军人|医疗|保障|发展|改革|综合|执法|人才|创新|招商|"
    r"财政|审计|税务|公安|司法|金融|档案|国资|外事|科协|投促"
)
_FIELD = rf"(?:{_FIELDS})"
_OFFICE = rf"{_FIELD}(?:(?:和|与)?{_FIELD}){{1,4}}(?:局|厅)"
# 政府采购, 政府规章, 政府有关部门, 政府投资: no government acts in these words.
_NOT_GOVERNMENT = (
    r"(?:采购|规章|性|投资|网站|门户|债|补[贴助]|资金|购买|引导|工作报告|[各有]|部门|所属|直属|"
    r"办公|组成|工作部门|督查|参事|机关|主管|信息|履行?职|令|确定|批准|颁|公报|文件|食堂|奖|财政|预算|职能|行政|"
    r"出资|储备|定价|指导价|信用|公共|服务|特殊|质量|科技|科学|专项|授权|派出|指定|规定|另|另行|科研|储备|的?部门|设立的|"
    r"[\u4e00-\u9fff]{2,12}(?:部门|机构|机关))"
)
# 委托, 委派, 委员, 委书记: 委 is no committee there.
_NOT_COMMITTEE = r"(?:托|派|任|员|书记|副书记|常委|[\u4e00-\u9fff]{0,2}(?:部|办)|各部门|机关)"


@cache
def _local_pattern() -> re.Pattern[str]:
    # Most characters begin no name: they are told first, before a hundred names are tried.
    names = (*listed().local, *_FIELDS.split("|"), *"省市自区县本")
    begins = "".join(sorted({name[0] for name in names}))
    return re.compile(
        rf"(?=[{begins}])(?P<level>省|市|自治区|区|县|本省|本市)?(?P<body>{longest_first(list(listed().local))}"
        rf"|{_OFFICE})(?![长员内们])(?!(?<=政府)(?<!人民政府){_NOT_GOVERNMENT}|(?<=委){_NOT_COMMITTEE})"
    )


def find_institutions(text: str, *, within: Sequence[str] = ()) -> list[InstitutionMention]:
    """Institutions that the text names and that have one official name; ascending, disjoint.

    ``within`` names the regions of the document: 省科技厅 is the one of its province.
    """
    found = [*_by_region(text, within), *nationals(text), *_roles(text, within)]
    found += [*_between_ministries(text), *_associations(text, within), *_departments(text)]
    if tuple(within) == (NATION,):
        found += nationwide(text)
    kept: list[InstitutionMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _roles(text: str, within: Sequence[str]) -> Iterator[InstitutionMention]:
    regions = None
    for match in role_matches(text):
        role, owner = match["role"], match["owner"]
        if owner in _NATIONAL_OWNERS:
            if owner != "国家" or _free_nation(text, match):
                yield InstitutionMention(*match.span(), match[0])
            continue
        if regions is None:
            regions = {m.end: m for m in find_regions(text, within=within)}
        if region := regions.get(match.end("owner")):
            if region.region.code:
                yield InstitutionMention(region.start, match.end(), region.region.name + role)
        elif (
            owner in _OWNERS_IN_TEXT
            and _is_free_role(text, match.start())
            and (name := _owner(owner, within))
        ):
            yield InstitutionMention(*match.span(), name + role)


_NATIONAL_OWNERS = frozenset({"国务院", "国家", "中央军事委员会", "中央军委"})
_OWNERS_IN_TEXT = frozenset({"省", "市", "自治区"})
"""Owners that need no name in front: 市科技主管部门 is the one of the document's city."""


def _free_nation(text: str, match: re.Match[str]) -> bool:
    """国家 opens the name: 国家海洋主管部门, not 由国家科技部门… of another country."""
    return not (match.start() and text[match.start() - 1] in "各该本的")


def _is_free_role(text: str, start: int) -> bool:
    """本市科技主管部门 is the city's too; 设区的市, 各省 and 省、市 name several bodies."""
    if start and text[start - 1] == "本":
        return True
    return _is_free(text, start, "人民")


# （种业管理司牵头，科技教育司参与）: departments of the ministry that issues, by their own names.
_DEPARTMENT = re.compile(
    r"(?<=[（、，])[\u4e00-\u9fff]{3,12}?(?<!公)司(?=(?:、[\u4e00-\u9fff]{3,14}司)*(?:牵头|负责|参与|配合|会同|按职责))"
)


def _departments(text: str) -> Iterator[InstitutionMention]:
    if "司" not in text:
        return
    for match in _DEPARTMENT.finditer(text):
        yield InstitutionMention(*match.span(), match[0])


def _between_ministries(text: str) -> Iterator[InstitutionMention]:
    if "部际" not in text:
        return
    for match in BETWEEN_MINISTRIES.finditer(text):
        name = BEFORE_MINISTRIES.sub("", match["run"])
        if not name.startswith("部际"):
            yield InstitutionMention(match.end() - len(name), match.end(), name)


def _associations(text: str, within: Sequence[str]) -> Iterator[InstitutionMention]:
    if "会" not in text and "院" not in text:
        return
    for match in good(ASSOCIATION, NO_COUNCIL, text):
        owner = _owner(match["owner"], within)
        if owner and _is_free(text, match.start(), ""):
            yield InstitutionMention(*match.span(), owner + match["role"])


def _by_region(text: str, within: Sequence[str]) -> Iterator[InstitutionMention]:
    """陕西省科技厅, 西安市人民政府, 省科技厅."""
    matches = list(_local_pattern().finditer(text))
    if not matches:
        return
    ends = {m.end: m for m in find_regions(text, within=within)}
    for match in matches:
        body = match["body"]
        region = ends.get(match.start("body")) or ends.get(match.start())
        if region is not None and region.region.code:
            party = body.startswith("委") and text.endswith("中共", 0, region.start)
            start = region.start - 2 * party
            yield InstitutionMention(start, match.end(), _official(region.region.name, body))
        elif match["level"] and _is_free(text, match.start(), body):
            owner = _owner(match["level"], within)
            if owner and not (body in _SEATS and match["level"] in ("区", "县")):
                yield InstitutionMention(*match.span(), _official(owner, body))


_SEATS = frozenset({"人民政府", "政府", "委"})
"""What every county has: 县人民政府 in the act of a province is a class."""


def _official(owner: str, body: str) -> str:
    """绍兴市 and 科技局 give 绍兴市科学技术局; * stands for the owner: 中共绍兴市委员会."""
    official = listed().local.get(body, body)
    return official.replace("*", owner) if "*" in official else owner + official


def _is_free(text: str, start: int, body: str) -> bool:
    """Whether 省 or 市 opens the name: 省科技厅, not 各省科技厅 or 省、市人民政府."""
    if start and text[start - 1] in "各的全外本该上级跨城都":
        return False
    return not (
        body.startswith(("人民", "政府", "委")) and _SHARED.search(text, max(0, start - 6), start)
    )


# 省、市人民政府: several bodies in one name.
_SHARED = re.compile(r"(?:省|市|区|县|自治区|自治州|国务院|乡|镇)(?:、|和|及|或者?|以及)$")


def _owner(level: str, within: Sequence[str]) -> str | None:
    """The one region of this level among the document's regions and those that hold them."""
    wanted = {
        "市": (PREFECTURE,),
        "本市": (PREFECTURE,),
        "区": (COUNTY,),
        "县": (COUNTY,),
    }.get(level, (PROVINCE,))
    names = set()
    for name in within:
        region = region_by_name(name)
        if region is None:
            continue
        for one in (region, *ancestors(region)):
            fits = one.level in wanted or (
                level in ("市", "本市") and one.level == PROVINCE and one.name.endswith("市")
            )
            if fits and not (level == "省" and one.name.endswith("市")):
                names.add(one.name)
    return names.pop() if len(names) == 1 else None


def official_name(name: str, *, within: Sequence[str] = ()) -> str | None:
    """The official name of an institution that is written like this; None where it is unknown.

    >>> official_name("科技部"), official_name("陕西省科技厅")
    ('科学技术部', '陕西省科学技术厅')
    """
    mentions = find_institutions(name, within=within)
    if len(mentions) == 1 and (mentions[0].start, mentions[0].end) == (0, len(name)):
        return mentions[0].name
    return None
