import { expect, test } from "vitest";

import { together } from "@/screens/read/facts";

test("what text and catalogue both say is told once, what only one says is told as that", () => {
  const told = together([
    { field: "title", value: "甲条例", source: "text" },
    { field: "effective", value: "2020-01-01", source: "text" },
    { field: "title", value: "甲条例", source: "metadata" },
    { field: "effective", value: "2019-01-01", source: "metadata" },
  ]);

  expect(told.map(({ value, from }) => [value, from])).toEqual([
    ["甲条例", "both"],
    ["2020-01-01", "text"],
    ["2019-01-01", "metadata"],
  ]);
});
