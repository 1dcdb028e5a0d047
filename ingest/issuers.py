"""Who issued a document: from its title, the note under it, its order or its signature."""

from __future__ import annotations

import re

from graph.model import Document, Span

_BODY = (
    r"(?:中央|国务院|政府|办公厅|办公室|委员会|常委会|人大|[部局厅院署会委办科]|中心|协会|总社|联合会|"
    r"大学|银行|法院|检察院|集团公司)"
)
# 国务院办公厅关于…的意见, 科技部 财政部关于印发…的通知
_TITLE = re.compile(rf"^(?P<who>[^《》]{{2,80}}?{_BODY})(?=关于|印发|公告|令)")
_APART = re.compile(r"[、\s，]+(?=[^、\s，]{2,})")
_HAN_SMALL = r"[一二三四五六七八九十百\d]+"
_SESSION = re.compile(rf"第?{_HAN_SMALL}届|第{_HAN_SMALL}次(?:全体|常务)?(?:会议|全会).*$")
_ORDER = re.compile(rf"(?:令|公告)?(?:第? ?{_HAN_SMALL} ?号)?(?:令|公告)?$")
_COUNTRY = "中华人民共和国"
_COURT = re.compile(r"^(最高人民(?:法院|检察院))(?:审判|第)")
_NAME = re.compile(r"^[\u4e00-\u9fff（）]{2,40}$")
_ENDS_AS_BODY = re.compile(rf"{_BODY}$")
_NOT_A_BODY = re.compile(r"关于|决定|条例|办法|通知|会议|批准|规定|意见|根据|第")


def issuers_of_title(title: str) -> list[str]:
    """The bodies that stand before 关于 in a title.

    >>> issuers_of_title("中共中央 国务院关于构建要素市场的意见")
    ['中共中央', '国务院']
    """
    match = _TITLE.match(title)
    return split_names(match["who"]) if match else []


def split_names(text: str) -> list[str]:
    """Names of bodies side by side, parted by 、 or blanks; official names, each once."""
    names = [official_name(part) for part in _APART.split(text.strip())]
    return list(dict.fromkeys(name for name in names if name and _ENDS_AS_BODY.search(name)))


def issuer_of_event(actor: str) -> list[str]:
    """The bodies that acted, from the words before 通过, 公布 or 发布.

    >>> issuer_of_event("北京市第十五届人民代表大会常务委员会第十六次会议")
    ['北京市人民代表大会常务委员会']
    >>> issuer_of_event("中华人民共和国国务院令第306号")
    ['国务院']
    """
    actor = re.sub(r"[《〈<].*$", "", actor, flags=re.DOTALL)
    names = []
    for part in re.split(r"[、\n，]", actor):
        name = official_name(part)
        if name and _NAME.match(name) and _ENDS_AS_BODY.search(name) and not _odd(name):
            names.append(name)
    return list(dict.fromkeys(names))


def official_name(text: str) -> str:
    """A body's name without session, meeting and number of order."""
    court = _COURT.match(text.strip())
    if court:
        return court[1]
    name = _SESSION.sub("", re.sub(r"\s", "", text))
    name = _SESSION.sub("", name)
    name = _ORDER.sub("", name).replace("人大常委会", "人民代表大会常务委员会")
    if name.startswith(_COUNTRY) and name != _COUNTRY:
        name = name[len(_COUNTRY) :]
    return name


def signature(document: Document, closing: Span | None) -> list[tuple[str, Span]]:
    """The bodies that signed at the end, each with its place."""
    if closing is None:
        return []
    signed: list[tuple[str, Span]] = []
    offset = closing[0]
    for line in document.text[slice(*closing)].split("\n"):
        names = split_names(line) if _is_signature(line) else []
        signed += [(name, (offset, offset + len(line))) for name in names]
        offset += len(line) + 1
    return signed


def _is_signature(line: str) -> bool:
    return len(line) <= 45 and not re.search(r"[：:。；（）()《》]", line)


def _odd(name: str) -> bool:
    return bool(_NOT_A_BODY.search(name))
