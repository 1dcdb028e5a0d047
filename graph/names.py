"""Canonical names and the ids made from them: two spellings of one name meet in one node."""

from __future__ import annotations

import re
import unicodedata

from graph.model import Institution, NodeKind, Person, Policy, Programme

_BLANK = re.compile(r"\s+")
_BRACKETS = str.maketrans({"〈": "《", "〉": "》", "<": "《", ">": "》", "＜": "《", "＞": "》"})
_MARKS = str.maketrans({"“": "", "”": "", "‘": "", "’": "", '"': "", "'": ""})

# (2015修正) （2020修订） （2019年修正本） （修订） : the version is not part of the work's name.
_VERSION = re.compile(
    r"[（(](?:\d{4}年?)?(?:第[一二三四五六七八九十]+次)?(?:修正|修订|修改|公布|发布)(?:本|版|稿)?[）)]$"
)
_COUNTRY = "中华人民共和国"


def fold(text: str) -> str:
    """Text for comparing: NFKC, lower case, without blanks and quotation marks.

    Offsets are lost; never store the result as a quote.
    """
    return _BLANK.sub("", unicodedata.normalize("NFKC", text)).translate(_MARKS).lower()


def canonical_title(title: str) -> str:
    """A policy's title without 《》 around it, blanks, and a version note at its end.

    >>> canonical_title("《中华人民共和国促进科技成果转化法》（2015修正）")
    '中华人民共和国促进科技成果转化法'
    """
    name = unicodedata.normalize("NFC", _BLANK.sub("", title)).translate(_BRACKETS)
    name = name.replace("(", "（").replace(")", "）")
    while True:
        bare = _VERSION.sub("", _strip_outer(name))
        if bare == name:
            return name
        name = bare


def short_title(title: str) -> str:
    """A policy's title as it is mostly cited: the canonical one without the country's name.

    >>> short_title("中华人民共和国促进科技成果转化法（2015修正）")
    '促进科技成果转化法'
    """
    name = canonical_title(title)
    return name.removeprefix(_COUNTRY) or name


def _strip_outer(name: str) -> str:
    """Take off 《》 where they enclose the whole title, and only then."""
    if not (name.startswith("《") and name.endswith("》")):
        return name
    depth = 0
    for n, character in enumerate(name):
        depth += {"《": 1, "》": -1}.get(character, 0)
        if depth == 0 and n < len(name) - 1:
            return name
    return name[1:-1]


def canonical_name(name: str) -> str:
    """A name of an institution, person, region or programme: NFC, half-width, no blanks."""
    bare = _BLANK.sub("", unicodedata.normalize("NFKC", name))
    # Once more: an accent joins the letter that a blank parted it from.
    return unicodedata.normalize("NFKC", bare).replace("(", "（").replace(")", "）")


def policy_id(title: str) -> str:
    """Id of the work with this title. 国家法律 are known with and without the country's name.

    >>> policy_id("促进科技成果转化法") == policy_id("中华人民共和国促进科技成果转化法")
    True
    """
    name = short_title(title)
    if not name:
        raise ValueError(f"no title in {title!r}")
    return f"policy:{name}"


def node_id(kind: NodeKind, name: str) -> str:
    """Id of a shared node from its kind and name, e.g. ``institution:科学技术部``."""
    if kind is NodeKind.POLICY:
        return policy_id(name)
    canonical = canonical_name(name)
    if not canonical:
        raise ValueError(f"no name for a {kind.value}")
    return f"{kind.value.lower()}:{canonical}"


def policy(title: str) -> Policy:
    """The node of the work with this title. Its name is its id's: one work, one name."""
    work = policy_id(title)
    return Policy(id=work, name=work.removeprefix("policy:"))


def institution(name: str) -> Institution:
    """The node of an institution, by its official name."""
    return Institution(id=node_id(NodeKind.INSTITUTION, name), name=canonical_name(name))


def person(name: str) -> Person:
    return Person(id=node_id(NodeKind.PERSON, name), name=canonical_name(name))


def programme(name: str) -> Programme:
    return Programme(id=node_id(NodeKind.PROGRAMME, name), name=canonical_name(name))
