"""A model server on loopback that says what a test lets it: true, hostile, broken.

It speaks the OpenAI protocol, and as much of Anthropic's and Ollama's as one answer needs.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Said = list[tuple[str, list[int]]]
"""Sentences with the numbers of the evidence that they cite."""
Speaker = Callable[[dict[str, Any]], Said]
"""From what the model was told (``question``, ``evidence``, …) to what it says."""


@dataclass(slots=True)
class Behaviour:
    """What the server does next; a test sets it."""

    speak: Speaker = lambda _: []
    reply: Callable[[dict[str, Any]], dict[str, Any]] | None = None
    """Sent instead of sentences, from what the model was told: for another form than answers."""
    status: int = 200
    fail_first: int = 0
    """Requests that are answered with 500 before it behaves."""
    delay: float = 0.0
    """Seconds before it answers."""
    body: bytes | None = None
    """Sent instead of a chat completion."""
    arguments: str | None = None
    """Sent instead of the sentences as JSON."""
    asked: list[dict[str, Any]] = field(default_factory=list)
    """What the model was told, request by request."""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ModelServer:
    url: str
    behaviour: Behaviour


@contextmanager
def serving_model() -> Iterator[ModelServer]:
    behaviour = Behaviour()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            behaviour.bodies.append(asked)
            behaviour.headers.append(dict(self.headers.items()))
            behaviour.asked.append(json.loads(asked["messages"][-1]["content"]))
            time.sleep(behaviour.delay)
            failing = len(behaviour.bodies) <= behaviour.fail_first
            status = 500 if failing else behaviour.status
            try:
                self._send(status, _reply(self.path, behaviour, asked) if status == 200 else b"{}")
            except BrokenPipeError:
                self.close_connection = True  # the client waited no longer

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield ModelServer(f"http://127.0.0.1:{server.server_port}/v1", behaviour)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _reply(path: str, behaviour: Behaviour, asked: dict[str, Any]) -> bytes:
    if behaviour.body is not None:
        return behaviour.body
    sentences = _said(behaviour, behaviour.asked[-1])
    if path.endswith("/api/chat"):
        return json.dumps(_ollama(asked, sentences)).encode() + b"\n"
    if path.endswith("/messages"):
        return json.dumps(_anthropic(asked, sentences)).encode()
    arguments = behaviour.arguments or json.dumps(sentences, ensure_ascii=False)
    return json.dumps(_openai(asked, arguments)).encode()


def _said(behaviour: Behaviour, told: dict[str, Any]) -> dict[str, Any]:
    if behaviour.reply is not None:
        return behaviour.reply(told)
    said = behaviour.speak(told)
    return {"sentences": [{"text": text, "citations": cited} for text, cited in said]}


def _openai(asked: dict[str, Any], arguments: str) -> dict[str, Any]:
    name = asked["tools"][0]["function"]["name"]
    call = {
        "id": "call_1",
        "type": "function",
        "function": {"name": name, "arguments": arguments},
    }
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    return {
        "id": "chat_1",
        "object": "chat.completion",
        "created": 1,
        "model": asked["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls"}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }


def _anthropic(asked: dict[str, Any], sentences: object) -> dict[str, Any]:
    use = {"type": "tool_use", "id": "use_1", "name": asked["tools"][0]["name"], "input": sentences}
    return {
        "id": "message_1",
        "type": "message",
        "role": "assistant",
        "model": asked["model"],
        "content": [use],
        "stop_reason": "tool_use",
        "stop_sequence": None,
        "usage": {"input_tokens": 1, "output_tokens": 1},
    }


def _ollama(asked: dict[str, Any], sentences: object) -> dict[str, Any]:
    return {
        "model": asked["model"],
        "created_at": "2026-01-01T00:00:00Z",
        "message": {"role": "assistant", "content": json.dumps(sentences)},
        "done": True,
        "done_reason": "stop",
    }
