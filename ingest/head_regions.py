"""Where a document is valid or what it speaks of: regions of its issuers, else of its title."""

from __future__ import annotations

import re

from graph.gazetteer import NATION
from graph.model import Region
from graph.regions import find_regions, region_by_name
from ingest.facts import Facts

_CENTRAL = re.compile(
    r"^(?:中共中央|国务院|全国人民代表大会|最高人民|中央|国家|中国|科学技术部|科技部|财政部|教育部|"
    r"[\u4e00-\u9fff]{2,12}(?:部|总局|署|总署)(?:[\u4e00-\u9fff]{2,6}(?:中心|司|局))?$)"
)
# 关于洛阳市…的报告; 甲：…／乙：…; 江苏与四川的转化队伍
_BEFORE_REGION = re.compile(r"^(?:关于)?")
BETWEEN_TITLES = "／/；;|｜"
PARTS = re.compile(rf"[{BETWEEN_TITLES}]\s*")
"""Between the titles of several reports in one."""


def read_regions(facts: Facts, title: str) -> None:
    """Where it is valid: the issuers' regions; else the title's; else the manifest's."""
    for fact in list(facts.facts):
        region = _region_of_body(fact.value) if fact.field == "issuers" and fact.evidence else ""
        if region and fact.evidence:
            facts.text("regions", region, fact.evidence.spans[0], "发文机关")
    place = facts.place("title")
    if not facts.all("regions") and place:
        if facts.first("doc_type") in ("法律", "行政法规", "司法解释"):
            facts.text("regions", NATION, place, "文件类型")
        else:
            for region in _regions_of_title(title):
                facts.text("regions", region, place, "标题")
    for part in re.split(r"[;；、,，]", facts.given.get("region", "")):
        name = part.strip().rsplit("/", 1)[-1]
        if name:
            known = region_by_name(name)
            facts.metadata("regions", known.name if known else name)


def _regions_of_title(title: str) -> list[str]:
    """The regions that open the title or a part of it, each as narrow as it is named.

    >>> _regions_of_title("关于青岛市崂山区创新工作的报告"), _regions_of_title("江苏与四川的队伍")
    (['崂山区'], ['江苏省', '四川省'])
    """
    found: list[str] = []
    for part in PARTS.split(title):
        words = _BEFORE_REGION.sub("", part)
        end = 0
        for mention in find_regions(words):
            joined = mention.start == end + 1 and words[end] in "、和与" and end
            if mention.start != end and not joined:
                break
            region = _coded(mention.region)
            if found and 0 < end == mention.start:
                found.pop()  # 青岛市|崂山区: the wider one only says where the narrower is
            if region:
                found.append(region)
            end = mention.end
    return list(dict.fromkeys(found))


def _region_of_body(name: str) -> str:
    """全国 for a central body, the region that a local body's name starts with; else empty."""
    mentions = find_regions(name)
    if mentions and mentions[0].start == 0:
        return _coded(mentions[0].region)
    return NATION if _CENTRAL.match(name) else ""


def _coded(region: Region) -> str:
    """The region, or for a functional zone without a code the region that holds it."""
    return region.name if region.code else region.parent or ""
