"""National bodies, their branches and institutes, wherever a text names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph.institution_names import InstitutionMention, listed, longest_first, national_names


# 知识产权局 alone may be anybody's; a national name is not the tail of a longer one.
@cache
def _national_pattern() -> re.Pattern[str]:
    # Most characters begin no name: they are told first, before a hundred names are tried.
    begins = "".join(sorted({name[0] for name in national_names()}))
    return re.compile(
        rf"(?=[{begins}])(?<![省市区县厅])"
        rf"(?P<name>{longest_first([n for n in national_names() if len(n) > 2])}"
        # 集中办理 holds no 中办: a name of two characters stands alone.
        rf"|(?:(?<![\u4e00-\u9fff])|(?<=[、和由经与]))"
        rf"(?:{longest_first([n for n in national_names() if len(n) == 2])}))"
        r"(?!门|长(?!期)|分局|属(?!的)|级|院|业|间|保险监|保监|[^，。；、《》的]{0,10}(?:附属|医院|研究所|研究院|学院))"
    )


def nationwide(text: str) -> Iterator[InstitutionMention]:
    """Names that stand for a national body in a national document only: 发展改革委, 财政部门."""
    for match in _nationwide_pattern().finditer(text):
        yield InstitutionMention(*match.span(), listed().nationwide[match[0]])


@cache
def _nationwide_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\u4e00-\u9fff])(?:{longest_first(list(listed().nationwide))})"
        r"(?![\u4e00-\u9fff])|(?<=[、和])(?:"
        + longest_first(list(listed().nationwide))
        + r")(?=等|按|要|负责|牵头|会同|分别|和|[\d一二三四五六七八九十]+(?:个|家|部门))"
    )


# 国务院有关部门, 国务院…联席会议: classes and bodies within, not the State Council itself.
_WITHIN = re.compile(
    r"(?![和与及、]|各项|办公厅)[\u4e00-\u9fff]{0,16}?(?:部门|机关|联席会议|领导小组|各部委)"
)

# 国办发〔2018〕117号: a document's number names its issuer, and mentions nobody.
_NUMBER = re.compile(r"(?:规|明电|厅)?(?:发|函|字|电)[明电函字]?\s*[〔\[［【（(]\s*(?:19|20)\d\d")

# 有关国际标准化组织: any of them, not the one of that name.
_ANY_OF_THEM = re.compile(r"(?:有关|相关|其他)$")

_HOLDERS = frozenset({"国务院", "中央人民政府", "中央军事委员会", "中央军委"})

# 中国人民银行某某分行 is a body of its own.
_BRANCH = re.compile(r"[\u4e00-\u9fff]{2,4}(?:分行|支行|分局)")

# 中科院青岛能源所, 中国科学院某某研究所
_INSTITUTE = re.compile(
    r"(?:(?![等和与及的院])[\u4e00-\u9fff]){2,14}?(?:研究院|研究所|研究中心|(?<!场)所)"
    r"(?![有属在长需以称持])"
)


# 科学技术部|成果转化与区域创新司, 兵团|农业农村局
_DEPARTMENT = re.compile(
    r"(?![和与及、的])[\u4e00-\u9fff]{2,12}?(?:(?<!公)司(?![法长机令])|(?<![布格])局(?![长面部限]))"
)


def nationals(text: str) -> Iterator[InstitutionMention]:
    """Bodies of the list, with the branch or institute that follows."""
    for match in _national_pattern().finditer(text):
        if match["name"] in _HOLDERS and _WITHIN.match(text, match.end()):
            continue
        if _NUMBER.match(text, match.end()) or _ANY_OF_THEM.search(text, 0, match.start("name")):
            continue
        official = national_names()[match["name"]]
        branch = _BRANCH.match(text, match.end())
        if official == "中国科学院":
            branch = branch or _INSTITUTE.match(text, match.end())
        elif official.endswith("部") or official == "新疆生产建设兵团":
            branch = branch or _DEPARTMENT.match(text, match.end())
        if branch:
            yield InstitutionMention(match.start(), branch.end(), official + branch[0])
        else:
            yield InstitutionMention(*match.span("name"), official)
