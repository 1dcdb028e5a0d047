"""What the metadata of a source says otherwise than its text: told, while the text counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graph.model import FactSource, Head
from graph.names import canonical_title

COUNTS = "metadata and text disagree; the text counts"

_ONE = ("title", "document_number", "written", "published", "effective", "expires")
"""Fields of which a document has one."""
_SEVERAL = ("issuers", "regions")
_ALSO = {"written": "first_written", "effective": "first_effective"}
"""Under which name the text may say the same of the first version."""


def disagreements(head: Head) -> Iterator[str]:
    """One line for each field; none where the metadata names the act's first version."""
    for name in _ONE:
        given, read = _values(head, name, FactSource.METADATA), _values(head, name, FactSource.TEXT)
        known = read | _values(head, _ALSO.get(name, name), FactSource.TEXT)
        if given and read and not given & known:
            yield _line(name, given, read)
    for name in _SEVERAL:
        given, read = _values(head, name, FactSource.METADATA), _values(head, name, FactSource.TEXT)
        if given and read and not given & read:
            yield _line(name, given, read)


def _values(head: Head, name: str, source: FactSource) -> set[str]:
    form: Callable[[str], str] = canonical_title if name == "title" else str.strip
    return {form(f.value) for f in head.facts if f.field == name and f.source is source}


def _line(name: str, given: set[str], read: set[str]) -> str:
    said, printed = "、".join(sorted(given)), "、".join(sorted(read))
    return f"{name} {said} in the metadata, {printed} in the text: {COUNTS}"
