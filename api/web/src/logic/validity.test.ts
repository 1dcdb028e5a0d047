import { expect, test } from "vitest";

import { basisWords } from "@/logic/validity";

test.each([
  ["manifest", "著录信息"],
  ["manifest：有效", "著录信息：有效"],
  ["manifest 所载版本日期", "著录信息所载版本日期"],
  ["附则第四十条", "附则第四十条"],
])("the basis %s is told as %s", (basis, told) => {
  expect(basisWords(basis, "著录信息")).toBe(told);
});
