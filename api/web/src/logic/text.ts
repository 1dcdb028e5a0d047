// Offsets of the interface count code points; JavaScript's strings count UTF-16 units.

export type Span = readonly [start: number, end: number];

/** The frozen text of a document, sliced by code points. */
export class FrozenText {
  private readonly points: string[];

  constructor(text: string) {
    this.points = Array.from(text);
  }

  get length(): number {
    return this.points.length;
  }

  slice(start: number, end: number): string {
    return this.points.slice(start, end).join("");
  }

  /** Every line that is not blank, in code points. */
  lines(): { start: number; end: number }[] {
    const lines = [];
    let start = 0;
    for (let i = 0; i <= this.points.length; i += 1) {
      if (i < this.points.length && this.points[i] !== "\n") continue;
      if (this.slice(start, i).trim()) lines.push({ start, end: i });
      start = i + 1;
    }
    return lines;
  }
}

export interface Marking {
  spans: readonly Span[];
  kind: string;
}

export interface Piece {
  start: number;
  end: number;
  kinds: string[];
}

/** Cut [start, end) wherever a marking begins or ends: pieces in order, without gaps. */
export function cut(start: number, end: number, markings: readonly Marking[]): Piece[] {
  const edges = new Set([start, end]);
  for (const { spans } of markings) {
    for (const edge of spans.flat()) if (start < edge && edge < end) edges.add(edge);
  }
  const at = [...edges].toSorted((a, b) => a - b);
  return at.slice(1).map((to, i) => {
    const from = at[i]!;
    const holds = ({ spans }: Marking) => spans.some(([a, b]) => a <= from && to <= b);
    return { start: from, end: to, kinds: [...new Set(markings.filter(holds).map((m) => m.kind))] };
  });
}
