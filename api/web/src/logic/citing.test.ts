import { describe, expect, it } from "vitest";

import { gbt7714, markdownQuote, markdownTable } from "./citing";

const CITED = {
  title: "青海省科技成果落地办法",
  locator: "第三条",
  quote: "应当从净收入中提取。\n没有约定的，照此办理。",
  document_number: "青政发〔2021〕9号",
  doc_type: "地方性法规",
  region: "青海省",
  validity: { status: "in_force" as const, from: "2021-07-01", to: null, basis: "第六条" },
};

describe("a citation for a paper", () => {
  it("names region, title, number, year, place and the day of reading", () => {
    expect(gbt7714(CITED, "2026-01-02")).toBe(
      "青海省. 青海省科技成果落地办法：青政发〔2021〕9号[Z/OL]. 2021. 第三条. [2026-01-02].",
    );
  });

  it("leaves out what the text does not say", () => {
    const bare = { ...CITED, region: null, document_number: null };
    const undated = { ...bare, validity: { ...CITED.validity, from: null } };
    expect(gbt7714(undated, "2026-01-02")).toBe(
      "青海省科技成果落地办法[Z/OL]. 第三条. [2026-01-02].",
    );
  });
});

describe("a citation for notes", () => {
  it("quotes every line", () => {
    expect(markdownQuote(CITED, "现行有效").split("\n").slice(0, 3)).toEqual([
      "> 应当从净收入中提取。",
      "> 没有约定的，照此办理。",
      ">",
    ]);
  });

  it("keeps a bar inside its cell", () => {
    expect(markdownTable(["地区"], [["甲|乙"]])).toBe("| 地区 |\n| --- |\n| 甲\\|乙 |");
  });
});
