"""Conversations and streams over HTTP: what goes on from what, and events in their order."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.conversations import Conversations

FIRST = "青海省转让成果，奖励完成成果的人员的比例最低是多少？"
NAME = "talk-0001-of-a-test"


def asked(client: TestClient, **body: Any) -> dict[str, Any]:
    response = client.post("/v1/answers", json=body)
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json()
    return told


def events(client: TestClient, **body: Any) -> list[tuple[str, Any]]:
    accept = {"Accept": "text/event-stream"}
    with client.stream("POST", "/v1/answers", json=body, headers=accept) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        text = response.read().decode()
    found = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "event" in fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def test_a_question_goes_on_from_the_last_one_under_its_name(client: TestClient) -> None:
    asked(client, question=FIRST, conversation_id=NAME)
    told = asked(client, question="那宁夏呢？", conversation_id=NAME)

    assert told["conversation"] == {"id": NAME, "turn": 2}
    assert told["follow_up"]["question"].startswith("宁夏回族自治区转让成果")
    assert "地区：青海省换成宁夏回族自治区" in told["follow_up"]["inherited"]
    assert {c["document_id"] for c in told["citations"]} == {"nx-001"}


def test_a_conversation_that_is_not_known_begins_anew(client: TestClient) -> None:
    told = asked(client, question=FIRST, conversation_id="talk-nobody-has-begun")

    assert told["conversation"]["turn"] == 1
    assert "follow_up" not in told


def test_the_client_may_keep_the_conversation_itself(client: TestClient) -> None:
    told = asked(client, question="那宁夏呢？", context=[FIRST])

    assert {c["document_id"] for c in told["citations"]} == {"nx-001"}
    assert "conversation" not in told


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"conversation_id": NAME, "context": [FIRST]}, id="both memories"),
        pytest.param({"conversation_id": "short"}, id="a name that can be guessed"),
    ],
)
def test_a_conversation_out_of_form_is_refused(client: TestClient, body: dict[str, Any]) -> None:
    response = client.post("/v1/answers", json={"question": FIRST, **body})

    assert response.status_code == 422
    assert response.json()["type"] == "urn:zhengtu:problem:invalid-input"


def test_conversations_are_forgotten_oldest_first_and_kept_apart_by_owner() -> None:
    kept = Conversations(most=2, seconds=60)
    kept.went_on("anna", "first-talk", "甲？")
    kept.went_on("anna", "second-talk", "乙？")
    kept.went_on("bela", "second-talk", "丙？")

    assert kept.last("anna", "first-talk") == ("", 0)
    assert kept.last("anna", "second-talk") == ("乙？", 1)
    assert kept.last("bela", "second-talk") == ("丙？", 1)


def test_an_answer_streams_as_events_that_end_with_the_whole(client: TestClient) -> None:
    told = events(client, question=FIRST)
    whole = told[-1][1]

    assert [name for name, _ in told][:2] == ["searched", "evidence"]
    assert told[-1][0] == "answer"
    assert [d["text"] for name, d in told if name == "sentence"] == [
        s["text"] for s in whole["sentences"]
    ]


def test_the_whole_of_a_stream_is_the_answer_without_one(client: TestClient) -> None:
    whole = events(client, question=FIRST)[-1][1]
    plain = asked(client, question=FIRST)

    assert whole | {"elapsed_ms": 0} == plain | {"elapsed_ms": 0}


def test_a_stream_takes_part_in_a_conversation(client: TestClient) -> None:
    events(client, question=FIRST, conversation_id="talk-that-streams")
    told = asked(client, question="那宁夏呢？", conversation_id="talk-that-streams")

    assert told["conversation"]["turn"] == 2


def test_a_question_out_of_form_is_a_problem_and_no_stream(client: TestClient) -> None:
    response = client.post(
        "/v1/answers", json={"question": "？"}, headers={"Accept": "text/event-stream"}
    )

    assert response.status_code == 422


def test_a_form_that_is_not_offered_is_refused(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": FIRST}, headers={"Accept": "text/csv"})

    assert response.status_code == 406
