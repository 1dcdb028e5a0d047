// Facts of a head, each value once, with whether the text, the catalogue or both say it.
import type { Schemas } from "@/client";

type Fact = Pick<Schemas["FactShape"], "field" | "value" | "source">;

export interface Told {
  field: string;
  value: string;
  from: "text" | "metadata" | "both";
}

export function together(facts: readonly Fact[]): Told[] {
  const told = new Map<string, Told>();
  for (const { field, value, source } of facts) {
    const key = `${field} ${value}`;
    const before = told.get(key);
    const from = before && before.from !== source ? "both" : source;
    told.set(key, { field, value, from });
  }
  return [...told.values()];
}
