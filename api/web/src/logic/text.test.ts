import { describe, expect, it } from "vitest";

import { cut, FrozenText } from "./text";

describe("the frozen text", () => {
  it("counts a character outside the first plane as one", () => {
    expect(new FrozenText("甲😀乙").slice(1, 3)).toBe("😀乙");
  });

  it("gives the lines that hold words, with their places", () => {
    expect(new FrozenText("一\n\n 二\n").lines()).toEqual([
      { start: 0, end: 1 },
      { start: 3, end: 5 },
    ]);
  });
});

describe("cutting at markings", () => {
  it("leaves no gap and loses nothing of two markings that overlap", () => {
    const pieces = cut(0, 10, [
      { spans: [[2, 6]], kind: "quote" },
      { spans: [[4, 12]], kind: "norm" },
    ]);
    expect(pieces).toEqual([
      { start: 0, end: 2, kinds: [] },
      { start: 2, end: 4, kinds: ["quote"] },
      { start: 4, end: 6, kinds: ["quote", "norm"] },
      { start: 6, end: 10, kinds: ["norm"] },
    ]);
  });

  it("marks each part of a quote in several spans", () => {
    const kinds = cut(0, 6, [
      {
        spans: [
          [0, 1],
          [4, 6],
        ],
        kind: "quote",
      },
    ]).map((p) => p.kinds.length);
    expect(kinds).toEqual([1, 0, 1]);
  });
});
