"""A model server on loopback that says what a test lets it: true, hostile, broken.

It speaks the OpenAI protocol, and as much of Anthropic's and Ollama's as one answer needs, and
streams each reply in pieces.
"""

from __future__ import annotations

import json
import socket
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
    piece: int = 24
    """Characters of the reply in one chunk."""
    before: Callable[[str], None] = lambda _: None
    """Called with what has been sent before each further chunk: a test may hold it back."""
    break_after: int | None = None
    """Characters of the reply after which the connection breaks."""
    keepalive: float | None = None
    """Seconds between the marks of life that are sent instead of a reply, until nobody listens."""
    usage: tuple[int, int] | None = (1, 1)
    """Tokens of the request and of the reply, as it tells them; None for a server that does not."""
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
                if status == 200:
                    self._stream(asked)
                else:
                    self._send(status, b"{}")
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the client waited no longer

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _stream(self, asked: dict[str, Any]) -> None:
            ollama = self.path.endswith("/api/chat")
            self.close_connection = True  # there is no length, so the end of the stream is told so
            self.send_response(200)
            kind = "application/x-ndjson" if ollama else "text/event-stream"
            self.send_header("content-type", kind)
            self.end_headers()
            while behaviour.keepalive is not None:
                self.wfile.write(b": alive\n\n")
                time.sleep(behaviour.keepalive)
            written = _written(behaviour)
            if written is None:
                self.wfile.write(_event(behaviour.body or b""))
                return
            whole = written[: behaviour.break_after]
            speak = _ollama if ollama else _anthropic if "/messages" in self.path else _openai
            for sent, line in speak(asked, _pieces(whole, behaviour.piece), behaviour.usage):
                behaviour.before(whole[:sent])
                if sent == len(whole) < len(written):
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                self.wfile.write(line)

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


def _written(behaviour: Behaviour) -> str | None:
    """The JSON that the model writes; None where something else is sent."""
    if behaviour.body is not None:
        return None
    said = _said(behaviour, behaviour.asked[-1])
    return behaviour.arguments or json.dumps(said, ensure_ascii=False)


def _said(behaviour: Behaviour, told: dict[str, Any]) -> dict[str, Any]:
    if behaviour.reply is not None:
        return behaviour.reply(told)
    said = behaviour.speak(told)
    return {"sentences": [{"text": text, "citations": cited} for text, cited in said]}


def _pieces(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


_Usage = tuple[int, int] | None
_Lines = Iterator[tuple[int, bytes]]
"""How many characters of the reply went before, and the bytes of the next chunk."""


def _event(body: bytes, name: str = "") -> bytes:
    return (f"event: {name}\n".encode() if name else b"") + b"data: " + body + b"\n\n"


def _openai(asked: dict[str, Any], pieces: list[str], usage: _Usage) -> _Lines:
    name = asked["tools"][0]["function"]["name"]
    opening = {"index": 0, "id": "call_1", "type": "function"}

    def chunk(delta: dict[str, Any], ended: str | None = None) -> bytes:
        told: dict[str, Any] = {"id": "chat_1", "object": "chat.completion.chunk", "created": 1}
        told |= {"model": asked["model"]}
        told |= {"choices": [{"index": 0, "delta": delta, "finish_reason": ended}]}
        if ended and usage:
            named = zip(("prompt_tokens", "completion_tokens"), usage, strict=True)
            told["usage"] = dict(named) | {"total_tokens": sum(usage)}
        return _event(json.dumps(told).encode())

    sent = 0
    call = opening | {"function": {"name": name, "arguments": ""}}
    yield sent, chunk({"role": "assistant", "content": None, "tool_calls": [call]})
    for piece in pieces:
        yield sent, chunk({"tool_calls": [{"index": 0, "function": {"arguments": piece}}]})
        sent += len(piece)
    yield sent, chunk({}, "tool_calls") + _event(b"[DONE]")


def _anthropic(asked: dict[str, Any], pieces: list[str], usage: _Usage) -> _Lines:
    def event(name: str, **told: Any) -> bytes:
        return _event(json.dumps({"type": name, **told}).encode(), name)

    given, taken = usage or (0, 0)
    message: dict[str, Any] = {
        "id": "message_1",
        "type": "message",
        "role": "assistant",
        "content": [],
    }
    message |= {"model": asked["model"], "stop_reason": None, "stop_sequence": None}
    message |= {"usage": {"input_tokens": given, "output_tokens": 0}}
    use = {"type": "tool_use", "id": "use_1", "name": asked["tools"][0]["name"], "input": {}}
    sent = 0
    opening = event("message_start", message=message)
    yield sent, opening + event("content_block_start", index=0, content_block=use)
    for piece in pieces:
        delta = {"type": "input_json_delta", "partial_json": piece}
        yield sent, event("content_block_delta", index=0, delta=delta)
        sent += len(piece)
    stop = {"stop_reason": "tool_use", "stop_sequence": None}
    used = {"input_tokens": given, "output_tokens": taken}
    ended = event("message_delta", delta=stop, usage=used)
    yield sent, event("content_block_stop", index=0) + ended + event("message_stop")


def _ollama(asked: dict[str, Any], pieces: list[str], usage: _Usage) -> _Lines:
    def line(content: str, **told: Any) -> bytes:
        message = {"role": "assistant", "content": content}
        common = {"model": asked["model"], "created_at": "2026-01-01T00:00:00Z"}
        return json.dumps({**common, "message": message, "done": False, **told}).encode() + b"\n"

    given, taken = usage or (0, 0)
    sent = 0
    for piece in pieces:
        yield sent, line(piece)
        sent += len(piece)
    counts = {"prompt_eval_count": given, "eval_count": taken}
    yield sent, line("", done=True, done_reason="stop", **counts)
