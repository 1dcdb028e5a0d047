import { describe, expect, it } from "vitest";

import { readQuestion, writeQuestion } from "./question";

describe("a question in the address", () => {
  it("comes back with its day and regions", () => {
    const question = {
      text: "比例是多少？",
      asOf: "2024-07-01",
      regions: ["北京市", "上海市"],
      after: ["前问"],
    };
    expect(readQuestion(writeQuestion(question) as never)).toEqual(question);
  });

  it("leaves out a day that is none", () => {
    expect(readQuestion({ q: "问", as_of: "yesterday" }).asOf).toBe("");
  });
});
