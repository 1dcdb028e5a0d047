"""The SPARQL 1.1 protocol over the RDF of the library: queries only."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi.responses import JSONResponse

from api.negotiation import chosen
from api.problems import kind_of, problem
from api.rdf_forms import RdfForm, rdf_response
from api.routes.dependencies import Held, HeldIris
from graph.errors import InvalidInput
from graph.sparql import RETRY_SECONDS, DatasetNotReady, SparqlDataset, SparqlQuery
from graph.sparql_description import service_triples
from graph.sparql_guard import refused_update

router = APIRouter()

RESULTS = (
    *("application/sparql-results+json", "application/json", "application/sparql-results+xml"),
    *("text/csv", "text/tab-separated-values"),
)
GRAPHS = ("text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml")
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Results of SELECT and ASK, or the graph of CONSTRUCT and DESCRIBE.",
        "content": {
            # JSON is an object, the others are texts.
            media_type: {"schema": {} if "json" in media_type else {"type": "string"}}
            for media_type in (*RESULTS, *GRAPHS)
        },
    },
    415: {"description": "The body is neither a query nor a form."},
    403: {"description": "An update, SERVICE, or more than the limits let through."},
    503: {"description": "The RDF of this build is being made; see Retry-After."},
}


def dataset_of(request: Request) -> SparqlDataset:
    dataset: SparqlDataset = request.app.state.sparql
    return dataset


Dataset = Annotated[SparqlDataset, Depends(dataset_of)]


async def body_of(request: Request) -> bytes:
    return await request.body()


@router.get("/v1/sparql", response_class=Response, responses=ANSWERS)
def sparql(
    *,
    request: Request,
    library: Held,
    iris: HeldIris,
    dataset: Dataset,
    query: Annotated[
        str | None,
        Query(
            # Percent-encoded it still fits into the line that HTTP servers take.
            max_length=4_000,
            description="Longer queries go by POST. Without one the service is described.",
            examples=["SELECT ?title WHERE { ?document a ttp:PolicyVersion ; eli:title ?title }"],
        ),
    ] = None,
    default_graph: Annotated[list[str] | None, Query(alias="default-graph-uri")] = None,
    named_graph: Annotated[list[str] | None, Query(alias="named-graph-uri")] = None,
    update: Annotated[str | None, Query(description="Always refused.")] = None,
) -> Response:
    """SPARQL 1.1 query by GET. Prefixes of the export are known without being declared.

    Without a query the service description, as Turtle or JSON-LD.
    """
    if update is not None:
        raise refused_update()
    if query is None:
        form = RdfForm(chosen(request.headers.get("accept"), tuple(RdfForm)))
        triples = service_triples(iris, (*RESULTS, *GRAPHS), library.build())
        return rdf_response(triples, form, iris)
    asked = asked_for(request, query, default_graph or [], named_graph or [])
    return answered(dataset, asked, library.build())


@router.post(
    "/v1/sparql",
    response_class=Response,
    responses=ANSWERS,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                QUERY: {"schema": {"type": "string"}},
                FORM: {
                    "schema": {
                        "type": "object",
                        "properties": {"query": {"type": "string"}},
                        "required": ["query"],
                    }
                },
            },
        }
    },
)
def sparql_post(
    *,
    request: Request,
    library: Held,
    dataset: Dataset,
    body: Annotated[bytes, Depends(body_of)],
    default_graph: Annotated[list[str] | None, Query(alias="default-graph-uri")] = None,
    named_graph: Annotated[list[str] | None, Query(alias="named-graph-uri")] = None,
) -> Response:
    """SPARQL 1.1 query by POST: a form, or the query itself as application/sparql-query."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    text = _text(body)
    graphs = (default_graph or [], named_graph or [])
    match media_type:
        case "application/sparql-update":
            raise refused_update()
        case "application/sparql-query":
            query = text
        case "application/x-www-form-urlencoded":
            form = parse_qs(text, max_num_fields=250)
            if "update" in form:
                raise refused_update()
            query = form.get("query", [""])[0]
            graphs = (form.get("default-graph-uri", []), form.get("named-graph-uri", []))
        case _:
            raise HTTPException(415, f"{media_type or 'no type'}: send {QUERY} or {FORM}")
    return answered(dataset, asked_for(request, query, *graphs), library.build())


def asked_for(
    request: Request, query: str, default_graphs: list[str], named_graphs: list[str]
) -> SparqlQuery:
    accept = request.headers.get("accept")
    chosen(accept, (*RESULTS, *GRAPHS))  # 406 where it takes neither
    return SparqlQuery(
        text=query,
        default_graphs=tuple(default_graphs),
        named_graphs=tuple(named_graphs),
        results=_chosen(accept, RESULTS),
        graph=_chosen(accept, GRAPHS),
    )


def answered(dataset: SparqlDataset, asked: SparqlQuery, build: str) -> Response:
    try:
        told = dataset.query(asked, build)
    except DatasetNotReady as error:
        kind = kind_of(error)
        return JSONResponse(
            problem(kind, str(error)),
            kind.status,
            headers={"Retry-After": str(RETRY_SECONDS)},
            media_type="application/problem+json",
        )
    if not told.media_type:
        offered = GRAPHS if asked.results else RESULTS
        raise HTTPException(406, f"this kind of query is answered as: {', '.join(offered)}")
    headers = {"Vary": "Accept", "Zhengtu-Build": build}
    return Response(told.body, media_type=told.media_type, headers=headers)


def _chosen(accept: str | None, offered: tuple[str, ...]) -> str:
    try:
        return chosen(accept, offered)
    except HTTPException:
        return ""


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as exc:
        raise InvalidInput(f"the body is not UTF-8: {exc}") from exc
