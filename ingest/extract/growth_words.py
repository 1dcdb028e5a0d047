"""The words of growth and of shares, in front of a value or behind it, and doublings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Comparator
from graph.quantities import Quantity

GROWTH = re.compile(
    r"(?:，?(?:(?<!合)同|与|较|(?<![占同环])比)(?:上|去|前|同|历|\d{4}|往)[^，。；、]{0,8}?(?:相比)?，?)?"
    r"(?P<per>同比|环比|年均|每年)?(?:名义|实际|分别|均|各)?"
    r"(?P<way>增长|提高|上升|增加|提升|增幅|增速|下降|减少|降低|回落)(?:了|率)?(?:为|达到|到达|达|约|近|超过|超)?$"
)

# 保持20%以上的增长: growth that is told in front of its word.
KEPT = re.compile(r"(?:连续[^，。；]{1,4}年)?(?:保持|实现|达到?)(?:了)?(?:两位数)?$")

AS_GROWTH = re.compile(r"的?(?:以上)?的?(?:年均|平均|高速|快速|稳定)?(?:增长|增速|增幅)")

FALLS = frozenset({"下降", "减少", "降低", "回落"})

# 甲领域|占|总额|的比重|为30%
SHARE_OF = re.compile(
    r"(?P<who>[^，。；]*?)(?:约)?占(?!比)(?:到|了)?(?P<of>[^，。；占]{2,24}?)(?P<kind>的?(?:比例|比重))?(?:为|达到?|超过|近|约)?的?$"
)

# 其中拥有自主知识产权的|占六成以上
WHO_SHARE = re.compile(r"(?P<who>[^，。；占]{2,30}?)的?占(?:比)?(?:为|达到?|超过|近|约)?$")

GROWTH_UNITS = frozenset({"%", "倍", "百分点"})

# 是2020年的3.1倍, 相当于去年同期的1.4倍
MULTIPLE = re.compile(r"(?:是|为|达到?|相当于)[^，。；]{2,14}的$")

# 较上年净增402家, 比2022年多出3个
MORE_BY = re.compile(
    r"^(?:(?:比|较|与)[^，。；]{2,16}?|同比|环比)(?P<way>(?:净|新|多)?增(?:加|长)?|净?减少|少[增减]?|多出?)"
    r"(?:了|约|近)?$"
)

# 完成年度目标的87%
DONE_OF = re.compile(
    r"(?:完成|达到?|占|为)(?P<of>[^，。；]{2,16}?(?:目标|任务|计划|预算|指标))的?$"
)

# 占43.2%, behind the value whose share it is
BARE_SHARE = re.compile(r"^(?:约|仅|只)?占(?:比)?(?:为|达|约|仅为?|超过?|近)?$")

# 同比翻了一番, 较五年前翻两番
_DOUBLING = re.compile(r"(?:实现)?(?P<words>翻了?(?:(?P<twice>两)|一)?番)")

SINCE_WHEN = re.compile(
    r"(?:同比|环比|(?:较|比|与)[^，。；]{2,10}|[一二三四五六七八九十两\d]+年(?:间|来)?|实现)+$"
)


def doublings(text: str) -> Iterator[Quantity]:
    """Growth by one hundred percent, by three hundred where it is twice."""
    for match in _DOUBLING.finditer(text):
        span = match.span("words")
        yield Quantity(
            start=span[0],
            end=span[1],
            text=match["words"],
            comparator=Comparator.EQUAL,
            value=300.0 if match["twice"] else 100.0,
            unit="%",
            outer=span,
        )
