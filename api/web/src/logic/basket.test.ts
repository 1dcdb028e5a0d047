import { describe, expect, it } from "vitest";

import { keptOf, moved } from "./basket";

describe("the basket", () => {
  it("keeps a passage by its place, whole where it has several spans", () => {
    const place = {
      document_id: "d",
      title: "办法",
      locator: "第一条",
      quote: "甲乙",
      spans: [
        [5, 9],
        [2, 3],
      ],
    };
    expect(keptOf(place)).toEqual({ id: "d@2-9", label: "办法 第一条", quote: "甲乙" });
  });

  it("moves an entry by one, never over the edge", () => {
    expect(moved(["a", "b", "c"], 1, -1)).toEqual(["b", "a", "c"]);
    expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
  });
});
