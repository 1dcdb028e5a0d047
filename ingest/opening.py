"""Where the head of a document ends, and where its closing begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.numbering import Mark
from ingest.units import Unit

# 2019年11月27日 北京市…通过, （1991年3月4日…发布 2018年9月6日…修订通过）, 2016年3月1日 施行
_NOTE = re.compile(
    r"(?:通过|批准|公布|发布|颁布|修正|修订|修改|施行|实施|印发|废止|备案)[）)]?[。]?$"
)
_DATED = re.compile(r"^[（(]?(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})年")
_NUMBER = re.compile(
    r"[〔\[［【（(]\d{4}[〕\]］】）)] ?(?:第 ?)?\d+ ?号$"
    r"|^第 ?[一二三四五六七八九十百\d]+ ?号$|令第? ?\d+ ?号$"
)
# 各省、自治区、直辖市人民政府，国务院各部委：
_ADDRESSEE = re.compile(r"^[^。；]{2,400}[：:]$")
_BODY_NAME = re.compile(r"政府|部委|委员会|[厅局部委院校会社署]、|各|机构|单位|兵团|部门|公司|法院")
# 现将修订后的《…》公布，自2019年3月1日起施行。
_ORDER = re.compile(
    r"(?:公布|发布|颁布|印发).{0,40}(?:施行|实施|生效|执行)。?$|(?:现予|予以)(?:公布|发布|公告)。?$"
)
_CLOSING = re.compile(
    r"^[（(](?:此件|本文|此文|联系|信息公开)[^）)]*[）)]$|^(?:抄送|主送|联系人|联系电话|附件)[：:]"
)
_SIGNED = re.compile(
    r"(?:中央|国务院|政府|办公厅|办公室|委员会|[部局厅院署会委办科]|中心|协会|大学|银行|集团|公司)$"
)
_RELEASE = re.compile(r"^[（(].{2,30}[）)]$")
_LONGEST_LINE = 45
_SHORTEST_PROSE = 25
"""Characters of a sentence with which the text itself begins, where nothing is numbered."""
_LONGEST_CLOSING = 12
"""Units; a signature block with its notes is not longer."""


def opening_end(found: Sequence[Unit]) -> int:
    """Index of the first unit behind the head: title, number, 题注, order, addressees, contents."""
    first = next(
        (n for n, u in enumerate(found) if u.label and not u.toc and not is_note(u) and n > 0),
        len(found),
    )
    contents = next((n for n, u in enumerate(found[:first]) if u.toc), first)
    if all(u.toc for u in found[contents:first]):
        first = contents
    end = 0
    # Orders and notices stand before the articles of an act; prose of others is their text.
    is_act = any(u.mark is Mark.ARTICLE or u.toc for u in found)
    for n, unit in enumerate(found[:first]):
        if n == 0 or unit.toc or is_head_line(unit):
            end = n + 1
        elif (first == len(found) or not is_act) and _is_prose(unit):
            break
    return end


def _is_prose(unit: Unit) -> bool:
    return unit.is_sentence and len(unit.words) >= _SHORTEST_PROSE


def is_head_line(unit: Unit) -> bool:
    words = unit.words
    if is_note(unit) or _ORDER.search(words):
        return True
    if unit.is_sentence:
        return bool(
            _ADDRESSEE.match(words) and _BODY_NAME.search(words) and "现" not in words[-12:]
        )
    return len(words) <= _LONGEST_LINE or bool(
        words.startswith(("（", "(")) and _DATED.match(words)
    )


def is_note(unit: Unit) -> bool:
    """A line of the 题注, or a 发文字号."""
    dated = bool(_DATED.match(unit.words)) and bool(_NOTE.search(unit.words))
    return dated or bool(_NUMBER.search(unit.words) and len(unit.words) <= _LONGEST_LINE)


def closing_start(found: Sequence[Unit], body: int) -> int:
    """Index of the first unit of the closing: signature, date, notes of release, before annexes.

    ``len(found)`` where there is none.
    """
    stop = next(
        (n for n in range(body, len(found)) if found[n].mark is Mark.ANNEX and n > body), len(found)
    )
    start = stop
    for n in range(stop - 1, max(body, stop - _LONGEST_CLOSING) - 1, -1):
        if not _is_closing(found[n]):
            break
        start = n
    start = _annexes_named(found, body, start)
    return start if start < stop else len(found)


def _annexes_named(found: Sequence[Unit], body: int, start: int) -> int:
    """Where 附件：1.… 2.… begins that ends right before ``start``; else ``start``."""
    n = start - 1
    while n > body and found[n].mark is Mark.NUMBER and _is_name(found[n]):
        n -= 1
    if n < body:
        return start
    unit = found[n]
    named = not unit.label and unit.words.startswith(("附件：", "附件:"))
    return n if named and _is_name(unit) else start


def _is_name(unit: Unit) -> bool:
    return not unit.is_sentence and len(unit.words) <= _LONGEST_LINE


def _is_closing(unit: Unit) -> bool:
    words = unit.words
    if unit.label or unit.toc:
        return False
    if _CLOSING.match(words) or _RELEASE.match(words):
        return True
    if len(words) > _LONGEST_LINE or unit.is_sentence:
        return False
    return bool(_SIGNED.search(words)) or bool(
        re.fullmatch(r"[\d年月日〇○零一二三四五六七八九十 ]{6,14}", words)
    )
