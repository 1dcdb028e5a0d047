"""What every graph store promises, over the embedded store and over Neo4j."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from graph.bolt import BoltStore
from graph.digest import build_digest, fragment_digest
from graph.errors import InvalidInput, NotFound, QueryRefused
from graph.model import NodeKind, Predicate
from graph.names import institution, policy
from graph.open_store import open_store
from graph.order import in_order
from graph.record import NODE_TYPES
from graph.store import Direction, GraphReader, GraphStore
from tests.graph.fragments import ARTICLES, make_fragment, with_findings

SHARED_LAW = "云溪省科技成果转化条例"
"""Cited by every fragment of ``make_fragment`` unless it says otherwise."""

NASTY_NAMES = [
    pytest.param("关于\"双引号\"和'单引号'的办法", id="quotes"),
    pytest.param("云科规〔2024〕7号所附《甲〈乙〉丙》办法", id="brackets"),
    pytest.param("试点🚀方案👩‍🔬与𠮷字", id="emoji and characters beyond the first plane"),
    pytest.param("反斜杠\\办法\\u4e00与$参数和`反引`", id="backslashes, dollars, backticks"),
    pytest.param("上行\n下行\t制表\r回车", id="line breaks"),
    pytest.param("{id: $id}) DETACH DELETE n //", id="Cypher"),
]


def contents(store: GraphReader) -> dict[str, Any]:
    """Everything that can be read, for comparing two moments of a store."""
    entries = store.documents()
    return {
        "build": store.build(),
        "documents": entries,
        "fragments": [store.fragment(entry.id) for entry in entries],
        "nodes": {kind: store.nodes_by_kind(kind) for kind in NODE_TYPES},
        "relations": {name: store.relations_by_predicate(name) for name in Predicate},
    }


def size(store: GraphStore) -> tuple[int, int]:
    """Nodes and relations in the database, those that no method shows included."""
    assert isinstance(store, BoltStore)
    nodes = store._read("MATCH (n:Entity) RETURN count(n) AS n")[0]["n"]
    relations = store._read("MATCH (:Entity)-[r]->(:Entity) RETURN count(r) AS n")[0]["n"]
    return nodes, relations


def ids(nodes: Sequence[Any]) -> list[str]:
    return [node.id for node in nodes]


# --- Replacing and removing ---------------------------------------------------------------------


def test_a_fragment_comes_back_as_it_was_written(store: GraphStore) -> None:
    fragment = make_fragment()
    store.replace(fragment)

    assert store.fragment("yunxi-1") == in_order(fragment)
    assert store.document("yunxi-1") == (fragment.document, fragment.head)


def test_replacing_twice_is_replacing_once(store: GraphStore) -> None:
    store.replace(make_fragment())
    once, how_much = contents(store), size(store)
    store.replace(make_fragment())

    assert contents(store) == once
    assert size(store) == how_much


def test_what_did_not_change_is_not_written_again(store: GraphStore) -> None:
    assert isinstance(store, BoltStore)
    changes = "MATCH (b:Build {id: 'build'}) RETURN b.changes AS n"
    store.replace(make_fragment())
    before = store._read(changes)[0]["n"]
    store.replace(make_fragment())

    assert store._read(changes)[0]["n"] == before


def test_a_shorter_fragment_forgets_the_rest(store: GraphStore) -> None:
    store.replace(make_fragment())
    shorter = make_fragment(articles=ARTICLES[:1], cites=())
    store.replace(shorter)

    assert store.fragment("yunxi-1") == in_order(shorter)
    assert store.nodes_by_kind(NodeKind.NORM) == []
    assert ids(store.find_nodes(SHARED_LAW)) == []


def test_the_same_words_read_by_newer_rules_replace_the_older(store: GraphStore) -> None:
    store.replace(make_fragment(reader="reader 1"))
    store.replace(make_fragment(reader="reader 2"))

    assert [entry.reader for entry in store.documents()] == ["reader 2"]


def test_what_reports_state_comes_back_and_goes_with_its_document(store: GraphStore) -> None:
    fragment = with_findings(make_fragment())
    store.replace(fragment)

    assert store.fragment("yunxi-1") == in_order(fragment)
    for kind in (NodeKind.CASE, NodeKind.PROBLEM, NodeKind.RECOMMENDATION, NodeKind.LEVEL):
        (told,) = store.nodes_by_kind(kind)
        assert told in store.statements_in([fragment.provisions[0].id])

    store.remove("yunxi-1")
    assert size(store) == (0, 0)


def test_removing_undoes_replacing_exactly(store: GraphStore) -> None:
    store.replace(make_fragment("yunxi-1"))
    before, how_much = contents(store), size(store)
    store.replace(make_fragment("yunxi-2", cites=(SHARED_LAW, "只有一处提到的办法")))
    store.remove("yunxi-2")

    assert contents(store) == before
    assert size(store) == how_much


def test_the_last_document_leaves_nothing_behind(store: GraphStore) -> None:
    store.replace(make_fragment("yunxi-1"))
    store.replace(make_fragment("yunxi-2"))
    store.remove("yunxi-1")
    store.remove("yunxi-2")

    assert size(store) == (0, 0)
    assert store.build() == build_digest({})


def test_a_shared_node_stays_as_long_as_somebody_names_it(store: GraphStore) -> None:
    law = policy(SHARED_LAW)
    store.replace(make_fragment("yunxi-1"))
    store.replace(make_fragment("yunxi-2"))
    store.remove("yunxi-1")

    assert store.node(law.id) == law
    assert {r.evidence.document_id for r in store.relations(law.id)} == {"yunxi-2"}

    store.remove("yunxi-2")

    with pytest.raises(NotFound):
        store.node(law.id)


def test_an_alias_goes_with_the_document_that_gave_it(store: GraphStore) -> None:
    store.replace(make_fragment("yunxi-1", alias="省科技厅"))
    store.replace(make_fragment("yunxi-2", alias="科技厅"))
    store.remove("yunxi-1")

    aliases = store.relations_by_predicate(Predicate.ALIAS_OF)
    assert [alias.attribute("alias") for alias in aliases] == ["科技厅"]


def test_a_relation_between_shared_nodes_goes_with_its_document(store: GraphStore) -> None:
    issuer = institution("云溪省科学技术厅").id
    store.replace(make_fragment("yunxi-1"))
    store.replace(make_fragment("yunxi-2"))
    store.remove("yunxi-1")

    located = store.relations(issuer, predicate=Predicate.LOCATED_IN)
    assert [r.evidence.document_id for r in located] == ["yunxi-2"]


@pytest.mark.parametrize("name", NASTY_NAMES)
def test_any_name_comes_back_as_it_was(store: GraphStore, name: str) -> None:
    fragment = make_fragment(
        articles=(f"第一条 {name} 适用本办法。",), cites=(name,), issuer=name, alias=name
    )
    store.replace(fragment)

    assert store.fragment("yunxi-1") == in_order(fragment)
    assert policy(name) in store.find_nodes(policy(name).name)
    assert store.relations_by_predicate(Predicate.ALIAS_OF)[0].attribute("alias") == name

    store.remove("yunxi-1")

    assert size(store) == (0, 0)


def test_ten_thousand_relations_are_one_replace(store: GraphStore) -> None:
    fragment = make_fragment(cites=[f"第{n}号办法" for n in range(5_000)])
    store.replace(fragment)

    assert len(fragment.relations) > 10_000
    assert store.fragment("yunxi-1") == in_order(fragment)

    store.remove("yunxi-1")

    assert size(store) == (0, 0)


# --- The build ----------------------------------------------------------------------------------


def test_the_build_does_not_depend_on_the_order_of_arrival(store: GraphStore) -> None:
    fragments = [make_fragment(f"yunxi-{n}") for n in range(6)]
    builds = set()
    for order in (fragments, fragments[::-1], fragments[3:] + fragments[:3]):
        for fragment in order:
            store.replace(fragment)
        builds.add(store.build())
        for fragment in fragments[:3]:
            store.remove(fragment.document.id)

    assert builds == {build_digest({f.document.id: fragment_digest(f) for f in fragments})}


def test_the_build_tells_every_change(store: GraphStore) -> None:
    builds = [store.build()]
    store.replace(make_fragment("yunxi-1"))
    builds.append(store.build())
    store.replace(make_fragment("yunxi-1", articles=ARTICLES[:2]))
    builds.append(store.build())
    store.replace(make_fragment("yunxi-2"))
    builds.append(store.build())

    assert len(set(builds)) == 4


def test_after_closing_and_opening_the_store_holds_the_same(
    store: GraphStore, store_url: str
) -> None:
    store.replace(make_fragment("yunxi-1"))
    before = contents(store)
    again = open_store(store_url)
    after = contents(again)
    again.close()

    assert after == before


# --- Several writers ----------------------------------------------------------------------------


def test_two_writers_at_once_end_where_one_would(store: GraphStore, store_url: str) -> None:
    fragments = [make_fragment(f"yunxi-{n}") for n in range(24)]
    other = open_store(store_url)
    with ThreadPoolExecutor(4) as pool:
        writes = [
            pool.submit(writer.replace, fragment)
            for n, fragment in enumerate(fragments)
            for writer in ((store, other) if n % 3 == 0 else (store,))
        ]
        for write in writes:
            write.result()
    other.close()

    assert store.build() == build_digest({f.document.id: fragment_digest(f) for f in fragments})
    for fragment in fragments:
        assert store.fragment(fragment.document.id) == in_order(fragment)


def test_writing_and_removing_at_once_loses_no_shared_node(store: GraphStore) -> None:
    """One adds documents that name a law while another removes the last ones that did."""
    kept = [make_fragment(f"kept-{n}") for n in range(12)]
    gone = [make_fragment(f"gone-{n}") for n in range(12)]
    with ThreadPoolExecutor(2) as pool:
        for stays, goes in zip(kept, gone, strict=True):
            store.replace(goes)
            removing = pool.submit(store.remove, goes.document.id)
            adding = pool.submit(store.replace, stays)
            removing.result()
            adding.result()
            assert store.fragment(stays.document.id) == in_order(stays)
            store.remove(stays.document.id)

    assert size(store) == (0, 0)


WRITER = """
import sys
from graph.open_store import open_store
from tests.graph.fragments import make_fragment

