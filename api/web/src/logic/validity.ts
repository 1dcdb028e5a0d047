// How a state of validity looks and what its basis is called, the same wherever it is shown.
import type { Schemas } from "@/client";

export const TONES: Record<Schemas["Validity"], string> = {
  in_force: "good",
  not_yet: "soon",
  amended: "warn",
  partly: "warn",
  repealed: "bad",
  unknown: "",
};

/** Where a basis stands in the manifest and not in the text, it is said in the reader's words. */
export function basisWords(basis: string, catalogue: string): string {
  return basis.replace(/^manifest ?/u, catalogue);
}
