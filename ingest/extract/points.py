"""A sentence's points: 一是…；二是…, 有的…，有的…, each with its place, and who says them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Span
from ingest.extract.body import Sentence

# 一是…；二是… | 一方面，…；另一方面，… | 有的…，有的…: each point is a statement of its own.
POINT = re.compile(
    r"(?:^|(?<=[，；。：:]))(?:[一二三四五六七八九]是|其[一二三四五]，?|第[一二三四五六七八九]，|首先，?|其次，?|再次，?|最后，|一方面，?|另一方面，?|"
    r"同时，|此外，|另外，|(?=有的)|(?=[他她](?:还|也)?(?:建议|呼吁|希望)))"
)

# 课题组建议，… | 某大学教授某某认为，应当… | 业内专家呼吁…
_SAYS = re.compile(
    r"^(?P<who>[^，。；：“”]{2,48}?)(?:也|还|则|均|普遍)?(?P<verb>建议|认为|呼吁|主张|提出|表示|指出|强调|坦言|反映|希望|期待|期盼|倡议|提议|说)[，：,]?"
)

_WHO_NOT = re.compile(
    r"^(?:同时|此外|因此|为此|下一步|未来|今后|我们|笔者|本文|并|对此|另外|据此|针对|提出|希望|期待)|应当?|要|可以|需|向|的$"
)


def points(sentence: Sentence) -> Iterator[Span]:
    """The sentence's points, without the words that count them. Offsets into the document."""
    marks = list(POINT.finditer(sentence.text))
    ends = [m.start() for m in marks[1:]] + [len(sentence.text)]
    if not marks:
        yield sentence.start, sentence.end
        return
    if marks[0].start() > 0:
        yield sentence.start, sentence.start + marks[0].start()
    for mark, end in zip(marks, ends, strict=True):
        if mark.end() < end:
            yield sentence.start + mark.end(), sentence.start + end


def halves(sentence: Sentence) -> Iterator[Span]:
    """The points of a sentence, also where only ； parts them."""
    for start, end in points(sentence):
        words = sentence.text[start - sentence.start : end - sentence.start]
        for part in re.finditer(r"[^；]+", words):
            yield start + part.start(), start + part.end()


def trimmed(text: str, span: Span) -> Span:
    start, end = span
    while end > start and text[end - 1] in " \u3000\n，；、":
        end -= 1
    while start < end and text[start] in " \u3000\n，；、":
        start += 1
    return start, end


# 她还|呼吁
_PRONOUN = re.compile(r"^[他她](?:们)?(?:还|也|又|则)?$")


def who_speaks(said: str, before: str) -> str:
    """The speaker, or the one named before where only 他 or 她 is printed."""
    return before if before and _PRONOUN.match(said) else said


def plain_words(text: str) -> str:
    return re.sub(r"\s+", "", text).rstrip("。；")


# 对此，|某某建议，…; 会上，|某某指出…
_BEFORE_WHO = re.compile(
    r"^(?:对此|为此|据此|因此|同时|此外|采访中|会上|座谈会上|座谈中|调研中|[^，。；“”]{2,16}(?:时|之余|当天|之后))，"
)


def said_by(text: str) -> re.Match[str] | None:
    """Who says something and how, at the start of a sentence or behind its circumstance."""
    before = _BEFORE_WHO.match(text)
    return _SAYS.match(text[before.end() :]) if before else _SAYS.match(text)


def speaker(text: str) -> str:
    """Who says it, as printed; empty where nobody is named."""
    match = said_by(text)
    if match is None or _WHO_NOT.search(match["who"]):
        return ""
    return match["who"]
