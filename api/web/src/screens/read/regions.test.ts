import { expect, test } from "vitest";

import { offsetAt, regionsOf } from "@/screens/read/regions";

const PAGES = [
  { number: 1, lines: [{ start: 0, end: 10, box: [1000, 500, 9000, 700] }] },
  {
    number: 2,
    lines: [
      { start: 10, end: 20, box: [1000, 500, 9000, 700] },
      { start: 21, end: 31, box: [1000, 800, 5000, 1000] },
    ],
  },
];

test("a stretch over two pages is marked on both, cut to its characters", () => {
  expect(regionsOf(PAGES, [[5, 15]])).toEqual([
    { page: 1, left: 50, top: 5, width: 40, height: 2 },
    { page: 2, left: 10, top: 5, width: 40, height: 2 },
  ]);
});

test("a stretch that is printed nowhere has no region", () => {
  expect(regionsOf(PAGES, [[20, 21]])).toEqual([]);
});

test("a point on a page leads to its line", () => {
  expect(offsetAt(PAGES, 2, 30, 9)).toBe(21);
  expect(offsetAt(PAGES, 2, 60, 9)).toBeUndefined();
});