store = open_store(sys.argv[1])
for n in range(int(sys.argv[2]), int(sys.argv[3])):
    store.replace(make_fragment(f"yunxi-{n}"))
store.close()
"""


def test_two_processes_write_one_store(store: GraphStore, store_url: str) -> None:
    ranges = (("0", "12"), ("6", "18"))
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, store_url, *r]) for r in ranges]

    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    assert [entry.id for entry in store.documents()] == sorted(f"yunxi-{n}" for n in range(18))
    for n in range(18):
        assert store.fragment(f"yunxi-{n}") == in_order(make_fragment(f"yunxi-{n}"))


# --- Reading ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("CREATE (n:Policy {id: 'policy:x', name: 'x'})", id="create"),
        pytest.param("MATCH (n:Norm) SET n.value = 1.0", id="set"),
        pytest.param("MATCH (n:Norm) DETACH DELETE n", id="delete"),
    ],
)
def test_the_way_of_reading_cannot_write(store: GraphStore, query: str) -> None:
    assert isinstance(store, BoltStore)
    store.replace(make_fragment())
    before = contents(store)

    with pytest.raises(QueryRefused):
        store._read(query)

    assert contents(store) == before


def test_documents_are_listed_by_id_without_their_text(store: GraphStore) -> None:
    for document_id in ("yunxi-2", "yunxi-10", "yunxi-1"):
        store.replace(make_fragment(document_id))
    entries = store.documents()

    assert ids(entries) == ["yunxi-1", "yunxi-10", "yunxi-2"]
    fragment = make_fragment("yunxi-1")
    assert entries[0].head == fragment.head
    assert entries[0].characters == len(fragment.document.text)
    assert entries[0].fragment_digest == fragment_digest(fragment)


def test_provisions_come_in_the_order_of_the_text_outer_first(store: GraphStore) -> None:
    store.replace(make_fragment())

    labels = ["第一条", "第二条", "第1款", "第2款", "第三条"]
    assert [p.label for p in store.provisions("yunxi-1")] == labels


def test_texts_come_together_with_their_provisions_and_without_what_is_gone(
    store: GraphStore,
) -> None:
    for name in ("yunxi-2", "yunxi-1"):
        store.replace(make_fragment(name))

    texts = store.texts(["yunxi-2", "yunxi-9", "yunxi-1", "yunxi-2"])

    one_by_one = [(store.document(i)[0], store.provisions(i)) for i in ("yunxi-1", "yunxi-2")]
    assert texts == one_by_one
    assert store.texts([]) == []


def test_a_provision_is_found_by_its_id(store: GraphStore) -> None:
    store.replace(make_fragment())
    second = store.provisions("yunxi-1")[1]

    assert store.provision(second.id) == second
    assert store.node(second.id) == second


def test_statements_of_a_provision_are_those_of_its_inner_provisions_too(
    store: GraphStore,
) -> None:
    store.replace(make_fragment())
    first, second, _, inner, _ = store.provisions("yunxi-1")

    assert [n.name for n in store.statements_in([second.id])] == ["奖励比例", "中试基地"]
    assert [n.name for n in store.statements_in([inner.id])] == ["中试基地"]
    assert [n.name for n in store.statements_in([inner.id, second.id])] == ["奖励比例", "中试基地"]
    assert store.statements_in([first.id]) == []
    assert store.statements_in([]) == []


def test_equal_names_are_found_first_then_the_shorter(store: GraphStore) -> None:
    titles = ("转化办法", "甲省转化办法", "乙省转化办法", "转化办法实施细则(试行)", "无关条例")
    store.replace(make_fragment(cites=titles))
    found = store.find_nodes("转化办法", kind=NodeKind.POLICY)

    expected = ["转化办法", "乙省转化办法", "甲省转化办法", "转化办法实施细则（试行）"]
    assert [node.name for node in found] == expected


def test_pages_of_found_nodes_make_the_whole(store: GraphStore) -> None:
    store.replace(make_fragment(cites=[f"第{n}号转化办法" for n in range(23)]))
    pages = [store.find_nodes("转化办法", limit=10, skip=skip) for skip in (0, 10, 20, 30)]

    assert [len(page) for page in pages] == [10, 10, 3, 0]
    assert [n for page in pages for n in page] == store.find_nodes("转化办法", limit=100)


def test_no_name_finds_every_node_of_a_kind(store: GraphStore) -> None:
    store.replace(make_fragment())

    assert ids(store.find_nodes(kind=NodeKind.REGION)) == ["region:云溪省"]


def test_relations_are_found_from_both_ends(store: GraphStore) -> None:
    store.replace(make_fragment())
    issuer, region = institution("云溪省科学技术厅").id, "region:云溪省"

    outward = store.relations(issuer, direction=Direction.OUT)
    inward = store.relations(issuer, direction=Direction.IN)

    assert [(r.predicate, r.object) for r in outward] == [(Predicate.LOCATED_IN, region)]
    assert {r.predicate for r in inward} == {Predicate.ISSUED_BY, Predicate.ALIAS_OF}
    assert store.relations(issuer) == sorted(
        (*outward, *inward), key=lambda r: (r.predicate, r.subject, r.object)
    )
    assert store.relations(issuer, predicate=Predicate.ISSUED_BY) == [
        r for r in inward if r.predicate is Predicate.ISSUED_BY
    ]


def test_the_relations_of_a_hub_are_cut_at_the_same_place_every_time(store: GraphStore) -> None:
    for n in range(8):
        store.replace(make_fragment(f"yunxi-{n}"))
    hub = policy(SHARED_LAW).id
    all_of_them = store.relations(hub)
    first = store.relations(hub, limit=5)

    assert len(all_of_them) == 16
    assert len(first) == 5
    assert set(first) < set(all_of_them)
    store.remove("yunxi-7")
    assert store.relations(hub, limit=5) == first


def test_the_relations_that_end_at_a_hub_are_counted(store: GraphStore) -> None:
    for n in range(8):
        store.replace(make_fragment(f"yunxi-{n}"))
    hub = policy(SHARED_LAW).id

    ends = store.relations(hub, direction=Direction.IN)
    for predicate in Predicate:
        of_it = [r for r in ends if r.predicate is predicate]
        assert store.count_into(hub, predicate) == len(of_it)
    assert store.count_into(hub, Predicate.BASED_ON) == 8
    assert store.count_into("policy:没有的条例", Predicate.BASED_ON) == 0


def test_a_relation_from_a_node_to_itself_is_one_relation(store: GraphStore) -> None:
    fragment = make_fragment(cites=("yunxi-1实施办法",))
    itself = policy("yunxi-1实施办法").id
    store.replace(fragment)

    based_on = store.relations(itself, predicate=Predicate.BASED_ON)
    assert [(r.subject, r.object) for r in based_on] == [(itself, itself)]


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda store: store.document("no-such"), id="document"),
        pytest.param(lambda store: store.provisions("no-such"), id="provisions"),
        pytest.param(lambda store: store.provision("no-such@0-1.article"), id="provision"),
        pytest.param(lambda store: store.fragment("no-such"), id="fragment"),
        pytest.param(lambda store: store.node("policy:无此办法"), id="node"),
        pytest.param(lambda store: store.node("yunxi-1"), id="a document is no node"),
        pytest.param(lambda store: store.remove("no-such"), id="remove"),
    ],
)
def test_what_the_store_does_not_hold_is_not_found(store: GraphStore, ask: Any) -> None:
    store.replace(make_fragment())

    with pytest.raises(NotFound):
        ask(store)


def test_documents_are_no_kind_of_node(store: GraphStore) -> None:
    with pytest.raises(InvalidInput):
        store.nodes_by_kind(NodeKind.DOCUMENT)


def test_an_empty_store_answers(store: GraphStore) -> None:
    assert store.documents() == []
    assert store.build() == build_digest({})
    assert store.find_nodes("办法") == []
    assert store.relations("policy:无此办法") == []
