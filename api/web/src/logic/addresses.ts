// Where things stand on the page: addresses that bring back exactly what was seen.
import type { RouteLocationRaw } from "vue-router";

import type { Span } from "./text";

interface Place {
  document_id: string;
  spans: readonly (readonly number[])[];
}

/** Spans as they stand in an address: 120-180.200-210. */
export function writeSpans(spans: Place["spans"]): string {
  return spans.map(([start, end]) => `${start}-${end}`).join(".");
}

/** What ``writeSpans`` wrote; what is no span is left out, because addresses are written by hand. */
export function readSpans(written: unknown): Span[] {
  if (typeof written !== "string") return [];
  const spans: Span[] = [];
  for (const part of written.split(".")) {
    const found = /^(\d+)-(\d+)$/.exec(part);
    const [start, end] = [Number(found?.[1]), Number(found?.[2])];
    if (found && start < end) spans.push([start, end]);
  }
  return spans;
}

/** The clause of a citation or statement, its quote marked. */
export function clauseAddress(place: Place, asOf?: string): RouteLocationRaw {
  return {
    name: "read",
    params: { document: place.document_id },
    query: { at: writeSpans(place.spans) || undefined, on: asOf || undefined },
  };
}
