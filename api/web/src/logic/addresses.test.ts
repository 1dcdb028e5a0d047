import { describe, expect, it } from "vitest";

import { readSpans, writeSpans } from "./addresses";

describe("spans in an address", () => {
  it("come back as they were written", () => {
    const spans = [
      [120, 180],
      [200, 210],
    ] as const;
    expect(readSpans(writeSpans(spans))).toEqual(spans);
  });

  it.each(["", "a-b", "9-3", "5", undefined])("of nonsense (%s) are none", (written) => {
    expect(readSpans(written)).toEqual([]);
  });
});
