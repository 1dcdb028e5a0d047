import { describe, expect, it } from "vitest";

import { clauseAt, markings } from "./marks";

const OUTLINE = [
  { rank: "chapter", start: 0, end: 100 },
  { rank: "article", start: 10, end: 60 },
  { rank: "paragraph", start: 10, end: 30 },
  { rank: "heading_1", start: 60, end: 100 },
  { rank: "heading_2", start: 70, end: 90 },
];

describe("the clause at a place", () => {
  it("is the article, not its paragraph", () => {
    expect(clauseAt(OUTLINE, 15)?.rank).toBe("article");
  });

  it("is the narrowest heading where there are no articles", () => {
    expect(clauseAt(OUTLINE, 75)?.rank).toBe("heading_2");
  });

  it("is none outside every provision", () => {
    expect(clauseAt(OUTLINE, 100)).toBeUndefined();
  });
});

describe("marks in the text", () => {
  it("are those of the kinds that are shown, and the quote always", () => {
    const evidence = { document_id: "d", provision_id: "p", quote: "", page: null };
    const statements = [
      {
        id: "1",
        name: "",
        attributes: {},
        kind: "Norm",
        evidence: { ...evidence, spans: [[1, 2]] },
      },
      {
        id: "2",
        name: "",
        attributes: {},
        kind: "Case",
        evidence: { ...evidence, spans: [[3, 4]] },
      },
    ] as never[];
    const kinds = markings([[0, 9]], statements, new Set(["Norm"])).map((m) => m.kind);
    expect(kinds).toEqual(["quote", "Norm"]);
  });
});
