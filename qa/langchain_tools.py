"""Zhengtu for LangChain programs: a retriever of passages with their source, and a tool that asks.

Needs the extra ``models``; importing this module without it raises MissingExtra.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from graph.errors import InvalidInput, MissingExtra
from graph.library import Library
from qa.answer import Answerer

try:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
except ImportError as exc:
    raise MissingExtra(
        "the LangChain retriever and tool need LangChain; pip install 'zhengtu[models]'"
    ) from exc
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.tools import BaseTool, StructuredTool, ToolException


class PolicyRetriever(BaseRetriever):
    """Passages by their words, best first, each with title, locator, regions and offsets.

    ``regions`` restricts to documents of these regions; empty takes all.
    """

    library: Library
    limit: int = 8
    regions: tuple[str, ...] = ()

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain hands it over
    ) -> list[Document]:
        entries = {
            entry.id: entry
            for entry in self.library.documents()
            if not self.regions or set(self.regions) & set(entry.head.regions)
        }
        inside = sorted(entries) if self.regions else None
        store = self.library.store
        found = []
        for hit in self.library.search(query, limit=self.limit, documents=inside):
            head = entries[hit.document_id].head
            text = store.document(hit.document_id)[0].text
            places = {p.id: p.locator for p in store.provisions(hit.document_id)}
            about: dict[str, Any] = {
                "document_id": hit.document_id,
                "title": head.title,
                "document_number": head.document_number,
                "doc_type": head.doc_type,
                "regions": list(head.regions),
                "locator": places.get(hit.provision_id, ""),
                "start": hit.start,
                "end": hit.end,
                "score": hit.score,
            }
            words = text[hit.start : hit.end]
            found.append(Document(page_content=words, metadata=about, id=hit.passage_id))
        return found


def ask_tool(answerer: Answerer) -> BaseTool:
    """A tool that gives the checked answer as the JSON of ``POST /v1/answers``.

    A question that breaks its own rules is told to the calling model; other errors are raised.
    """

    def ask(question: str, as_of: date | None = None, regions: list[str] | None = None) -> str:
        try:
            answer = answerer.ask(question, as_of=as_of, regions=regions or ())
        except InvalidInput as exc:
            raise ToolException(str(exc)) from exc
        return json.dumps(answer.as_json(), ensure_ascii=False)

    return StructuredTool.from_function(
        ask,
        name="zhengtu_ask",
        description=(
            "回答中国科技成果转化政策问题，每句附出处原文；库中没有答案时 status 为 not_found。"
            "question：中文问题；as_of：按哪一天的有效文本回答（YYYY-MM-DD）；"
            "regions：只看这些地区，如 北京市。"
        ),
        handle_tool_error=True,
    )
