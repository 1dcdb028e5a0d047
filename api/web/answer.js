// An answer as elements: sentences with citation chips, table, sources, what is missing.

import { el } from "./dom.js";
import { OUTCOME, validityWords } from "./words.js";

/** ``open(citation, chip)`` is called when a citation is chosen. */
export function renderAnswer(answer, open) {
  const cited = new Map(answer.citations.map((c) => [c.n, c]));
  const chip = (n) => citationChip(cited.get(n), open);
  const [label, tone] = OUTCOME[answer.status] ?? [answer.status, "mute"];
  return el(`article.answer.${answer.status}`, {},
    el("header.answer-head", {},
      el(`span.badge.${tone}`, {}, label),
      el("h2", {}, answer.question)),
    answer.table ? table(answer.table, chip) : null,
    answer.status === "not_found" ? refusal(answer) : sentences(answer, chip),
    answer.status !== "not_found" && answer.missing.length ? missing(answer) : null,
    answer.citations.length ? sources(answer, open) : null,
    footer(answer));
}

function citationChip(citation, open) {
  if (!citation) return null;
  const { note } = validityWords(citation.validity);
  const name = `出处 ${citation.n}：${citation.title} ${citation.locator}`;
  const button = el("button.chip", { type: "button", "data-n": citation.n, "aria-label": name, title: `${name}（${note}）` }, String(citation.n));
  button.addEventListener("click", () => open(citation, button));
  return button;
}

function sentences(answer, chip) {
  const parts = answer.sentences.map((sentence) =>
    el("p", {}, sentence.text, " ", sentence.citations.map(chip)));
  // The first sentence says it all, unless a table above does.
  return el(answer.table ? "div.sentences" : "div.sentences.direct", {}, parts.length ? parts : el("p", {}, answer.text));
}

function refusal(answer) {
  const { documents, provisions, regions } = answer.searched;
  const where = regions.length ? `，地区：${regions.join("、")}` : "";
  return el("div.refusal", {},
    el("p", {}, answer.text || "库里的文件没有回答这个问题，所以不作答。"),
    answer.missing.length ? missing(answer) : null,
    el("p.searched", {}, `查过 ${documents} 份文件、${provisions} 个条款${where}。`),
    answer.citations.length ? el("p.searched", {}, "下面是最接近的原文，仅供参考，不是答案。") : null);
}

function missing(answer) {
  return el("div.missing", {}, el("h3", {}, "没有查到"), el("ul", {}, answer.missing.map((m) => el("li", {}, m))));
}

function table({ columns, rows, citations }, chip) {
  const head = el("tr", {}, columns.map((c) => el("th", { scope: "col" }, c)), el("th", { scope: "col" }, "出处"));
  const body = rows.map((row, i) =>
    el("tr", {},
      row.map((cell, k) => (k ? el("td", {}, cell) : el("th", { scope: "row" }, cell))),
      el("td.chips", {}, (citations[i] ?? []).map(chip))));
  return el("div.table", { tabindex: "0", role: "region", "aria-label": "对比表" },
    el("table", {}, el("thead", {}, head), el("tbody", {}, body)));
}

function sources(answer, open) {
  const items = answer.citations.map((citation) => {
    const { label, tone, dates, note } = validityWords(citation.validity);
    const button = el("button.source", { type: "button", "data-n": citation.n },
      el("span.source-head", {},
        el("span.number", {}, String(citation.n)),
        el("span.source-title", {}, citation.title),
        el("span.locator", {}, citation.locator)),
      el("q", {}, citation.quote),
      el("span.source-foot", {},
        el(`span.badge.${tone}`, { title: note }, label),
        dates ? el("span", {}, dates) : null,
        el("span", {}, citation.doc_type),
        citation.region ? el("span", {}, citation.region) : null,
        citation.page ? el("span", {}, `第 ${citation.page} 页`) : null));
    button.addEventListener("click", () => open(citation, button));
    return el("li", {}, button);
  });
  const title = answer.status === "not_found" ? "最接近的原文" : "出处";
  return el("section.sources", {}, el("h3", {}, title), el("ol", {}, items));
}

function footer(answer) {
  const method = answer.method === "model" ? "模型组句，逐句核对" : "摘录原文，逐句核对";
  const sure = answer.status === "not_found" ? "" : `把握 ${Math.round(answer.confidence * 100)}%　`;
  return el("footer.meta", {},
    `${method}　${sure}查阅 ${answer.searched.documents} 份文件　${Math.round(answer.elapsed_ms)} 毫秒　构建 ${answer.build.slice(0, 8)}`);
}
