"""The box of a government page that tells a document's number, dates and force beside its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.formats.raw import RawLine

_TOLD = {
    **dict.fromkeys(("发文机关", "发文单位", "制发机关", "发布机构", "发布机关"), "发文机关"),
    **dict.fromkeys(("成文日期", "成文时间", "制发日期"), "成文日期"),
    **dict.fromkeys(("发文字号", "文号", "文件编号", "发文文号"), "发文字号"),
    **dict.fromkeys(("公布日期", "发布日期", "发布时间", "印发日期", "公开日期"), "公布日期"),
    **dict.fromkeys(("有效性", "时效性", "效力状态", "文件状态", "是否有效"), "有效性"),
    **dict.fromkeys(("施行日期", "生效日期", "实施日期", "生效时间", "施行时间"), "施行日期"),
    **dict.fromkeys(("失效日期", "废止日期", "失效时间", "废止时间"), "失效日期"),
}
"""Label of a site → the label under which the text keeps it."""
_OTHERS = frozenset(
    {
        *("索引号", "信息索引号", "主题分类", "主题词", "关键词", "标题", "名称", "信息名称"),
        *("统一编号", "规范性文件编号", "登记号", "统一登记号", "体裁分类", "服务对象", "公开方式"),
        *("公开范围", "信息分类", "组配分类", "文件类型", "内容概述", "生成日期", "公开责任部门"),
    }
)
"""Labels whose values the site needs and the reader of the document does not."""
_LABELS = frozenset({*_TOLD, *_OTHERS})
_LABEL = re.compile(r"[\s：:【】\[\]]")
# 发文字号：临政发〔2024〕3号, all in one element
_WHOLE = re.compile(
    r"^\s*(?P<label>[\u4e00-\u9fff][\u4e00-\u9fff\s]{1,14}?)\s*[：:]\s*(?P<value>\S.*)$"
)
# 发布时间：2024-03-08 09:21|　来源：市科技局
_NEXT = re.compile(r"\s+\d{1,2}:\d\d|\s+(?=[^\s：:]{2,8}[：:])")
_LONGEST_VALUE = 60
_LONGEST_BOX = 900
"""Characters of a part of the page that holds such labels and nothing of the document."""
_BOXES = ("table", "ul", "dl", "div", "section")


def taken_fields(tree: LexborHTMLParser) -> list[RawLine]:
    """The fields as lines, each label once; what held them is taken out of the page."""
    values: dict[str, str] = {}
    boxes: list[LexborNode] = []
    for node in tree.css("td,th,dt,dd,li,p,span,b,strong,em,label,div"):
        if len(words := node.text()) > _LONGEST_VALUE + 20:
            continue
        label, value = _field(node, words)
        if not label or not value or _LABEL.sub("", value) in _LABELS:
            continue
        if label in _TOLD:
            values.setdefault(_TOLD[label], value)
        boxes += [box for box in _above(node) if box.tag in _BOXES][:1]
    for box in boxes:
        words = box.text()
        if len(words) <= _LONGEST_BOX and "。" not in words:
            box.decompose()
    return [RawLine(f"{label}：{value}") for label, value in values.items()]


def _field(node: LexborNode, words: str) -> tuple[str, str]:
    label = _LABEL.sub("", words)
    if label in _LABELS:
        return label, _beside(node)
    whole = _WHOLE.match(words)
    label = _LABEL.sub("", whole["label"]) if whole else ""
    if whole and label in _LABELS:
        value = " ".join(_NEXT.split(whole["value"])[0].split())
        return label, value if len(value) <= _LONGEST_VALUE else ""
    return "", ""


def _above(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def _beside(node: LexborNode) -> str:
    following = node.next
    while following is not None:
        words = " ".join(following.text().split()).lstrip("：: ")
        if words:
            return words if len(words) <= _LONGEST_VALUE else ""
        following = following.next
    return ""
