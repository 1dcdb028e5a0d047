"""The ways in which people write the title or the number of an act: short forms, cuts, orders."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.asked.wording import TITLE_SHORT_FORMS

# A name of a kind of act ends what may be a title: 转化法, 陕西条例, 科普条例, 行动方案.
KINDS = (
    "条例",
    "办法",
    "规定",
    "意见",
    "方案",
    "细则",
    "解释",
    "决定",
    "通知",
    "批复",
    "规划",
    "法典",
    "法",
    "文件",
)
_KIND = re.compile("|".join(KINDS))
# 2025年施行的条例: which one is told by its day; 著作权的法定赔偿: 法 begins another word
_NOT_OF_TITLE = re.compile(
    r"(?:施行|实行|执行|公布|发布|修[订正改]|生效|通过|废止)的(?:条例|办法|细则|规定|决定|意见|通知)$"
    r"|的法$"
)
_HAN_BEFORE = re.compile(r"[\u3400-\u9fff〈〉《》（）·]+$")
_LONGEST = 30
REGION_SUFFIX = re.compile(r"(?:省|市|自治区|特别行政区)$")
# 国令第706号 is 国务院第706号令
_ORDER = re.compile(r"(?P<body>[^、]+)令第(?P<number>\d+)号")


def forms_of_number(number: str) -> list[str]:
    """A document's number as it is printed and as an order is spoken of."""
    order = _ORDER.fullmatch(number)
    if order is None:
        return [number]
    body = "国务院" if order["body"] == "国" else order["body"]
    n = order["number"]
    return [number, f"{body}令第{n}号", f"{body}第{n}号令", f"{body}令{n}号", f"{body}{n}号令"]


def without_region(name: str, regions: Sequence[str]) -> str:
    """A title without the region of its act before it."""
    for region in regions:
        for form in (region, REGION_SUFFIX.sub("", region)):
            if form and name.startswith(form):
                return name.removeprefix(form)
    return name


def wordings_of(piece: str) -> tuple[str, ...]:
    """``piece`` and what it says with common short forms written out."""
    forms = [piece] + ([piece.replace("的", "")] if "的" in piece else [])
    for short, full in TITLE_SHORT_FORMS:
        forms += [f.replace(short, full) for f in forms if short in f and full not in f]
    return tuple(dict.fromkeys(forms))


def is_cut_of(piece: str, title: str) -> bool:
    """Whether ``piece`` is the title with stretches left out: 陕西条例, 专利法细则.

    Pieces of at least two characters, in order; the last ends the title.
    """
    at, n = 0, 0
    while n < len(piece):
        size = next(
            (k for k in range(len(piece) - n, 1, -1) if title.find(piece[n : n + k], at) >= 0), 0
        )
        if not size:
            return False
        at = title.find(piece[n : n + size], at) + size
        n += size
    return title.endswith(piece[-2:])


def title_like(text: str) -> list[tuple[int, int]]:
    """Stretches that end in a kind of act, longest first."""
    places = []
    for match in _KIND.finditer(text):
        before = _HAN_BEFORE.search(text, max(0, match.start() - _LONGEST), match.start())
        if before and not _NOT_OF_TITLE.search(before.group() + match.group()):
            places.append((before.start(), match.end()))
    return sorted(places, key=lambda p: (p[0] - p[1], p[0]))
