"""The dataset described for catalogues, in DCAT 3: what it holds, its files, its build."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import DCTERMS, RDF, XSD, Graph, Literal, URIRef

from graph.iris import Iris
from graph.model import NodeKind
from graph.names import node_id
from graph.store import GraphReader
from graph.vocabulary import DCAT, PREFIXES, TTP

_IANA = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True)
class Distribution:
    place: str
    """Under the base of IRIs, e.g. ``exports/turtle``."""
    title: str
    media_type: str


def catalog(reader: GraphReader, iris: Iris, distributions: Sequence[Distribution]) -> bytes:
    """Turtle. No clock: the version is the build, and there is no date of issue."""
    entries = reader.documents()
    dataset, service = iris.of("dataset"), iris.of("sparql")
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)

    def say(subject: URIRef, *said: tuple[URIRef, URIRef | Literal]) -> None:
        for predicate, object_ in said:
            graph.add((subject, predicate, object_))

    say(
        dataset,
        (RDF.type, DCAT.Dataset),
        (DCTERMS.title, Literal("政图：中国科技成果转化政策知识图谱", lang="zh")),
        (DCTERMS.title, Literal("Zhengtu: China's technology-transfer policy", lang="en")),
        (
            DCTERMS.description,
            Literal(
                f"{len(entries)} documents with their provisions, statements and relations; "
                "each statement carries its quote and its offsets in the text. Statements are "
                "read by rules and may be wrong; the rights in a document's text are told by "
                "dcterms:rights of the document.",
                lang="en",
            ),
        ),
        (DCTERMS.identifier, Literal(reader.build())),
        (DCAT.version, Literal(reader.build()[:12])),
        (DCTERMS.language, URIRef("http://publications.europa.eu/resource/authority/language/ZHO")),
        (DCTERMS.conformsTo, URIRef(str(TTP).removesuffix("#"))),
        (DCAT.keyword, Literal("科技成果转化", lang="zh")),
        (DCAT.keyword, Literal("technology transfer", lang="en")),
    )
    for region in sorted({name for entry in entries for name in entry.head.regions}):
        say(dataset, (DCTERMS.spatial, iris.node(node_id(NodeKind.REGION, region))))
    for one in distributions:
        place = iris.of(one.place)
        say(dataset, (DCAT.distribution, place))
        say(
            place,
            (RDF.type, DCAT.Distribution),
            (DCTERMS.title, Literal(one.title, lang="en")),
            (DCAT.mediaType, URIRef(_IANA + one.media_type)),
            (DCAT.accessURL, place),
            (DCAT.downloadURL, place),
        )
    say(
        service,
        (RDF.type, DCAT.DataService),
        (DCTERMS.title, Literal("SPARQL 1.1, read-only", lang="en")),
        (DCTERMS.conformsTo, URIRef("https://www.w3.org/TR/sparql11-protocol/")),
        (DCAT.endpointURL, service),
        (DCAT.servesDataset, dataset),
        (DCAT.version, Literal("1.1", datatype=XSD.string)),
    )
    return graph.serialize(format="turtle", encoding="utf-8")
