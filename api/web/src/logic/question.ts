// A question with its limits, and how it stands in the address: ?q=…&as_of=…&region=…&after=…
import type { LocationQuery, LocationQueryRaw } from "vue-router";

export interface Question {
  text: string;
  /** YYYY-MM-DD, or "" for today. */
  asOf: string;
  regions: string[];
  /** The questions that it goes on from, oldest first. */
  after: string[];
}

export function readQuestion(query: LocationQuery): Question {
  const one = (name: string) => [query[name]].flat().find((v) => typeof v === "string") ?? "";
  const asOf = one("as_of");
  const list = (name: string) =>
    [query[name] ?? []].flat().filter((v): v is string => typeof v === "string" && v !== "");
  return {
    text: one("q"),
    asOf: /^\d{4}-\d{2}-\d{2}$/.test(asOf) ? asOf : "",
    regions: list("region"),
    after: list("after"),
  };
}

export function writeQuestion({ text, asOf, regions, after }: Question): LocationQueryRaw {
  return {
    q: text || undefined,
    as_of: asOf || undefined,
    region: regions.length ? regions : undefined,
    after: after.length ? after : undefined,
  };
}
