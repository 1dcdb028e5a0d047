import { expect, test } from "vitest";

import { withNewest } from "@/logic/asked";

test("a question that is asked again comes to the front, and the oldest one goes", () => {
  const six = ["甲", "乙", "丙", "丁", "戊", "己"];

  expect(withNewest(six, "丙")).toEqual(["丙", "甲", "乙", "丁", "戊", "己"]);
  expect(withNewest(six, "庚")).toEqual(["庚", "甲", "乙", "丙", "丁", "戊"]);
});
