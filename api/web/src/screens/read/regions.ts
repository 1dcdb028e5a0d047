// Where stretches of the text stand on the pages of the source, as shares of a page.
import type { Schemas } from "@/client";
import type { Span } from "@/logic/text";

export interface Region {
  page: number;
  /** Per cent of the page's width and height, from its top left. */
  left: number;
  top: number;
  width: number;
  height: number;
}

type Pages = Schemas["PrintedPages"]["items"];

/** Edges of a box in per cent; they come in ten-thousandths. */
function edges({ box }: { box: readonly number[] }) {
  const [left = 0, top = 0, right = 0, bottom = 0] = box.map((edge) => edge / 100);
  return { left, top, right, bottom };
}

/** One region for each printed line that a span touches, cut to the characters that it holds. */
export function regionsOf(pages: Pages, spans: readonly Span[]): Region[] {
  return pages.flatMap(({ number, lines }) =>
    lines.flatMap((line) => {
      const { left, top, right, bottom } = edges(line);
      const each = (right - left) / (line.end - line.start); // Chinese print: all of one width
      return spans.flatMap(([from, to]) => {
        const [first, last] = [Math.max(line.start, from), Math.min(line.end, to)];
        if (first >= last) return [];
        return {
          page: number,
          left: left + each * (first - line.start),
          top,
          width: each * (last - first),
          height: bottom - top,
        };
      });
    }),
  );
}

/** Offset of the printed line at a point of a page, given in per cent; none beside all lines. */
export function offsetAt(pages: Pages, page: number, x: number, y: number): number | undefined {
  const lines = pages.find(({ number }) => number === page)?.lines ?? [];
  return lines.find((line) => {
    const { left, top, right, bottom } = edges(line);
    return left <= x && x <= right && top <= y && y <= bottom;
  })?.start;
}
