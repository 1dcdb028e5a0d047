import { expect, test } from "vitest";

import { chartOf, shortLabel, type Graph } from "@/screens/graph/layout";

function hub(size: number): Graph {
  const around = Array.from({ length: size }, (_, n) => ({
    ...{ id: `p${n}`, kind: "Provision" as const, name: `第${n}条`, depth: 1, degree: 1 },
  }));
  const centre = { id: "c", kind: "Institution" as const, name: "中心", depth: 0, degree: size };
  return {
    node: "c",
    nodes: [centre, ...around],
    edges: around.map(({ id }) => ({ subject: id, predicate: "MENTIONS" as const, object: "c" })),
  };
}

const NONE = new Set<string>();

test("a few neighbours are all drawn", () => {
  const chart = chartOf(hub(3), NONE);

  expect(chart.nodes).toHaveLength(4);
  expect(chart.more).toEqual([]);
  expect(chart.lines.filter(({ at }) => at !== undefined)).toHaveLength(3);
});

test("many neighbours of one kind become one entry that can be opened", () => {
  const graph = hub(300);
  const closed = chartOf(graph, NONE);
  const [group] = closed.groups;
  const open = chartOf(graph, new Set([group!.id]));

  expect(group).toMatchObject({ size: 300, predicate: "MENTIONS", outwards: false });
  expect(closed.nodes).toHaveLength(15);
  expect(closed.more).toMatchObject([{ hidden: 286, group: group!.id }]);
  expect(open.nodes).toHaveLength(301);
  expect(open.more).toEqual([]);
});

test.each([3, 40, 300])("no two entries of %d stand in one place", (size) => {
  const graph = hub(size);
  const { groups } = chartOf(graph, NONE);
  const { nodes, more } = chartOf(graph, new Set(groups.map(({ id }) => id)));
  const places = [...nodes, ...more].map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`);

  expect(new Set(places).size).toBe(places.length);
});

test("what is two steps away stands beyond what leads to it", () => {
  const further = { id: "q", kind: "Policy" as const, name: "甲条例", depth: 2, degree: 1 };
  const graph = hub(2);
  const chart = chartOf(
    {
      ...graph,
      nodes: [...graph.nodes, further],
      edges: [...graph.edges, { subject: "p0", predicate: "CITES", object: "q" }],
    },
    NONE,
  );
  const at = (id: string) => chart.nodes.find((one) => one.id === id)!;

  expect(Math.abs(at("q").x)).toBeGreaterThan(Math.abs(at("p0").x));
  expect(at("q").side).toBe(at("p0").side);
});

test("a narrow chart has everything on the right of its centre", () => {
  const graph = hub(3);
  const edges = graph.edges.map((edge, n) => (n ? edge : { ...edge, predicate: "CITES" as const }));
  const { nodes, groups } = chartOf({ ...graph, edges }, NONE, true);

  expect(groups).toHaveLength(2);
  expect(nodes.every(({ id, x }) => id === "c" || x > 0)).toBe(true);
});

test("an edge beside the tree is drawn across", () => {
  const graph = hub(2);
  const chart = chartOf(
    { ...graph, edges: [...graph.edges, { subject: "p0", predicate: "CITES", object: "p1" }] },
    NONE,
  );

  expect(chart.lines.filter(({ across }) => across)).toMatchObject([{ from: "p0", to: "p1" }]);
});

test("a clause keeps its number in a short label", () => {
  expect(shortLabel("《中华人民共和国某某某某某某某某某某某某某某法》第三条")).toBe(
    "某某某某某某某某某某某… 第三条",
  );
  expect(shortLabel("甲市人民政府")).toBe("甲市人民政府");
});
