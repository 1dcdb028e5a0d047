"""Whom a measure is for, in the text's words."""

from __future__ import annotations

import re

_GROUP = (
    r"(?:高校院所|企业(?:事业单位)?|院校|高校|机构|单位|人员|人才(?!培养)|团队|组织|院所|园区|"
    r"基地|个人|力量|资本|部门|者|人(?!才)|各地|银行|公司)"
)

# Whom a measure is for: 对初创企业给予补助, 支持高等院校设立…, 为中小企业提供…
_TARGETS = (
    # 对…成效明显的省（区、市），在…中给予优先支持: a whole clause tells whom.
    re.compile(
        r"^对(?P<who>[^。；：]{4,120}?的(?:省|市|县|区|企业|单位|地区|地方|机构|人员|团队|高校|院所|个人|项目)"
        r"(?:（[^（）]{1,20}）)?(?:(?:、|和|以及)[^，。；]{1,20}?(?:（[^（）]{1,20}）)?)*)，"
        r"(?=[^。；]*(?:给予|予以|奖励|支持|补助|倾斜|优先|安排))"
    ),
    re.compile(
        r"(?<![针面相绝应])对(?P<who>[^，。；：]{2,40}?)(?:应当|可以|要)?(?:按照?[^，。；]{2,24}?)?"
        r"(?:给予|予以|提供|(?P<does>实行|进行|开展|采取))"
    ),
    re.compile(
        r"(?:(?<![成作称列定])为|(?<!面)向)(?P<who>[^，。；：]{2,30}?)(?:提供|发放|开放|给予)"
    ),
    re.compile(
        r"(?:鼓励和支持|鼓励、支持|鼓励、引导|支持和鼓励|引导和支持|引导、支持|支持引导|鼓励引导|鼓励和引导|"
        r"鼓励|支持|引导|推动|允许|提倡)"
        r"(?P<who>(?!形成|建立|构建|建设|完善|加快|发展|设立|开展|实现|推广|降低|提高|减轻|优化|举办|培育|申报|承接|引进|推进|研发|改造|其(?!他)|"
        r"加强|扩大|打造|促进)[^，。；：]{0,40}?"
        rf"{_GROUP}(?:(?:、|和|以及|与|或者)[^，。；：、]{{0,14}}?{_GROUP})*)"
        r"(?=[^的者人员口才工力民均文]|$)"
    ),
)

# 孕妇, 残疾儿童, 农户, 少数民族考生
_PEOPLE = re.compile(
    r"(?:[妇孕]|妇女|儿童|老人|农户|家庭|户|考生|学生|青年|少年|青少年|居民|村民|农民|游客|公众|个体|患者)$"
)

# 各地区, 税务机关, 项目承担者: only persons and bodies act. 抽查结果 is published by others.
ACTOR = re.compile(
    r"(?:人|者|员|方|单位|机构|部门|机关|院校|学校|高校|大学|企业|公司|政府|国家|中央|社会|群众|法院|检察院|协会|学会|联盟|"
    r"团体|组织|委员会|基金|银行|平台|主体|团队|中心|地区|各地|地方|军队|兵团|基地|园区|试验区|示范区|开发区|高新区|医院|"
    r"[委部局厅署院所省市区县州盟旗乡镇会行社]|办公室|小组|会议|党组|党委|导师|教师|学生|专家|院士|法人|双方|各方|两地|三地)"
    r"(?:[（(][^（）()]*[）)])?$"
)


def target_group_of(text: str) -> str:
    """Whom the action is for, as printed; empty where the text names nobody."""
    for pattern in _TARGETS:
        match = pattern.search(text)
        # 对实验室进行评估 has a group, 对材料进行审查 has none.
        if match is None:
            continue
        who = re.sub(r"(?:免费|无偿|及时|依法|优先|分类)+$", "", match["who"]).strip("，、的")
        told = pattern is _TARGETS[2] or match.groupdict().get("does")
        if not told or ACTOR.search(who) or _PEOPLE.search(who):
            return who
    return ""
