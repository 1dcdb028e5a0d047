// The panel beside the answer: a document's text, opened at the quoted words.

import { readDocument } from "./api.js";
import { byId, el } from "./dom.js";
import { clauseAt, cut, FrozenText } from "./text.js";
import { validityWords } from "./words.js";

const OUTLINE_RANKS = ["part", "chapter", "section", "article", "heading_1", "heading_2", "annex"];

const panel = byId("clause");
const desk = byId("desk");
const kept = new Map(); // document id and day → document, for as long as the page lives
let opener = null;
let wanted = 0; // the latest request wins, whatever order answers come in

export function closeClause() {
  if (panel.hidden) return false;
  wanted += 1;
  panel.hidden = true;
  panel.replaceChildren();
  desk.classList.remove("open");
  document.body.classList.remove("reading");
  if (opener?.isConnected) opener.focus();
  opener = null;
  return true;
}

/** Open the citation's document at its spans. ``from`` gets the focus back on closing. */
export async function openClause(citation, asOf, from) {
  const turn = ++wanted;
  opener = from;
  panel.hidden = false;
  desk.classList.add("open");
  document.body.classList.add("reading");
  show(citation, el("p.loading", { role: "status" }, "正在打开原文…"));
  byId("clause-close").focus({ preventScroll: true });
  const key = `${citation.document_id} ${asOf ?? ""}`;
  try {
    if (!kept.has(key)) kept.set(key, await readDocument(citation.document_id, asOf));
  } catch (problem) {
    if (turn === wanted) show(citation, failure(problem, () => openClause(citation, asOf, from)));
    return;
  }
  if (turn !== wanted) return;
  show(citation, ...body(kept.get(key), citation));
  panel.querySelector("mark")?.scrollIntoView({ block: "center" });
}

function show(citation, ...content) {
  const { label, tone, dates, note } = validityWords(citation.validity);
  panel.replaceChildren(
    el("header.clause-head", {},
      el("button.close", { type: "button", id: "clause-close", "aria-label": "关闭原文 (Esc)", title: "关闭 (Esc)", onclick: closeClause }, "×"),
      el("h2", {}, citation.title),
      el("p.facts", {},
        el(`span.badge.${tone}`, { title: note }, label),
        dates ? el("span", {}, dates) : null,
        el("span", {}, citation.doc_type),
        citation.document_number ? el("span", {}, citation.document_number) : null,
        citation.region ? el("span", {}, citation.region) : null,
      ),
      el("p.where", {}, `引用处：${citation.locator || "正文"}`),
    ),
    ...content,
  );
}

function failure(problem, retry) {
  return el("div.notice.bad", { role: "alert" },
    el("p", {}, `${problem.title ?? "打不开原文"}：${problem.detail ?? problem.message}`),
    el("button", { type: "button", onclick: retry }, "重试"));
}

function body(read, citation) {
  const text = new FrozenText(read.text);
  const clause = clauseAt(read.outline, citation.spans[0][0]);
  const page = el("div.text", { tabindex: "0", "aria-label": "全文" });
  const lineAt = new Map();
  for (const line of text.lines()) {
    const inside = clause && clause.start <= line.start && line.start < clause.end;
    const pieces = cut(line.start, line.end, citation.spans).map((piece) => {
      const words = text.slice(piece.start, piece.end);
      return piece.marked ? el("mark", {}, words) : words;
    });
    const paragraph = el(inside ? "p.inside" : "p", {}, ...pieces);
    lineAt.set(line.start, paragraph);
    page.append(paragraph);
  }
  return [outline(read.outline, lineAt, clause), page];
}

function outline(entries, lineAt, clause) {
  const starts = [...lineAt.keys()];
  const shown = entries.filter((p) => OUTLINE_RANKS.includes(p.rank));
  if (shown.length < 2) return null;
  const list = el("ol.outline-list", {}, shown.map((p) => {
    const start = starts.findLast((offset) => offset <= p.start);
    return el("li", { class: `depth-${Math.min(p.depth, 4)}` },
      el("button", {
        type: "button",
        "aria-current": clause && p.id === clause.id ? "true" : null,
        onclick: () => lineAt.get(start)?.scrollIntoView({ block: "start" }),
      }, [p.label, p.title].filter(Boolean).join("　")));
  }));
  const here = list.querySelector("[aria-current]");
  const shownHere = () => here?.scrollIntoView({ block: "nearest" });
  return el("details.outline", { ontoggle: shownHere }, el("summary", {}, `目录（${shown.length}）`), list);
}
