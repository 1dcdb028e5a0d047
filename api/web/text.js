// Offsets of the interface count code points; JavaScript strings count UTF-16 units.

/** The frozen text of a document, sliced by code points. */
export class FrozenText {
  constructor(text) {
    this.points = Array.from(text);
  }

  slice(start, end) {
    return this.points.slice(start, end).join("");
  }

  /** [{start, end}] of every line that is not blank, in code points. */
  lines() {
    const lines = [];
    let start = 0;
    for (let i = 0; i <= this.points.length; i += 1) {
      if (i === this.points.length || this.points[i] === "\n") {
        if (this.slice(start, i).trim()) lines.push({ start, end: i });
        start = i + 1;
      }
    }
    return lines;
  }
}

/** Cut [start, end) at the spans: [{start, end, marked}], in order and without gaps. */
export function cut(start, end, spans) {
  const pieces = [];
  let at = start;
  for (const [from, to] of spans) {
    const a = Math.max(from, at);
    const b = Math.min(to, end);
    if (a >= b) continue;
    if (a > at) pieces.push({ start: at, end: a, marked: false });
    pieces.push({ start: a, end: b, marked: true });
    at = b;
  }
  if (at < end) pieces.push({ start: at, end, marked: false });
  return pieces;
}

const CLAUSE_RANKS = ["article", "heading_1", "heading_2", "heading_3", "heading_4", "annex"];

/** The article (or the narrowest numbered heading) that holds the offset; null where none does. */
export function clauseAt(outline, offset) {
  const holding = outline.filter((p) => p.start <= offset && offset < p.end);
  const article = holding.find((p) => p.rank === "article");
  if (article) return article;
  const headings = holding.filter((p) => CLAUSE_RANKS.includes(p.rank));
  return headings.sort((a, b) => a.end - a.start - (b.end - b.start))[0] ?? null;
}
