"""What has become of the corrections that a store holds, and which of them can be taken back."""

from __future__ import annotations

from collections.abc import Sequence

from graph.corrected import Standing, concerns, corrected, standing
from graph.corrections import Correction
from graph.errors import InvalidInput
from graph.store import DocumentEntry, GraphStore


def standings(
    store: GraphStore, entries: Sequence[DocumentEntry]
) -> list[tuple[Correction, Standing]]:
    """Every correction with what has become of it, in the order in which they are applied.

    ``entries`` are those of the store.
    """
    texts: dict[str, str] = {}
    found = []
    for correction in store.corrections():
        about = [e for e in entries if concerns(correction, e.id, e.sha256)]
        held = [id_ for entry in about for id_ in entry.corrections]
        if correction.id not in held:
            for entry in about:
                texts.setdefault(entry.id, store.document(entry.id)[0].text)
        words = [texts[entry.id] for entry in about if entry.id in texts]
        found.append((correction, standing(correction, held, words)))
    return found


def check_undo(store: GraphStore, entries: Sequence[DocumentEntry], undo: Sequence[str]) -> None:
    """Raises InvalidInput where corrections that stay build on what is undone."""
    held = store.corrections()
    left = [correction for correction in held if correction.id not in undo]
    gone = [correction for correction in held if correction.id in undo]
    for entry in entries:
        if any(concerns(c, entry.id, entry.sha256) for c in gone):
            without = corrected(store.fragment(entry.id), left).curation.corrections
            if lost := set(entry.corrections) - set(undo) - set(without):
                raise InvalidInput(
                    f"{', '.join(sorted(lost))} corrects what {', '.join(sorted(undo))} says; "
                    "undo that first, or both together"
                )
