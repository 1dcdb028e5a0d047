import { describe, expect, it } from "vitest";

import { nameIn } from "./files";

describe("the name of a file", () => {
  it("is the one in Chinese where both are given", () => {
    const header = `attachment; filename="lesson.docx"; filename*=UTF-8''%E8%AF%BE.docx`;
    expect(nameIn(header)).toBe("课.docx");
  });

  it("is none without a header", () => {
    expect(nameIn(null)).toBeUndefined();
  });
});
