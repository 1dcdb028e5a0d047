import { describe, expect, it } from "vitest";

import { piecesOf } from "./differences";

function clause(text: string) {
  return { provision_id: "", locator: "第一条", title: "", start: 0, end: 0, text };
}

describe("a pair of clauses", () => {
  it("is cut where the words differ, on each side by its own offsets", () => {
    const pair = {
      change: "changed" as const,
      left: clause("应当公示😀七日"),
      right: clause("应当公示😀十五日"),
      differences: [
        { kind: "equal" as const, left: [0, 5], right: [0, 5] },
        { kind: "replace" as const, left: [5, 6], right: [5, 7] },
        { kind: "equal" as const, left: [6, 7], right: [7, 8] },
      ],
    };
    expect(piecesOf(pair).left.map((p) => p.words)).toEqual(["应当公示😀", "七", "日"]);
    expect(piecesOf(pair).right[1]).toEqual({ words: "十五", differs: true });
  });

  it("shows what was added whole, and nothing on the other side", () => {
    const pair = {
      change: "added" as const,
      left: null,
      right: clause("新设一条"),
      differences: [],
    };
    expect(piecesOf(pair)).toEqual({ left: [], right: [{ words: "新设一条", differs: false }] });
  });
});
