import { describe, expect, it } from "vitest";

import { listOf } from "./filters";

describe("filters in an address", () => {
  it("are a list, whether named once, twice or not at all", () => {
    expect(listOf({ region: "北京市" }, "region")).toEqual(["北京市"]);
    expect(listOf({ region: ["北京市", "上海市"] }, "region")).toEqual(["北京市", "上海市"]);
    expect(listOf({}, "region")).toEqual([]);
  });

  it("leave out what is empty", () => {
    expect(listOf({ region: ["", null, "北京市"] }, "region")).toEqual(["北京市"]);
  });
});
