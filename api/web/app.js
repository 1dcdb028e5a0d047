// The page put together: the form, its state in the address, the answer, the clause beside it.

import { ask, library } from "./api.js";
import { renderAnswer } from "./answer.js";
import { closeClause, openClause } from "./clause.js";
import { byId, el } from "./dom.js";

const form = byId("ask");
const question = byId("question");
const asOf = byId("as-of");
const regionList = byId("region-list");
const result = byId("result");
const examples = byId("examples");
const chosen = new Set();
let running = null;

function state() {
  return { question: question.value.trim(), asOf: asOf.value, regions: [...chosen].sort() };
}

function address({ question: q, asOf: day, regions }) {
  const query = new URLSearchParams({ q });
  if (day) query.set("as_of", day);
  for (const region of regions) query.append("region", region);
  return `/?${query}`;
}

function restore() {
  const query = new URLSearchParams(location.search);
  question.value = query.get("q") ?? "";
  asOf.value = query.get("as_of") ?? "";
  chosen.clear();
  for (const region of query.getAll("region")) chosen.add(region);
  showRegions();
  grow();
}

function grow() {
  question.style.height = "auto";
  question.style.height = `${question.scrollHeight + 2}px`;
}

function showRegions() {
  byId("regions-summary").textContent = chosen.size ? `地区：${[...chosen].join("、")}` : "地区：全部";
  for (const button of regionList.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(chosen.has(button.dataset.region)));
  }
}

function toggleRegion(name) {
  if (!chosen.delete(name)) chosen.add(name);
  showRegions();
}

function busy(on) {
  result.setAttribute("aria-busy", String(on));
  byId("submit").textContent = on ? "停止" : "提问";
}

function showError(problem) {
  result.replaceChildren(el("div.notice.bad", { role: "alert" },
    el("h2", {}, problem.title ?? "出错了"),
    el("p", {}, problem.detail ?? problem.message),
    el("button", { type: "button", onclick: () => run(state()) }, "重试")));
}

async function run(asked) {
  running?.abort();
  closeClause();
  if (!asked.question) {
    result.replaceChildren();
    examples.hidden = false;
    return;
  }
  const mine = new AbortController();
  running = mine;
  examples.hidden = true;
  busy(true);
  result.replaceChildren(el("div.waiting", { role: "status" }, "正在查阅条款并核对引文…", el("i"), el("i"), el("i")));
  try {
    const answer = await ask(asked, mine.signal);
    if (running !== mine) return;
    result.replaceChildren(renderAnswer(answer, (citation, from) => openClause(citation, asked.asOf, from)));
  } catch (problem) {
    if (running !== mine || problem.name === "AbortError") return;
    showError(problem);
  } finally {
    if (running === mine) {
      running = null;
      busy(false);
    }
  }
}

function stop() {
  running?.abort();
  running = null;
  busy(false);
  result.replaceChildren(el("p.notice", {}, "已停止。"));
}

function submit() {
  const asked = state();
  if (asked.question.length < 2) {
    result.replaceChildren(el("p.notice", { role: "alert" }, "请先写下问题，至少两个字。"));
    question.focus();
    return;
  }
  history.pushState(null, "", address(asked));
  run(asked);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (running) stop();
  else submit();
});

question.addEventListener("input", grow);
question.addEventListener("keydown", (event) => {
  // isComposing: Enter that accepts a word of the Chinese input method is not a question yet.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  if (byId("regions").open) byId("regions").open = false;
  else if (closeClause()) return;
  else if (running) stop();
});

examples.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  question.value = button.textContent;
  grow();
  submit();
});

regionList.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) toggleRegion(button.dataset.region);
});

addEventListener("popstate", () => {
  restore();
  run(state());
});

async function showLibrary() {
  const line = byId("library");
  let held;
  try {
    held = await library();
  } catch (problem) {
    line.textContent = problem.title;
    line.classList.add("bad");
    return;
  }
  if (!held.total) {
    line.textContent = "图库是空的";
    result.replaceChildren(el("div.notice", {}, el("p", {}, "图库里还没有文件。先读入一些："), el("pre", {}, "zhengtu ingest --starter --laws demo")));
    examples.hidden = true;
    return;
  }
  line.textContent = `库中 ${held.total} 份文件`;
  const names = Object.entries(held.facets.region).sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "zh"));
  regionList.replaceChildren(...names.map(([name, count]) =>
    el("button", { type: "button", "data-region": name, "aria-pressed": "false" }, name, el("small", {}, String(count)))));
  showRegions();
}

restore();
showLibrary();
if (question.value) run(state());
