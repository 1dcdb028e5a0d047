"""Readers' Cypher: what only reads is answered, whatever else is tried changes nothing."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import Any

import pytest
from neo4j.exceptions import Neo4jError

from graph.bolt import BoltStore
from graph.cypher_guard import MAX_LENGTH, checked
from graph.cypher_plan import check_plan
from graph.cypher_reading import CypherReading
from graph.digest import fragment_digest
from graph.errors import InvalidInput, QueryRefused, ZhengtuError
from graph.query_limits import Limits
from graph.store import GraphStore
from tests.conftest import ROOT
from tests.graph.fragments import make_fragment, with_findings

ATTACKS = {
    # writes, plain and hidden
    "create": "CREATE (n:Norm {id: 'x'})",
    "create after a match": "MATCH (n:Norm) CREATE (m:Norm {id: 'x'}) RETURN m",
    "merge": "MERGE (n:Policy {id: 'policy:x'}) RETURN n",
    "set": "MATCH (n:Norm) SET n.value = 1.0 RETURN n",
    "set a label": "MATCH (n:Norm) SET n:Target",
    "set by a map": "MATCH (n:Norm) SET n += {value: 1.0}",
    "remove": "MATCH (n:Norm) REMOVE n.value",
    "delete": "MATCH (n:Norm) DELETE n",
    "detach delete": "MATCH (n) DETACH DELETE n",
    "insert": "INSERT (n:Norm {id: 'x'})",
    "foreach": "FOREACH (x IN [1] | CREATE (:Norm {id: 'x'}))",
    "foreach after a match": "MATCH (n:Norm) FOREACH (x IN [1] | SET n.value = 1.0)",
    "in small letters": "match (n:Norm) set n.value = 1.0",
    "in mixed letters": "mAtCh (n:Norm) dElEtE n",
    "in a subquery": "CALL { CREATE (n:Norm {id: 'x'}) RETURN n } RETURN n",
    "in a subquery with a scope": "MATCH (n:Norm) CALL (n) { SET n.value = 1.0 } RETURN n",
    "in transactions": "MATCH (n:Norm) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS",
    "in the second half of a union": "MATCH (n) RETURN n UNION MATCH (n) DELETE n RETURN n",
    "in an exists": "RETURN EXISTS { CREATE (n:Norm) }",
    # comments, blanks, escapes and other people's alphabets
    "behind a comment": "MATCH (n:Norm) /* harmless */ DELETE n",
    "split by a comment": "MATCH (n:Norm) DE/**/LETE n",
    "behind a line comment that ends at a carriage return": "MATCH (n:Norm) // x\rDELETE n",
    "a comment in a comment": "MATCH (n:Norm) /* /* */ DELETE n /* */",
    "a comment that does not end": "MATCH (n:Norm) /* RETURN n",
    "a comment in a string": "MATCH (n:Norm) WHERE n.name = '/*' DELETE n //*/",
    "behind a string with an escaped quote": "MATCH (n) WHERE n.name = 'a\\'' DELETE n //'",
    "a string that does not end": "MATCH (n:Norm) WHERE n.name = ' DELETE n",
    "unicode escape of a letter": "MATCH (n:Norm) \\u0044ELETE n",
    "unicode escape that ends a string": "RETURN '\\u0027 MATCH (n) DELETE n //'",
    "unicode escape in a name": "MATCH (n:`\\u0060) DELETE n //`)",
    "full width letters": "MATCH (n:Norm) ＤＥＬＥＴＥ n",
    "long s": "MATCH (n:Norm) ſET n.value = 1.0",
    "a tab and a form feed": "MATCH (n:Norm)\tDELETE\x0cn",
    "a no-break space": "MATCH (n:Norm)\u00a0DELETE n",
    "a zero-width space": "MATCH (n:Norm) DEL\u200bETE n",
    "after a decimal point": "WITH 1. DELETE n RETURN n",
    # several statements
    "two statements": "MATCH (n:Norm) RETURN n; MATCH (n) DETACH DELETE n",
    "two that read": "RETURN 1; RETURN 2",
    "begin and commit": "BEGIN MATCH (n) DELETE n COMMIT",
    # files, servers, users, settings
    "load csv": "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "load csv after a with": "WITH 1 AS x LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "load csv over the net": "LOAD CSV WITH HEADERS FROM 'http://127.0.0.1:1/' AS r RETURN r",
    "periodic commit": "USING PERIODIC COMMIT LOAD CSV FROM 'file:///x' AS l CREATE ()",
    "show users": "SHOW USERS",
    "show settings": "SHOW SETTINGS YIELD name, value RETURN name, value",
    "show transactions": "SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery",
    "show procedures": "SHOW PROCEDURES",
    "terminate": "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "alter user": "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "create user": "CREATE USER eve SET PASSWORD 'password'",
    "grant": "GRANT ROLE admin TO eve",
    "use another database": "USE system MATCH (n) RETURN n",
    "drop an index": "DROP INDEX entity_name",
    "drop a constraint": "DROP CONSTRAINT entity_id IF EXISTS",
    "create an index": "CREATE INDEX x FOR (n:Norm) ON (n.value)",
    # procedures and functions
    "list the configuration": "CALL dbms.listConfig() YIELD name, value RETURN name, value",
    "kill connections": "CALL dbms.killConnections(['bolt-1'])",
    "set a setting": "CALL dbms.setConfigValue('db.logs.query.enabled', 'OFF')",
    "make a label": "CALL db.createLabel('Evil')",
    "make a property": "CALL db.createProperty('evil')",
    "clear query caches": "CALL db.clearQueryCaches()",
    "an index procedure": "CALL db.awaitIndexes(300)",
    "a procedure in backticks": "CALL `dbms`.`listConfig`() YIELD name RETURN name",
    "a procedure behind blanks": "CALL dbms . listConfig ( )",
    "a procedure behind a comment": "CALL /**/ dbms./**/listConfig()",
    "an allowed name in front": "CALL db.labels.evil()",
    "an optional procedure": "OPTIONAL CALL dbms.listConfig() YIELD name RETURN name",
    "apoc that writes": "CALL apoc.create.node(['Norm'], {id: 'x'})",
    "apoc that runs": "CALL apoc.cypher.doIt('MATCH (n) DETACH DELETE n', {}) YIELD value RETURN 1",
    "apoc that loads": "CALL apoc.load.json('file:///etc/passwd') YIELD value RETURN value",
    "an apoc function": "RETURN apoc.cypher.runFirstColumnSingle('MATCH (n) DELETE n', {})",
    "an apoc function in a map": "RETURN {a: apoc.text.join(['a'], '-')}",
    "a function in backticks": "RETURN `apoc`.`text`.`join`(['a'], '-')",
    "the place of the file": "RETURN file()",
    "a value without bounds": "RETURN size(reduce(s = 'aa', x IN range(1, 60) | s + s))",
    # looking and steering
    "explain": "EXPLAIN MATCH (n) DELETE n",
    "profile": "PROFILE MATCH (n) DELETE n",
    "explain behind a comment": "/* a */ EXPLAIN MATCH (n) RETURN n",
    "a query option": "CYPHER runtime=slotted MATCH (n) DELETE n",
    "SQL": "DELETE FROM Norm UNSAFE",
    "SQL that reads": "SELECT FROM schema:database",
    "Gremlin": "g.V().drop()",
    "nothing": "  // nothing\n",
    "no end of it": "RETURN " + "1 + " * MAX_LENGTH + "1",
}

USEFUL: dict[str, tuple[str, dict[str, Any], list[list[Any]]]] = {
    "a norm by its threshold": (
        (
            "MATCH (p:Provision)-[:DEFINES]->(n:Norm) WHERE n.value >= $least "
            "RETURN p.label AS article, n.value AS value, n.unit AS unit ORDER BY value DESC"
        ),
        {"least": 50},
        [["第1款", 60.0, "%"]] * 2,
    ),
    "a count by kind of relation": (
        "MATCH (d:Document)-[:ISSUED_BY]->(i:Institution) RETURN i.name AS issuer, count(*) AS n",
        {},
        [["云溪省科学技术厅", 2]],
    ),
    "an optional part": (
        (
            "MATCH (n:Problem) OPTIONAL MATCH (r:Recommendation)-[:ADDRESSES]->(n) "
            "RETURN n.document_id AS id, n.name AS problem, collect(r.name) AS advice"
        ),
        {},
        [["yunxi-1", "人才不足", ["应培养人才"]], ["yunxi-2", "人才不足", ["应培养人才"]]],
    ),
    "a subquery": (
        (
            "MATCH (d:Document) "
            "CALL { WITH d MATCH (d)-[:HOLDS]->(p:Provision) RETURN count(p) AS n } "
            "RETURN d.id AS id, n ORDER BY id"
        ),
        {},
        [["yunxi-1", 3], ["yunxi-2", 3]],
    ),
    "a path": (
        (
            "MATCH path = (a:Institution)-[:LOCATED_IN]->(b:Region) "
            "RETURN length(path) AS hops, [n IN nodes(path) | n.name] AS names LIMIT 1"
        ),
        {},
        [[1, ["云溪省科学技术厅", "云溪省"]]],
    ),
    "words of the language as names": (
        (
            "MATCH (c:Case) WITH c.start AS start, 'SET; CREATE // DELETE' AS `delete` "
            "RETURN DISTINCT `delete` /* a comment; with DELETE */"
        ),
        {},
        [["SET; CREATE // DELETE"]],
    ),
    "a list and a case": (
        (
            "UNWIND [1, 2, 3] AS x WITH x WHERE x IN [1, 3] AND (x > 0) "
            "RETURN CASE WHEN x = 1 THEN 'one' ELSE toUpper('more') END AS word;"
        ),
        {},
        [["one"], ["MORE"]],
    ),
    "the labels there are": (
        "CALL db.labels() YIELD label WITH label WHERE label = 'Norm' RETURN label",
        {},
        [["Norm"]],
    ),
}


@pytest.fixture
def filled(store: GraphStore) -> GraphStore:
    for document_id in ("yunxi-1", "yunxi-2"):
        store.replace(with_findings(make_fragment(document_id)))
    return store


def state(store: GraphStore) -> tuple[str, dict[str, str], object]:
    """The build, the digest of each fragment as it is read back, and all labels and counts."""
    assert isinstance(store, BoltStore)
    counts = store._read("MATCH (n) RETURN count(n) AS nodes, count(DISTINCT labels(n)) AS kinds")
    fragments = {e.id: fragment_digest(store.fragment(e.id)) for e in store.documents()}
    return store.build(), fragments, [row.values() for row in counts]


# --- Attacks ------------------------------------------------------------------------------------


def test_every_attack_is_refused_and_changes_nothing(
    filled: GraphStore, subtests: pytest.Subtests
) -> None:
    reading, before = CypherReading(filled), state(filled)
    for name, query in ATTACKS.items():
        with subtests.test(name), pytest.raises(QueryRefused, match="query refused"):
            reading.run(query)
        with subtests.test(f"{name}: the store is as it was"):
            assert state(filled) == before

    assert len(ATTACKS) >= 40


def test_what_gets_past_the_words_is_stopped_by_the_store(
    filled: GraphStore, subtests: pytest.Subtests
) -> None:
    """The second net, tried without the first: every attack that the store would understand."""
    reading, before = CypherReading(filled), state(filled)
    for name, query in ATTACKS.items():
        if name in {"nothing", "no end of it", "a value without bounds", "two that read"}:
            continue
        with subtests.test(name):
            with suppress(ZhengtuError, Neo4jError):  # not every attack is Cypher of this store
                assert "root:" not in str(reading.read(query, {}, 100).rows)
            assert state(filled) == before


@pytest.mark.parametrize(
    ("plan", "query_type"),
    [
        pytest.param({"operatorType": "LoadCSV@neo4j"}, "r", id="a file"),
        pytest.param(
            {"operatorType": "Filter", "children": [{"operatorType": "ShowUsers"}]}, "r", id="users"
        ),
        pytest.param(
            {
                "operatorType": "ProcedureCall@neo4j",
                "args": {"Details": "dbms.listConfig() :: (name)"},
            },
            "r",
            id="a procedure",
        ),
        pytest.param({"operatorType": "ProduceResults@neo4j"}, "rw", id="a write"),
        pytest.param(None, "s", id="a change of the schema"),
    ],
)
def test_a_plan_that_does_more_than_read_is_refused(
    plan: dict[str, object] | None, query_type: str
) -> None:
    with pytest.raises(QueryRefused, match="query refused"):
        check_plan(plan, query_type)


# --- What is answered ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", USEFUL)
def test_what_only_reads_is_answered(filled: GraphStore, name: str) -> None:
    query, parameters, rows = USEFUL[name]

    table = CypherReading(filled).run(query, parameters)
    assert sorted(table.rows, key=str) == sorted(rows, key=str)
    assert table.truncated is None


EXAMPLES = re.findall(
    r"```cypher\n// ([^\n]*)\n(.*?)```", (ROOT / "docs" / "cypher.md").read_text("utf-8"), re.DOTALL
)


def test_the_examples_of_the_documentation_are_answered(
    filled: GraphStore, subtests: pytest.Subtests
) -> None:
    reading = CypherReading(filled)
    for parameters, query in EXAMPLES:
        with subtests.test(query.splitlines()[0]):
            assert reading.run(query, json.loads(parameters)).truncated is None

    assert len(EXAMPLES) >= 7


def test_nodes_relations_and_paths_come_as_plain_objects(filled: GraphStore) -> None:
    query = (
        "MATCH path = (i:Institution {name: $name})-[r:LOCATED_IN]->(p:Region) "
        "RETURN i, r, path, date('2024-07-01') AS day, {a: [1, null]} AS map LIMIT 1"
    )
    table = CypherReading(filled).run(query, {"name": "云溪省科学技术厅"})

    assert table.columns == ["i", "r", "path", "day", "map"]
    node, relation, path, day, held = table.rows[0]
    assert node["labels"] == ["Entity", "Institution"]
    assert node["properties"]["name"] == "云溪省科学技术厅"
    assert relation["type"] == "LOCATED_IN"
    assert relation["properties"]["quote"]
    assert [n["properties"]["name"] for n in path["nodes"]] == ["云溪省科学技术厅", "云溪省"]
    assert (day, held) == ("2024-07-01", {"a": [1, None]})


def test_an_answer_says_that_rows_were_cut(filled: GraphStore) -> None:
    reading = CypherReading(filled, Limits(rows=5))

    assert len(reading.run("UNWIND range(1, 5) AS x RETURN x").rows) == 5
    assert reading.run("UNWIND range(1, 5) AS x RETURN x").truncated is None
    assert reading.run("UNWIND range(1, 6) AS x RETURN x").truncated == "rows"
    assert reading.run("UNWIND range(1, 6) AS x RETURN x", limit=2).rows == [[1], [2]]
    assert len(reading.run("UNWIND range(1, 6) AS x RETURN x", limit=99).rows) == 5


def test_an_answer_says_that_bytes_were_cut(filled: GraphStore) -> None:
    reading = CypherReading(filled, Limits(bytes=100))
    table = reading.run("UNWIND range(1, 99) AS x RETURN '七七七七七七七七七七' AS word")

    assert table.truncated == "bytes"
    assert len(table.rows) == 2


def test_a_query_that_takes_too_long_is_given_up(filled: GraphStore) -> None:
    reading = CypherReading(filled, Limits(seconds=0.5))
    endless = "UNWIND range(1, 40000) AS x UNWIND range(1, 4000) AS y RETURN max(x * y) AS most"

    with pytest.raises(QueryRefused, match=r"0\.5 s|store ended it"):
        reading.run(endless)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("RETURN [x IN $l WHERE size([y IN $l WHERE y > x]) > 1]", id="two lists"),
        pytest.param("RETURN any(x IN $l WHERE none(y IN $l WHERE y = x))", id="two quantifiers"),
        pytest.param("RETURN [`a b` IN $l | all (`c` IN $l WHERE c > 1)]", id="one of each"),
        pytest.param("RETURN [x IN $l | {a: [(1 + size([y IN $l | y]))]}]", id="deeper inside"),
    ],
)
def test_a_list_gone_through_inside_another_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused, match="UNWIND"):
        checked(query)


@pytest.mark.parametrize(
    "query",
    [
        "RETURN [x IN $l | x] + [y IN $l | y]",
        "MATCH (n) WHERE any(x IN n.spans WHERE x > 1) AND n.id IN [1, 2] RETURN [n.id IN $l, 1]",
        "RETURN [x IN $l WHERE x IN $m]",
    ],
)
def test_lists_side_by_side_are_let_through(query: str) -> None:
    assert checked(query) == query


def test_a_query_that_is_misspelt_is_the_callers_mistake(filled: GraphStore) -> None:
    reading = CypherReading(filled)

    with pytest.raises(InvalidInput, match="does not understand"):
        reading.run("MATCH (n:Norm RETURN n")
    with pytest.raises((InvalidInput, QueryRefused)):
        reading.run("RETURN nowhere")


@pytest.mark.parametrize(
    ("query", "value"),
    [
        pytest.param("RETURN $x", 2**64, id="a number of more than 64 bits"),
        pytest.param("RETURN $x", "\ud800", id="half a character"),
        pytest.param("RETURN '\ud800'", 1, id="half a character in the query"),
        pytest.param("RETURN $y", 1, id="a parameter that is not given"),
    ],
)
def test_what_cannot_be_sent_is_the_callers_mistake(
    filled: GraphStore, query: str, value: object
) -> None:
    with pytest.raises((InvalidInput, QueryRefused)):
        CypherReading(filled).run(query, {"x": value})


def test_what_is_sent_has_no_comments() -> None:
    assert checked("MATCH (n) // all of them\nRETURN n /* really */ ;") == "MATCH (n)  \nRETURN n"
    assert checked("RETURN '// no comment' AS `/* nor this */`") == (
        "RETURN '// no comment' AS `/* nor this */`"
    )
