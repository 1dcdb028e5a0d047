"""The name of a reported indicator: in front of its value, behind it, or in the part before."""

from __future__ import annotations

import re

from graph.quantities import Quantity, find_quantities
from ingest.extract.counted import counted
from ingest.extract.dates import without_dates
from ingest.extract.indicators import LONGEST, MAKE, has_value, tidy

# 已有312家机构, 已招收20名学员: what is counted stands behind the value.
_COUNTS_BEHIND = re.compile(
    r"(?:已有|来自|现有|共有|拥有|坐拥|获得|收到|汇集了?|聚集了?|集聚了?|有|共|招收|取得|成立|交付|引进|培养|培育|认定|孵化|建成|建设|新建|建有|"
    r"设立|促成|转化|吸引|服务|入驻|走访|调研|覆盖|涉及|惠及|辐射|联系|对接|发放|回收|登记|完成|组建|签订|达成|授予|评选|选派|举办|召开|组织|开展|实施|推动|征集|发布|新增|遴选|支持|布局|购买|受理|办理|建立)(?:出|起)?(?:了)?(?:省内|市内|区内|全国|全省|全市|全区|有效)?$"
    r"|^(?:首批|其中|另有|尚有|还有|其余|已?有|约|近|仅有?)$"
)

# 31人|进入专业服务机构就业, 42人|获评中级以上职称: who they are is what they did.
_DID = re.compile(
    r"(?:进入|获评|获得|取得|通过|实现|入选|毕业|结业|参加|参与|从事|离岗|留任|晋升|评上|成为|考取|拿到|设有|建有|"
    r"[\u4e00-\u9fff]{0,6}(?:尚未|不了解|表示|认为|没有|未曾|愿意))"
)

# 随着|933名经理人, 在…中: words that name nothing.
_NO_NAME = re.compile(
    r"^(?:随着|获得|提高|取得|收到|来自|即?将|其|有的|对.*|以.{0,6})了?$|[给授]予$"
)

# 全省共有技术转移机构, 四川省共认定登记合同: the holder is told by ``subject``.
_HOLDS = re.compile(
    r"^[\u4e00-\u9fff]{0,8}?(?:共有|现有|拥有|已有|(?<=[省市区县])(?:共|累计|已))(?=[\u4e00-\u9fff]{2})"
)

# 发明专利|从2.1万件增长到|4.7万件
_FROM_VALUE = re.compile(
    r"(?P<what>[^，。；]{2,30}?)(?:从|由)[^，。；从由]{1,24}?"
    r"(?:提高|提升|增长|增加|上升|发展|扩大|下降|降低|减少|缩短|压缩|压减|增|升|降)(?:到|至|为)"
    r"(?:20\d\d年(?:底|末)?的?|目前的?|如今的?|现在的?)?$"
)


def observed(text: str, start: int, quantity: Quantity, end: int) -> str:
    """The indicator of a reported value."""
    before = text[start : quantity.outer[0]]
    inner = max(before.rfind("、"), before.rfind("（"))
    if before.endswith("（"):  # 企业首次破万家（11189家）: the figure of what stands before
        rough = find_quantities(before[:-1])
        before = before[: rough[-1].outer[0]] if rough else before[:-1]
    elif inner >= 0 and has_value(before[:inner] + "。"):
        before = before[inner + 1 :]
    elif has_value(before):  # 占股75%和25%, 甲3家、乙: the words behind the last value
        before = before[find_quantities(before)[-1].outer[1] :]
    if grown := _FROM_VALUE.match(text[start : quantity.outer[0]]):
        before = grown["what"]
    before = re.sub(r"(?:其中|含|包括)", "", before)
    name = _HOLDS.sub("", tidy(without_dates(before)))
    after = re.match(r"(?P<what>[\u4e00-\u9fff（）“”]{2,30})", text[quantity.outer[1] : end])
    if after and (_COUNTS_BEHIND.search(before) or before.endswith("的") or not name):
        name = _behind(text, quantity, end, after["what"])
    elif after and (len(name) < 2 or MAKE.search(name) or name.endswith(("相关", "等"))):
        name += _behind(text, quantity, end, after["what"])
    named = 2 <= len(name) <= LONGEST and not _NO_NAME.search(name)
    return name if named else ""


def _behind(text: str, quantity: Quantity, end: int, words: str) -> str:
    """What is counted, out of the words behind the value; all of them where no noun is one."""
    noun = "" if _DID.match(words) else counted(text, quantity.outer[1], end, quantity.unit)
    return noun or words.removeprefix("的")
