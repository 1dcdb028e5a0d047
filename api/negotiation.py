"""Which of several forms of one thing a client is given, by its Accept header (RFC 9110)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fastapi import HTTPException


def chosen(accept: str | None, offered: Sequence[str]) -> str:
    """The media type among those offered, the best first, that the client likes best.

    Raises HTTPException 406 where it accepts none of them.
    """
    ranges = list(_ranges(accept or "*/*"))
    liked = [(_liking(ranges, media_type), media_type) for media_type in offered]
    best = max(quality for quality, _ in liked)
    if best <= 0:
        raise HTTPException(406, f"nothing here is {accept!r}; accept one of: {', '.join(offered)}")
    return next(media_type for quality, media_type in liked if quality == best)


def _ranges(accept: str) -> Iterator[tuple[str, str, float]]:
    """(type, subtype, quality) of each range; what is not well-formed is passed over."""
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        type_, slash, subtype = media.partition("/")
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        if slash and _is_quality(quality):
            yield type_, subtype, float(quality)


def _is_quality(written: str) -> bool:
    return written.isascii() and written.replace(".", "", 1).isdigit() and float(written) <= 1


def _liking(ranges: Sequence[tuple[str, str, float]], media_type: str) -> float:
    """The quality of the most specific range that fits; 0 where none does."""
    type_, _, subtype = media_type.partition("/")
    fitting = [
        (range_subtype != "*", range_type != "*", quality)
        for range_type, range_subtype, quality in ranges
        if range_type in ("*", type_) and range_subtype in ("*", subtype)
    ]
    return max(fitting)[2] if fitting else 0.0
