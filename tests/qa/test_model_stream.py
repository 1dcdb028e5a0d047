"""A model's answer as it is written: sentence by sentence, within a time and a budget, unharmed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.errors import ModelBudgetSpent, ModelUnavailable
from graph.library import Library
from graph.model_budget import ModelBudget
from graph.model_choice import ModelChoice
from qa.answer import Answerer
from qa.told.reply import Answer, Status
from qa.told.steps import Step, Told
from tests.model_server import ModelServer, Said, serving_model

TODAY = date(2026, 6, 1)
SHARE = "甘肃省转让职务科技成果，净收入至少拿出多大比例奖励完成人？"
DIRECT = "应当从转让净收入中提取不低于65%的比例奖励完成人"
TITLED = "《甘肃省技术成果推广条例》第七条规定，不低于65%"
FALSE = "奖励所得一律免税"
PROVIDERS = ("openai", "deepseek", "anthropic", "ollama")


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with serving_model() as serving:
        yield serving


def choice(server: ModelServer, provider: str = "openai", **given: Any) -> ModelChoice:
    bare = provider in ("anthropic", "ollama")
    url = server.url.removesuffix("/v1") if bare else server.url
    model = ModelChoice(name=f"{provider}:invented", base_url=url, timeout=20, retries=0)
    return replace(model, **given)


def asking(library: Library, model: ModelChoice) -> Answerer:
    return Answerer(library, today=lambda: TODAY, model=model)


def saying(*texts: str) -> Callable[[dict[str, Any]], Said]:
    """A model that says these sentences and cites all that it was told."""
    return lambda told: [(text, [e["n"] for e in told["evidence"]]) for text in texts]


def told(steps: Iterator[Step]) -> list[str]:
    return [step.sentence.text for step in steps if isinstance(step, Told)]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_sentence_is_told_before_the_model_has_written_the_next(
    library: Library, server: ModelServer, provider: str
) -> None:
    shown = threading.Event()
    in_time: list[bool] = []

    def hold_back_the_second(sent: str) -> None:
        if "}" in sent:
            in_time.append(shown.wait(10))

    server.behaviour.speak = saying(DIRECT, TITLED)
    server.behaviour.before = hold_back_the_second
    texts = []
    for step in asking(library, choice(server, provider)).steps(SHARE, method="model"):
        if isinstance(step, Told):
            texts.append(step.sentence.text)
            shown.set()

    assert texts == [f"{DIRECT}。", f"{TITLED}。"]
    assert in_time
    assert all(in_time)


@pytest.mark.parametrize("piece", [1, 5, 4000])
def test_however_it_is_cut_the_stream_tells_what_the_whole_holds(
    library: Library, server: ModelServer, piece: int
) -> None:
    server.behaviour.piece = piece
    server.behaviour.speak = saying(DIRECT, FALSE, TITLED)
    steps = list(asking(library, choice(server)).steps(SHARE, method="model"))
    whole = steps[-1]

    assert isinstance(whole, Answer)
    assert whole.status is Status.PARTIAL
    assert told(iter(steps)) == [s.text for s in whole.sentences] == [f"{DIRECT}。", f"{TITLED}。"]


def test_a_sentence_without_the_number_waits_for_the_one_that_gives_it(
    library: Library, server: ModelServer
) -> None:
    bare = "转让职务科技成果应当从转让净收入中提取"
    server.behaviour.speak = saying(bare, DIRECT)
    numbered = told(asking(library, choice(server)).steps(SHARE, method="model"))
    server.behaviour.speak = saying(bare, FALSE)
    alone = told(asking(library, choice(server)).steps(SHARE, method="model"))

    assert numbered == [f"{bare}。", f"{DIRECT}。"]
    assert alone == []


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_connection_that_breaks_is_an_error_and_no_shorter_answer(
    library: Library, server: ModelServer, provider: str
) -> None:
    server.behaviour.speak = saying(DIRECT, TITLED)
    server.behaviour.break_after = len(DIRECT) + 60
    steps = asking(library, choice(server, provider)).steps(SHARE, method="model")
    seen: list[Step] = []

    with pytest.raises(ModelUnavailable, match="invented"):
        seen.extend(steps)  # what came before stays in the list
    assert told(iter(seen)) == [f"{DIRECT}。"]
    assert not any(isinstance(step, Answer) for step in seen)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param('{"sentences": [{"text": "奖励比例为90%", "citations": [1]}', id="no end"),
        pytest.param('{"sentences": [{"text": "奖励比例为90%", "citations": [1]}, 7]}', id="7"),
        pytest.param(
            '{"sentences": [{"text": "奖励比例为90%", "citations": [1]}]} 另外：所得免税',
            id="prose behind",
        ),
        pytest.param('{"sentences": [], "sentences": 5}', id="a key twice"),
    ],
)
def test_what_ends_in_another_form_shows_nothing_unchecked(
    library: Library, server: ModelServer, written: str
) -> None:
    server.behaviour.arguments = written
    seen: list[Step] = []

    with pytest.raises(ModelUnavailable, match="agreed form"):
        seen.extend(asking(library, choice(server)).steps(SHARE, method="model"))
    assert told(iter(seen)) == []


def test_a_reply_that_does_not_end_is_cut_off(library: Library, server: ModelServer) -> None:
    server.behaviour.arguments = '{"sentences": [{"text": "' + "{}" * 40_000
    server.behaviour.piece = 50
    model = choice(server, max_tokens=64)

    with pytest.raises(ModelUnavailable, match="did not end"):
        asking(library, model).ask(SHARE, method="model")


@pytest.mark.parametrize("provider", ["openai", "anthropic"])
def test_marks_of_life_do_not_hold_an_answer_for_ever(
    library: Library, server: ModelServer, provider: str
) -> None:
    server.behaviour.keepalive = 0.05

    with pytest.raises(ModelUnavailable, match="did not answer"):
        asking(library, choice(server, provider, timeout=0.5)).ask(SHARE, method="model")


def test_who_stops_listening_ends_the_request(library: Library, server: ModelServer) -> None:
    gone = threading.Event()
    ended = threading.Event()

    def wait(sent: str) -> None:
        if "}" in sent and not gone.wait(10):
            ended.set()

    server.behaviour.piece = 8
    server.behaviour.speak = saying(DIRECT, *[TITLED] * 20)
    server.behaviour.before = wait
    steps = asking(library, choice(server)).steps(SHARE, method="model")
    first = next(step for step in steps if isinstance(step, Told))
    steps.close()
    gone.set()

    assert first.sentence.text == f"{DIRECT}。"
    assert not ended.is_set()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_tokens_of_the_day_are_counted_and_then_refused(
    library: Library, server: ModelServer, provider: str, tmp_path: Path
) -> None:
    server.behaviour.speak = saying(DIRECT)
    server.behaviour.usage = (70, 30)
    budget = ModelBudget(tmp_path / "tokens.sqlite", 100)
    answerer = asking(library, choice(server, provider, budget=budget))
    first = answerer.ask(SHARE, method="model")

    assert first.status is Status.ANSWERED
    assert budget.spent() == 100
    with pytest.raises(ModelBudgetSpent, match="100 tokens today"):
        answerer.ask(SHARE, method="model")
    assert len(server.behaviour.asked) == 1


def test_what_a_server_does_not_count_is_counted_by_its_characters(
    library: Library, server: ModelServer, tmp_path: Path
) -> None:
    server.behaviour.speak = saying(DIRECT)
    server.behaviour.usage = None
    budget = ModelBudget(tmp_path / "tokens.sqlite", 100_000)
    asking(library, choice(server, budget=budget)).ask(SHARE, method="model")
    evidence = sum(len(e["quote"]) for e in server.behaviour.asked[0]["evidence"])

    assert evidence + len(DIRECT) < budget.spent() < 20_000


def test_a_request_that_fails_counts_too(
    library: Library, server: ModelServer, tmp_path: Path
) -> None:
    server.behaviour.status = 500
    budget = ModelBudget(tmp_path / "tokens.sqlite", 100_000)

    with pytest.raises(ModelUnavailable):
        asking(library, choice(server, budget=budget)).ask(SHARE, method="model")
    assert budget.spent() > 0


@pytest.mark.parametrize("calls", [1, 3])
def test_a_model_is_asked_so_often_for_one_answer_and_no_more(
    library: Library, server: ModelServer, calls: int
) -> None:
    server.behaviour.speak = saying(FALSE)
    answer = asking(library, choice(server, calls_per_answer=calls)).ask(SHARE, method="model")

    assert answer.status is Status.NOT_FOUND
    assert len(server.behaviour.asked) == calls


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_request_that_fails_in_passing_is_made_again(
    library: Library, server: ModelServer, provider: str
) -> None:
    server.behaviour.fail_first = 1
    server.behaviour.speak = saying(DIRECT)
    model = choice(server, provider, retries=1)
    answer = asking(library, model).ask(SHARE, method="model")

    assert answer.status is Status.ANSWERED
    assert len(server.behaviour.bodies) == 2
