// The HTTP interface, as functions. A failure is a Problem with the server's own words.

export class Problem extends Error {
  constructor({ title, detail, status }) {
    super(detail || title);
    this.title = title;
    this.detail = detail || "";
    this.status = status;
  }
}

async function request(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { headers: { Accept: "application/json" }, ...options });
  } catch (cause) {
    if (cause.name === "AbortError") throw cause;
    throw new Problem({ title: "连不上服务", detail: "请确认 zhengtu serve 仍在运行，然后重试。", status: 0 });
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) {
    throw new Problem(body ?? { title: "服务出错", detail: `HTTP ${response.status}`, status: response.status });
  }
  return body;
}

export function ask({ question, asOf, regions }, signal) {
  const body = { question, regions };
  if (asOf) body.as_of = asOf;
  return request("/v1/answers", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
    signal,
  });
}

export function library() {
  return request("/v1/documents?limit=1");
}

export function readDocument(id, on) {
  const query = new URLSearchParams({ text: "true" });
  if (on) query.set("on", on);
  return request(`/v1/documents/${encodeURIComponent(id)}?${query}`);
}
