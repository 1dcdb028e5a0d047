import { describe, expect, it } from "vitest";

import { COLUMNS, ROWS, shortName, TILES } from "./tiles";

describe("the tile map", () => {
  it("has a square of its own for each of the 34 provinces, inside the frame", () => {
    const places = Object.values(TILES);
    expect(new Set(places.map(String)).size).toBe(34);
    expect(places.every(([x, y]) => x < COLUMNS && y < ROWS)).toBe(true);
  });

  it("names them so that no two are alike", () => {
    expect(new Set(Object.keys(TILES).map(shortName)).size).toBe(34);
  });
});
