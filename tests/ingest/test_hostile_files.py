"""Files that are broken, or made to break: one clear line, or read as far as they hold."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from random import Random

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from graph.errors import UnreadableDocument
from ingest.formats.read import read_raw
from ingest.pipeline import Reading, read_fragment
from ingest.source import Source
from tests.ingest.test_formats import printed, word

RULES = ["第一条 甲应当报告乙。", "第二条 乙应当报告丙。"]
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(name: str, raw: bytes) -> Reading:
    return read_fragment(Source("doc", Path(name)), raw)


def filled(document: docx.document.Document) -> None:
    for rule in RULES:
        document.add_paragraph(rule)


def test_a_file_longer_than_any_document_is_refused_before_it_is_read() -> None:
    sentence = "登记机构应当保存记录。".encode()

    with pytest.raises(UnreadableDocument, match=r"3,300,000 characters; at most 3,000,000 .*part"):
        read("acts.txt", (sentence * 10 + b"\n") * 30_000)


# --- Word ---------------------------------------------------------------------------------------


def with_notes(document: docx.document.Document) -> None:
    for kind, name, tag, words in (
        (RELATIONSHIP_TYPE.FOOTNOTES, "footnotes", "footnote", "甲指登记机构。"),
        (RELATIONSHIP_TYPE.ENDNOTES, "endnotes", "endnote", "数据截至上年末。"),
    ):
        xml = (
            f'<w:{tag}s xmlns:w="{WORDS}"><w:{tag} w:type="separator" w:id="0"><w:p><w:r><w:t>'
            f"线</w:t></w:r></w:p></w:{tag}><w:{tag} w:id='1'><w:p><w:r><w:t>{words}</w:t></w:r>"
            f"</w:p></w:{tag}></w:{tag}s>"
        )
        kept = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
        place = PackURI(f"/word/{name}.xml")
        part = Part(place, kept, xml.encode(), document.part.package)
        document.part.relate_to(part, kind)


def with_box(document: docx.document.Document) -> None:
    """A text box as Word writes it: once for itself, once for programs that know no boxes."""
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = "<w:txbxContent><w:p><w:r><w:t>咨询电话见首页</w:t></w:r></w:p></w:txbxContent>"
    document.element.body.insert(
        0,
        parse_xml(
            f'<w:p xmlns:w="{WORDS}" xmlns:mc="{mc}"><w:r><mc:AlternateContent>'
            f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
            "</mc:AlternateContent></w:r></w:p>"
        ),
    )


def with_running_words(document: docx.document.Document) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "沙洲市政府公报"
    section.footer.paragraphs[0].text = "- 3 -"


def test_what_stands_beside_the_text_of_a_word_file_is_a_named_leftover() -> None:
    reading = read("a.docx", word(filled, with_notes, with_box, with_running_words))
    text = reading.fragment.document.text
    leftovers = {
        p.label: text[p.start : p.end]
        for p in reading.fragment.provisions
        if p.rank.value == "leftover"
    }

    assert leftovers == {
        "脚注": "甲指登记机构。",
        "尾注": "数据截至上年末。",
        "文本框": "咨询电话见首页",
        "页眉": "沙洲市政府公报",
    }
    assert text.startswith("\n".join(RULES))
    assert reading.coverage.characters == reading.coverage.placed + reading.coverage.leftover


def test_a_word_file_whose_words_all_stand_in_boxes_is_read_from_them() -> None:
    reading = read("a.docx", word(with_box))

    assert reading.fragment.document.text == "咨询电话见首页"


def repacked(member: str, content: bytes) -> bytes:
    """A Word file with one of its members replaced."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word(filled))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, content if name == member else old.read(name))
    return made.getvalue()


def test_a_word_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    bomb = repacked("word/document.xml", b" " * (65 << 20))

    assert len(bomb) < 1 << 20
    with pytest.raises(UnreadableDocument, match=r"unpacks to 66 MB.*split it"):
        read("a.docx", bomb)


def test_entities_that_unfold_are_not_unfolded() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "哈" * 10}">' for n in range(9))
    xml = (
        f'<!DOCTYPE w [{laughs}]><w:document xmlns:w="{WORDS}"><w:body><w:p><w:r><w:t>&a8;</w:t>'
        "</w:r></w:p></w:body></w:document>"
    )

    with pytest.raises(UnreadableDocument):
        read("a.docx", repacked("word/document.xml", xml.encode()))


def test_broken_xml_inside_of_a_word_file_is_told() -> None:
    with pytest.raises(UnreadableDocument, match="not a readable Word document"):
        read("a.docx", repacked("word/document.xml", b"<w:document"))


# --- Encodings ----------------------------------------------------------------------------------


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "nonsense"])
def test_a_page_in_gbk_is_read_whatever_it_declares(declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>' + "".join(
        f"<p>{rule}</p>" for rule in RULES
    )
    text = read("a.html", (page + "</body></html>").encode("gb18030")).fragment.document.text

    assert text.split("\n") == RULES


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_damaged_byte_costs_no_more_than_its_line_and_is_told(encoding: str) -> None:
    rule = "第{n}条 单位应当自收到申请之日起三十日内答复，奖励比例不得低于百分之六十。\n"
    raw = bytearray("".join(rule.format(n=n) for n in range(1, 60)).encode(encoding))
    raw[raw.index("答复".encode(encoding), 2000)] = 0xFF
    reading = read("a.txt", bytes(raw))

    assert reading.fragment.document.text.count("不得低于百分之六十") >= 58
    assert any("nobody can read" in gap for gap in reading.gaps)
    assert "\ufffd" not in reading.fragment.document.text


def test_a_file_of_damaged_bytes_is_refused() -> None:
    noise = bytes(range(1, 256)) * 20

    with pytest.raises(UnreadableDocument, match="convert the file to UTF-8"):
        read("a.txt", noise)


# --- Whatever happens to the bytes --------------------------------------------------------------


def damaged(raw: bytes, chance: Random) -> bytes:
    """Cut, overwritten, shortened or lengthened somewhere."""
    place, way = chance.randrange(len(raw)), chance.randrange(4)
    if way == 0:
        return raw[: place + 1]
    if way == 1:
        return raw[:place] + raw[place + chance.randrange(1, 300) :]
    noise = chance.randbytes(chance.randrange(1, 40))
    return raw[:place] + noise + raw[place + (len(noise) if way == 2 else 0) :]


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.html", "a.md"])
def test_damaged_files_are_read_or_refused_in_one_line(name: str) -> None:
    whole = {
        "a.docx": word(filled, with_notes, with_box),
        "a.pdf": printed([RULES * 3] * 2),
        "a.html": f"<html><body><p>{RULES[0]}</p><table><tr><td>甲</td></tr></table>".encode(),
        "a.md": "\n\n".join(["# 某办法", *RULES]).encode(),
    }[name]
    chance = Random(name)
    refused: list[str] = []
    for _ in range(60):
        try:
            read_raw(name, damaged(whole, chance))
        except UnreadableDocument as exc:
            refused.append(str(exc))

    assert refused
    assert not any("\n" in line for line in refused)
