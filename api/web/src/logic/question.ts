// A question with its limits, and how it stands in the address: ?q=…&as_of=…&region=…&region=…
import type { LocationQuery, LocationQueryRaw } from "vue-router";

export interface Question {
  text: string;
  /** YYYY-MM-DD, or "" for today. */
  asOf: string;
  regions: string[];
}

export function readQuestion(query: LocationQuery): Question {
  const one = (name: string) => [query[name]].flat().find((v) => typeof v === "string") ?? "";
  const asOf = one("as_of");
  return {
    text: one("q"),
    asOf: /^\d{4}-\d{2}-\d{2}$/.test(asOf) ? asOf : "",
    regions: [query["region"] ?? []].flat().filter((v): v is string => typeof v === "string"),
  };
}

export function writeQuestion({ text, asOf, regions }: Question): LocationQueryRaw {
  return {
    q: text || undefined,
    as_of: asOf || undefined,
    region: regions.length ? regions : undefined,
  };
}
