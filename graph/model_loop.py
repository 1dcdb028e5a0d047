"""Where language models are waited for: one event loop in a thread of its own, with a deadline.

A client's own time-out begins anew with every byte, so a server that drips would never meet it.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from functools import cache
from queue import SimpleQueue
from typing import TypeVar

Item = TypeVar("Item")


def streamed(source: Callable[[], AsyncGenerator[Item, None]], seconds: float) -> Iterator[Item]:
    """What ``source`` gives, as it comes. Closing this iterator ends the source too.

    Raises what the source raises, and TimeoutError once it has taken ``seconds`` in all.
    """
    came: SimpleQueue[tuple[Item, ...]] = SimpleQueue()

    async def pass_on() -> None:
        async with asyncio.timeout(seconds), aclosing(source()) as items:
            async for item in items:
                came.put((item,))

    passing = asyncio.run_coroutine_threadsafe(pass_on(), _loop())
    passing.add_done_callback(lambda _: came.put(()))
    try:
        while item := came.get():
            yield item[0]
        passing.result()
    finally:
        passing.cancel()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """One for the process: LangChain shares its connections between the models of a process, and
    a connection belongs to the loop in which it was made.
    """
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="models", daemon=True).start()
    return loop
