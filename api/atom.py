"""News of the library as an Atom feed."""

from __future__ import annotations

from datetime import UTC, datetime

from feedgen.feed import FeedGenerator

from qa.analysis.changes import ChangedStatement, ChangeItem, ChangePage

CONTENT_TYPE = "application/atom+xml"


def atom_feed(page: ChangePage, *, address: str, about: str) -> bytes:
    """``address`` is where the feed is fetched; ``about`` names what it was narrowed to.

    The same page gives the same bytes: its day is that of the newest entry.
    """
    feed = FeedGenerator()
    feed.id(address)
    feed.title(f"政图 变化：{about}" if about else "政图 变化")
    feed.link(href=address, rel="self")
    feed.author(name="Zhengtu 政图")
    feed.updated(max((item.at for item in page.items), default=datetime(1970, 1, 1, tzinfo=UTC)))
    for item in page.items:
        entry = feed.add_entry(order="append")
        entry.id(item.id)
        entry.title(f"{item.label}：{item.title}")
        entry.updated(item.at)
        entry.link(href=f"urn:zhengtu:document:{item.document_id}", rel="related")
        entry.content(_told(item), type="text")
        for region in item.regions:
            entry.category(term=region)
    written: bytes = feed.atom_str(pretty=True)
    return written


def _told(item: ChangeItem) -> str:
    lines = [item.basis] if item.basis else []
    lines += [f"{c.field}：{c.before or '无'} → {c.after or '无'}" for c in item.head]
    lines += [f"+ {_said(statement)}" for statement in item.added]
    lines += [f"- {_said(statement)}" for statement in item.removed]
    if item.source:
        lines.append(f"“{item.source.quote}”")
    hidden = item.statements - len(item.added) - len(item.removed)
    if hidden > 0:
        lines.append(f"…… 另有 {hidden} 条")
    return "\n".join(_printable(line) for line in lines) or item.label


def _said(statement: ChangedStatement) -> str:
    return f"{statement.locator}：{statement.quote}" if statement.locator else statement.quote


def _printable(text: str) -> str:
    """Control characters cannot stand in XML."""
    return "".join(c for c in text if c >= " " or c in "\n\t")
