"""Credits and captions of pictures, and the notes of an editor: words beside the running text."""

from __future__ import annotations

import re

_LONGEST_CREDIT = 40
"""Characters."""

# 新华社记者 王某 摄 | （作者单位：某研究院） | 图为… | 供图/某某 | ——编者 | 责任编辑：某某
_CREDIT = re.compile(
    r"^[（(]?[^。；，]{2,30}[ /／](?:摄影?|供图|制图|绘图?|报道)[）)]?$"
    r"|^[（(](?:作者单位|作者系|作者为|作者是|来源)[：: ]?[^。]{2,36}[）)]$"
    r"|^(?:责任编辑|责编|编辑|图片来源|图片|资料来源|供图|摄影)[：:/／][^。]{2,30}$"
    r"|^—{1,2}(?:编者|编者按|记者)$"
    r"|^[（(]?图 ?[一二三四五六七八九十\d]{1,3}[：: ][^。]{2,34}[）)]?$"
)


def is_credit(text: str) -> bool:
    """Whether a line is a credit, a byline's address or a numbered caption.

    >>> is_credit("新华社记者 王某 摄"), is_credit("记者在会上拍摄了照片。")
    (True, False)
    """
    return len(text) <= _LONGEST_CREDIT and bool(_CREDIT.match(text))
