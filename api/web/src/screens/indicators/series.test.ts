import { describe, expect, it } from "vitest";

import type { Schemas } from "@/client";
import { groups, words } from "./series";

function value(number: number, unit = "%"): Schemas["StatedValue"] {
  return {
    quantity: "",
    comparator: ">=",
    value: number,
    value_max: null,
    unit,
    text: "",
    base: "",
    subject: "",
    beneficiary: "",
    condition: "",
    default_rule: false,
  };
}

function line(region: string, number: number, unit = "%", indicator = "研发投入占比") {
  const observed = { name: indicator, period: "2024", value: value(number + 1, unit) };
  return {
    indicator_plain: indicator,
    regions: [region],
    deadline: "2025",
    value: value(number, unit),
    observations: [observed],
    source: { title: "" },
  } as unknown as Schemas["TargetLine"];
}

describe("targets in groups", () => {
  it("stand together where indicator and unit are the same", () => {
    const made = groups([line("甲省", 2), line("乙省", 3), line("丙省", 5, "亿元")]);
    expect(made.map((g) => [g.unit, g.lines.length])).toEqual([
      ["%", 2],
      ["亿元", 1],
    ]);
  });

  it("carry the actual figure beside the target", () => {
    expect(groups([line("甲省", 2)])[0]!.marks).toEqual([
      { label: "甲省 2025", target: 2, words: "≥ 2 %" },
      { label: "甲省 2024", observed: 3, words: "≥ 3 %" },
    ]);
  });
});

describe("a value in words", () => {
  it("keeps its comparator and both ends", () => {
    expect(words({ ...value(15), comparator: "between", value_max: 20 })).toBe("15–20 %");
  });
});
