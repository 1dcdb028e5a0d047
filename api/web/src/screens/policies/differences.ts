// The two texts of a pair of clauses, cut where they differ; offsets count code points of the clause.
import type { Schemas } from "@/client";
import { FrozenText } from "@/logic/text";

type Pair = Pick<Schemas["ClausePair"], "left" | "right" | "differences" | "change">;

export interface Cut {
  words: string;
  differs: boolean;
}

export function piecesOf(pair: Pair): { left: Cut[]; right: Cut[] } {
  return { left: side(pair, "left"), right: side(pair, "right") };
}

function side(pair: Pair, which: "left" | "right"): Cut[] {
  const clause = pair[which];
  if (!clause) return [];
  if (!pair.differences.length) return [{ words: clause.text, differs: false }];
  const text = new FrozenText(clause.text);
  return pair.differences.flatMap(({ kind, [which]: span }) => {
    const words = text.slice(span[0]!, span[1]!);
    return words ? [{ words, differs: kind !== "equal" }] : [];
  });
}
