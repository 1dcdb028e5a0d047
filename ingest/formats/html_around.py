"""What a government page shows around its document: navigation, tools, related links, the foot."""

from __future__ import annotations

import re
from dataclasses import replace

from selectolax.lexbor import LexborNode

from ingest.formats.raw import RawLine

_NEVER_TEXT = (
    "script,style,noscript,template,iframe,svg,form,select,button,nav,footer,aside,head,object,"
    "audio,video,canvas,map"
)
_FURNITURE = re.compile(
    r"(?:^|[\s_\-])(?:nav|navbar|menu|footer|foot|bottom|breadcrumb|breadcrumbnav|crumbs?|share|"
    r"sidebar|related|recommend|copyright|toolbar|print|qrcode|ewm|pager|pagination|location|"
    r"position|top|top-?bar|toper|search|login|xgjd|xgwj|xglj|xgwd|jiathis|bdshare\w*|"
    r"friend-?links?|sitemap)(?:$|[\s_\-\d])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LARGEST_FURNITURE = 0.5
"""Of the page's sentences: a larger part is the document, whatever its class is called."""
# What the systems of government sites call the part that an editor fills.
_EDITED = re.compile(
    r"(?:^|[\s_\-])(?:trs[_\-]?(?:editor|ueditor|preappend|autoadd)|ucap[_\-]?content|pages[_\-]content|"
    r"zoom|vsb[_\-]content(?:_\d+)?|v[_\-]news[_\-]content|wp[_\-]articlecontent|ivs[_\-]content|"
    r"article[_\-]?(?:content|body|con|text)|news[_\-]?(?:content|text)|detail[_\-]?(?:content|con|text)|"
    r"content[_\-]?(?:text|body|txt|main)|text[_\-]?content|conttext|con[_\-]?txt|bt[_\-]content|"
    r"xxgk[_\-]?(?:content|nr)|view[_\-]TRS\w*)(?:$|[\s\d])",
    re.IGNORECASE,
)
_LEAST_EDITED = 0.4
"""Of the page's sentences that such a part must hold."""
_MOST_SENTENCES = 0.85
"""The document is the innermost part of the page that holds so much of its sentences."""
_SENTENCE_MARK = re.compile(r"[，。；：、]")

# 您现在的位置：首页 > 政策 | 来源：某局 | 浏览次数：88 | 字体：大 中 小 | 打印本页 关闭窗口
_TOOLS = re.compile(
    r"^(?:您?(?:现在|当前)?(?:所在)?的?位置[：: ]|当前位置|首页 ?[>＞»/]|【?(?:字体|字号)[：:】]?|"
    r"(?:扫一扫|分享到|打印|关闭|收藏|【?(?:打印|关闭))|无障碍|长者|"
    r"(?:上|下)一[篇条][：:]|责任编辑[：:]|(?:信息|文章|稿件)?来源[：:][^。，]{0,40}$)"
    r"|(?:浏览|阅读|点击)(?:次数|量|数)?[：:]|字体[：:]|视力保护色"
)
# 沙科规〔2023〕2号　　发布日期：2023-06-01　　阅读：88次
_APART = re.compile(r"[\u3000\u00a0\u2003|｜]+| {2,}")
_FOOT = re.compile(
    r"^(?:版权所有|主办(?:单位)?[：:]|承办(?:单位)?[：:]|技术支持[：:]|网站标识码|备案(?:序)?号|"
    r"相关(?:解读|文档|链接|阅读|信息|文件|附件下载|新闻|稿件|报道)|政策(?:解读|问答)$|图解$|友情链接|"
    r"扫一扫|分享到|打印本页|关闭窗口|【?(?:打印|关闭)|(?:上|下)一[篇条][：:]|Copyright|ICP备|"
    r"(?:网站地图|联系我们|关于我们))|公网安备|ICP备\d|网站标识码"
)
_LEAST_SHARE = 0.5
"""Of the lines, that stand before a foot: nothing is cut off by what stands further up."""


def without_furniture(body: LexborNode) -> None:
    """Take out the parts of the page whose names say that they are no part of the document."""
    for node in body.css(_NEVER_TEXT):
        node.decompose()
    total = _sentences(body)
    for node in body.css("[class],[id]"):
        if _FURNITURE.search(_name(node)) and _sentences(node) <= _LARGEST_FURNITURE * total:
            node.decompose()


def document_node(body: LexborNode) -> LexborNode:
    """The part that an editor filled; else the innermost one with nearly all sentences of the
    page. Links count for nothing.
    """
    total = _sentences(body)
    edited = [n for n in body.css("[class],[id]") if _EDITED.search(_name(n))]
    weighed = [(_sentences(n), -place, n) for place, n in enumerate(edited)]
    most = max(weighed, key=lambda w: w[:2], default=None)
    if most and most[0] >= max(1, _LEAST_EDITED * total):
        return most[2]
    return _innermost(body, _MOST_SENTENCES * total)


def without_tools(lines: list[RawLine], title: str) -> tuple[list[RawLine], int]:
    """The lines of the document, and how many around them were left out: what stands above its
    title, lines of tools, and the foot of the page.
    """
    bare = _bare(title)
    found = next((n for n, line in enumerate(lines) if bare and _bare(line.text) == bare), 0)
    above = lines[:found]
    begin = found if not any("。" in line.text for line in above) else 0
    kept = [part for line in lines[begin:] for part in _without_tools(line)]
    least = int(_LEAST_SHARE * len(kept)) + 1
    foot = next(
        (n for n in range(least, len(kept)) if _FOOT.search(kept[n].text.strip())), len(kept)
    )
    return kept[:foot], len(lines) - foot


def _without_tools(line: RawLine) -> list[RawLine]:
    """The line, or those parts of it, set apart by blanks, that are no tools of the page."""
    if not _TOOLS.search(line.text.strip()):
        return [line]
    parts = [part.strip() for part in _APART.split(line.text)]
    return [replace(line, text=part) for part in parts if part and not _TOOLS.search(part)]


def _innermost(body: LexborNode, least: float) -> LexborNode:
    node = body
    while True:
        inner = [child for child in node.iter() if _sentences(child) >= max(least, 1)]
        if len(inner) != 1 or inner[0].tag in ("p", "table", "tbody", "tr"):
            return node
        node = inner[0]


def _name(node: LexborNode) -> str:
    own = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    return f"{own} {_CAMEL.sub('-', own)}"


def _sentences(node: LexborNode) -> int:
    linked = sum(len(_SENTENCE_MARK.findall(a.text())) for a in node.css("a"))
    return len(_SENTENCE_MARK.findall(node.text())) - linked


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
