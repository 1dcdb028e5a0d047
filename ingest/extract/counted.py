"""What a number counts where the words stand behind it: 45名|科技成果转化人才|取得职称."""

from __future__ import annotations

import re
from functools import cache

_PEOPLE = (
    "技术经理人|技术经纪人|经理人|经纪人|带头人|负责人|合伙人|候选人|人员|人才|工作者|创业者|志愿者|学者|"
    "博士后|硕士研究生|博士研究生|研究生|硕士|博士|本科生|大学生|毕业生|留学生|学生|学员|院士|教授|教师|导师|讲师|辅导员|"
    "工程师|技师|代理师|规划师|设计师|律师|专家|科学家|企业家|专员|特派员|联络员|信息员|顾问|干部|职工|员工|农民"
)
_BODIES = (
    "企业|公司|集团|机构|单位|院校|高校|院所|大学|学院|医院|银行|事务所|基地|平台|中心|实验室|研究院|研究所|工作站|服务站|园区|开发区|"
    "高新区|孵化器|加速器|众创空间|空间|载体|联盟|联合体|协会|学会|服务商|工作室|中试线|门店|站点|书院|团队"
)
_THINGS = (
    f"{_BODIES}|项目|课题|专利|成果|技术|任务|合同|协议|需求|活动|培训班|专场|对接会|论坛|基金|资金池|专业|岗位|标准|制度|政策|产品|"
    "案例|案件|事项|商标|著作权|订单|区域|品种|奖项|会议|人才|人员|院士"
)
# The measure word says which nouns can be counted: 名 counts people, 家 bodies.
_OF_UNIT = dict.fromkeys(("名", "人", "位"), _PEOPLE) | dict.fromkeys(("家", "所"), _BODIES)
_CHARACTER = r"[\u4e00-\u9fff（）“”A-Za-z·]"
# What was done with them goes on behind the noun: 企业|获得融资.
_DONE = (
    "获|取得|完成|实现|进入|入驻|落地|参加|参与|通过|达成|签|在|被|为|与|向|对|并|已|由|到|给|许可|转让|交付|"
    "离岗|从事|主动|成为|来自|开展|提供"
)


def counted(text: str, start: int, end: int, unit: str) -> str:
    """The noun phrase of ``text[start:end]`` that a number in ``unit`` counts; "" where none is.

    >>> text = "474名科技成果转移转化人才取得相应职称"
    >>> counted(text, 4, len(text), "名")
    '科技成果转移转化人才'
    """
    match = _phrase(_OF_UNIT.get(unit, _THINGS)).match(text, start, end)
    return match["what"] if match else ""


@cache
def _phrase(heads: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:以上|左右)?的?(?P<what>{_CHARACTER}{{0,26}}?(?:、{_CHARACTER}{{1,16}}?){{0,2}}(?:{heads})"
        # 科技成果|转化项目, 人才|培养基地: the first noun may be part of a longer one.
        rf"(?:(?:(?!{_DONE}){_CHARACTER}){{0,6}}(?:{heads}))*)"
    )
