// How statements look in the text: an underline of a colour of their kind, told by a legend.
import type { Schemas } from "@/client";
import type { Marking, Span } from "@/logic/text";

export const MARKED = [
  "Norm",
  "Measure",
  "Target",
  "Observation",
  "Case",
  "Problem",
  "Recommendation",
  "Level",
] as const;

export type MarkedKind = (typeof MARKED)[number];

export function isMarked(kind: string): kind is MarkedKind {
  return (MARKED as readonly string[]).includes(kind);
}

/** The quote of the address, and the statements whose kinds are shown. */
export function markings(
  quoted: readonly Span[],
  statements: readonly Schemas["NodeShape"][],
  shown: ReadonlySet<string>,
): Marking[] {
  const read = statements.flatMap(({ kind, evidence }) =>
    evidence && shown.has(kind)
      ? [{ kind, spans: evidence.spans.map(([start, end]) => [start!, end!] as const) }]
      : [],
  );
  return [{ kind: "quote", spans: quoted }, ...read];
}

const CLAUSES = new Set(["article", "heading_1", "heading_2", "heading_3", "heading_4", "annex"]);

/** The article, or else the narrowest numbered heading or provision, that holds the offset. */
export function clauseAt<T extends { rank: string; start: number; end: number }>(
  outline: readonly T[],
  offset: number,
): T | undefined {
  const holding = outline.filter((p) => p.start <= offset && offset < p.end);
  const narrow = (found: T[]) => found.toSorted((a, b) => a.end - a.start - (b.end - b.start))[0];
  return (
    holding.find((p) => p.rank === "article") ??
    narrow(holding.filter((p) => CLAUSES.has(p.rank))) ??
    narrow(holding)
  );
}
