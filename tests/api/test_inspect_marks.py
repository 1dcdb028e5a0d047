"""The text is cut at every change of statement, name or provision, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

from api.inspect.marks import Mark, marks, stretches
from graph.model import Fragment
from ingest.pipeline import read_fragment
from ingest.source import find_sources, read_bytes


def fragments(acts: Path) -> list[Fragment]:
    return [read_fragment(s, read_bytes(s)).fragment for s in find_sources([acts])]


def test_the_stretches_hold_every_word_in_order(acts: Path) -> None:
    for fragment in fragments(acts):
        shown = "".join(s.text for s in stretches(fragment, marks(fragment)))

        assert "".join(shown.split()) == "".join(fragment.document.text.split())


def test_a_stretch_lies_in_its_provision_and_starts_where_it_says(acts: Path) -> None:
    for fragment in fragments(acts):
        for stretch in stretches(fragment, marks(fragment)):
            end = stretch.start + len(stretch.text)

            assert fragment.document.text[stretch.start : end] == stretch.text
            if stretch.provision:
                assert stretch.provision.start <= stretch.start < end <= stretch.provision.end


def test_of_overlapping_marks_the_shortest_of_each_layer_shows(acts: Path) -> None:
    fragment = fragments(acts)[0]
    found = [
        Mark(0, 9, "Case", "long", stated=True),
        Mark(2, 4, "Measure", "measure", stated=True),
        Mark(2, 5, "Norm", "short", stated=True),
        Mark(4, 7, "Region", "name", stated=False),
    ]
    pieces = [piece for s in stretches(fragment, found) for piece in s.pieces][:5]
    text = fragment.document.text

    assert [p.text for p in pieces] == [
        text[a:b] for a, b in ((0, 2), (2, 4), (4, 5), (5, 7), (7, 9))
    ]
    assert [p.stated and p.stated.label for p in pieces] == [
        "long",
        "short",
        "short",
        "long",
        "long",
    ]
    assert [p.named and p.named.label for p in pieces] == [None, None, "name", "name", None]
    assert pieces[2].labels == ("long", "short", "name")
    assert pieces[1].labels == ("long", "measure", "short")
