"""Markdown: its marks are taken off, and what they said of a line is kept beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.formats.encoding import decode
from ingest.formats.plain import text_lines
from ingest.formats.raw import LineKind, RawLine, RawText, row_text

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:[\w\-]+[ \t]*:.*\n|[ \t\-].*\n)*---[ \t]*\n")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"^#{1,6}[ \t\u3000]+(?P<words>.+?)[ \t]*#*$")
_RULE = re.compile(r"^[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}|`{3,}\w*)$")
_QUOTE = re.compile(r"^[ \t]*>+[ \t]?")
_BULLET = re.compile(r"^[ \t]*[*+\-][ \t]+(?=\S)")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[(?P<words>[^\]]*)\]\((?:https?:|/|\.|#|mailto:)[^)]*\)")
_STRONG = re.compile(r"(?P<mark>\*\*|__)(?=\S)(?P<words>.+?)(?<=\S)(?P=mark)")
_EMPHASIS = re.compile(r"(?<![A-Za-z0-9*])\*(?=\S)(?P<words>[^*]+?)(?<=\S)\*(?![A-Za-z0-9*])")
_CODE = re.compile(r"`(?P<words>[^`]+)`")
_ESCAPE = re.compile(r"\\(?P<mark>[\\`*_{}\[\]()#+\-.!>|~])")
_BREAK = re.compile(r"<br\s*/?>")
_TABLE_LINE = re.compile(r"^[ \t]*\|(?P<cells>.+)\|[ \t]*$")
_TABLE_RULE = re.compile(r"^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*(?::?-{2,}:?)?[ \t]*$")


def read_markdown(raw: bytes) -> RawText:
    """Raises UnreadableDocument where the bytes are no text."""
    text = _FRONT_MATTER.sub("", decode(raw).replace("\r\n", "\n"))
    lines = [_line(line) for line in text_lines(_COMMENT.sub("", text))]
    return RawText(tuple(line for line in lines if line.text.strip()), "md")


def _line(line: RawLine) -> RawLine:
    if _RULE.match(line.text) or _TABLE_RULE.match(line.text):
        return _with(line, "")
    if heading := _HEADING.match(line.text):
        return _with(line, _inline(heading["words"]), LineKind.HEADING)
    if table := _TABLE_LINE.match(line.text):
        return _with(line, row_text([_inline(c) for c in table["cells"].split("|")]), LineKind.ROW)
    return _with(line, _inline(_BULLET.sub("", _QUOTE.sub("", line.text))))


def _with(line: RawLine, text: str, kind: LineKind = LineKind.TEXT) -> RawLine:
    return replace(line, text=text, kind=kind)


def _inline(text: str) -> str:
    text = _BREAK.sub(" ", _IMAGE.sub("", text))
    for pattern in (_LINK, _STRONG, _EMPHASIS, _CODE):
        text = pattern.sub(lambda m: m["words"], text)
    return _ESCAPE.sub(lambda m: m["mark"], text)
