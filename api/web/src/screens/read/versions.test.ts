import { describe, expect, it } from "vitest";

import { dayOf, daysOf, inForceOn } from "./versions";

function version(from: string | null, to: string | null, status = "in_force") {
  return { day: from, validity: { status, from, to, basis: "" } } as never;
}

describe("a text on a day", () => {
  it("is in force from its first day to its last", () => {
    const old = version("2007-12-01", "2024-12-31");
    expect(
      ["2007-11-30", "2007-12-01", "2024-12-31", "2025-01-01"].map((d) => inForceOn(old, d)),
    ).toEqual([false, true, true, false]);
  });

  it("is never said to be in force without a record", () => {
    expect(inForceOn(version(null, null, "unknown"), "2024-01-01")).toBe(false);
  });
});

describe("the slider", () => {
  it("reaches a start that lies ahead", () => {
    const { first, last } = daysOf(
      [version("2020-01-31", null), version("2027-01-01", null)],
      new Date("2026-06-01"),
    );
    expect([dayOf(first), dayOf(last)]).toEqual(["2020-01-01", "2027-01-31"]);
  });
});
