import { describe, expect, it } from "vitest";

import { changed, editable } from "./fields";
import { shareOf } from "./jobs";

const HELD = { value: 65, unit: "%", base: null, concepts: ["C1"], default_rule: true };

describe("the fields of a statement", () => {
  it("are those that a line of text can hold, empty ones too", () => {
    expect(editable(HELD)).toEqual({ value: "65", unit: "%", base: "" });
  });

  it("give only what was changed, numbers as numbers", () => {
    const before = editable(HELD);
    expect(changed(HELD, before, { ...before, value: "70", base: "净收入" })).toEqual({
      value: 70,
      base: "净收入",
    });
  });
});

describe("the share of a job", () => {
  it("is none where there is nothing to do", () => {
    expect([
      shareOf({ done: 0, documents: [] }),
      shareOf({ done: 1, documents: ["a", "b"] }),
    ]).toEqual([0, 50]);
  });
});
