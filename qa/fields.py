"""Fields of law and life that a question or the title of an act is of: 专利, 商标, 医院."""

from __future__ import annotations

import re
from functools import lru_cache

# The words by which a field is spoken of, in titles as in questions.
_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("专利", re.compile(r"专利|发明|实用新型|外观设计")),
    ("商标", re.compile(r"商标|驰名|品牌|地理标志")),
    ("著作权", re.compile(r"著作权|版权|作品|作者|作家|盗版|翻译|出版|小说|歌|书|照片|画")),
    ("软件", re.compile(r"软件|程序|代码")),
    ("布图设计", re.compile(r"布图|集成电路|芯片|版图")),
    ("植物新品种", re.compile(r"品种|种子|育种|种质|繁殖")),
    ("商业秘密", re.compile(r"不正当竞争|商业秘密|竞争|贿赂|虚假宣传|有奖|混淆|平台")),
    ("医院", re.compile(r"医院|医疗|医生|医务|患者|病|门诊|手术|药|卫生|卫健|护")),
)
_NARROW = frozenset({"医院"})
"""Fields whose acts say nothing to a question of no field."""
_OF_NARROW = 3.0


@lru_cache(maxsize=1024)
def fields_of(words: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _FIELDS if pattern.search(words))


def off_field(question: str, title: str) -> float:
    """How far an act is off the field of a question, from 0: 商标法 for 侵犯专利 is 1 off.

    An act of a narrow field that the question does not speak of is farther off.
    """
    asked, own = fields_of(question), fields_of(title)
    if not own or own & asked:
        return 0.0
    return _OF_NARROW if own & _NARROW else float(bool(asked))
