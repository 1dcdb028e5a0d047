// A neighbourhood as a chart to both sides of its centre: what is said of it, by predicate and kind.
import type { Schemas } from "@/client";

type Node = Pick<Schemas["GraphNode"], "id" | "kind" | "name" | "depth" | "degree">;
type Edge = Pick<Schemas["SaidEdge"], "subject" | "predicate" | "object">;

export interface Graph {
  node: string;
  nodes: readonly Node[];
  edges: readonly Edge[];
}

export type Side = "left" | "right";

export interface Placed {
  id: string;
  x: number;
  y: number;
  side: Side | "centre";
}

export interface PlacedNode extends Placed {
  node: Node;
}

/** Neighbours of one parent that are of one kind and stand in one relation to it. */
export interface Group extends Placed {
  parent: string;
  predicate: string;
  kind: Node["kind"];
  /** Whether the parent is the subject. */
  outwards: boolean;
  size: number;
}

/** Stands for the members of a group that are not drawn. */
export interface More extends Placed {
  group: string;
  hidden: number;
}

export interface Line {
  id: string;
  from: string;
  to: string;
  /** Place of the edge that it shows in ``Graph.edges``; none where it only leads to a group. */
  at?: number;
  /** Beside the chart: between nodes that are drawn for the sake of other edges. */
  across: boolean;
}

export interface Chart {
  nodes: PlacedNode[];
  groups: Group[];
  more: More[];
  lines: Line[];
}

/** Members of a group that are drawn before it is opened: at the centre, and further out. */
const FEW = [14, 3] as const;
const COLUMN = 24; // members of an opened group, one under the other
const ROW = 30;
const GAP = 16; // between groups
const CAPTION = 46; // height that the name of a group takes
const OUT = { group: 150, member: 110, column: 270 } as const;

interface Member {
  node: Node;
  at: number;
  branches: Branch[];
}

interface Branch {
  id: string;
  parent: string;
  predicate: string;
  kind: Node["kind"];
  outwards: boolean;
  shown: Member[];
  size: number;
  hidden: number;
  opened: boolean;
}

/**
 * ``opened``: ids of groups whose members are all drawn. ``narrow``: all groups on the right, as a
 * phone has no room for both sides. The same graph gives the same chart.
 */
export function chartOf(graph: Graph, opened: ReadonlySet<string>, narrow = false): Chart {
  const known = new Map(graph.nodes.map((n) => [n.id, n]));
  const centre = known.get(graph.node);
  const chart: Chart = { nodes: [], groups: [], more: [], lines: [] };
  if (!centre) return chart;
  const branches = branchesOf(graph, known, opened);
  chart.nodes.push({ id: centre.id, node: centre, x: 0, y: 0, side: "centre" });
  const sides = narrow ? { right: branches } : halved(branches);
  for (const [side, ones] of Object.entries(sides) as [Side, Branch[]][]) {
    const height = ones.reduce((sum, b) => sum + heightOf(b) + GAP, -GAP);
    placeBranches(chart, ones, side, 0, -height / 2);
  }
  addAcross(chart, graph);
  return chart;
}

/** What a step further from each node leads to; every node is reached once, along its first edge. */
function branchesOf(
  graph: Graph,
  known: ReadonlyMap<string, Node>,
  opened: ReadonlySet<string>,
): Branch[] {
  const edges = new Map<string, number[]>();
  graph.edges.forEach(({ subject, object }, at) => {
    for (const end of new Set([subject, object])) edges.set(end, [...(edges.get(end) ?? []), at]);
  });
  const reached = new Set([graph.node]);

  function around(parent: string, depth: number): Branch[] {
    const found = new Map<string, { branch: Branch; members: Member[] }>();
    for (const at of edges.get(parent) ?? []) {
      const { subject, predicate, object } = graph.edges[at]!;
      const outwards = subject === parent;
      const node = known.get(outwards ? object : subject);
      if (!node || reached.has(node.id)) continue;
      reached.add(node.id);
      const id = `${parent} ${outwards ? ">" : "<"} ${predicate} ${node.kind}`;
      const parts = { id, parent, predicate, outwards, kind: node.kind };
      const branch = { ...parts, shown: [], size: 0, hidden: 0, opened: opened.has(id) };
      if (!found.has(id)) found.set(id, { branch, members: [] });
      found.get(id)!.members.push({ node, at, branches: [] });
    }
    return [...found.values()].map(({ branch, members }) => {
      const few = FEW[Math.min(depth, FEW.length - 1)]!;
      const ranked = members.toSorted(
        (a, b) => b.node.degree - a.node.degree || (a.node.name < b.node.name ? -1 : 1),
      );
      // One more costs no more room than saying that there is one.
      const all = branch.opened || members.length <= few + 1;
      const shown = all ? ranked : ranked.slice(0, few);
      return { ...branch, shown, size: members.length, hidden: members.length - shown.length };
    });
  }

  const first = around(graph.node, 0);
  for (const branch of first) {
    for (const member of branch.shown) member.branches = around(member.node.id, 1);
  }
  return first.toSorted((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1));
}

/** Large groups first, each to the side that is less high so far. */
function halved(branches: readonly Branch[]): Record<Side, Branch[]> {
  const sides: Record<Side, Branch[]> = { right: [], left: [] };
  const height = { right: 0, left: 0 };
  for (const branch of branches) {
    const side = height.right <= height.left ? "right" : "left";
    sides[side].push(branch);
    height[side] += heightOf(branch) + GAP;
  }
  return sides;
}

const inColumns = ({ shown }: Branch) => shown.length > COLUMN;

function heightOf(branch: Branch): number {
  if (inColumns(branch)) return COLUMN * ROW;
  const members = branch.shown.reduce((sum, member) => sum + rowsOf(member), 0);
  return Math.max(CAPTION, members + (branch.hidden ? ROW : 0));
}

function rowsOf({ branches }: Member): number {
  const inner = branches.reduce((sum, b) => sum + heightOf(b) + GAP / 2, 0);
  return Math.max(ROW, inner);
}

function placeBranches(
  chart: Chart,
  branches: readonly Branch[],
  side: Side,
  from: number,
  top: number,
): void {
  const away = side === "right" ? 1 : -1;
  for (const branch of branches) {
    const { id, parent, predicate, kind, outwards, size } = branch;
    const height = heightOf(branch);
    const x = from + away * OUT.group;
    chart.groups.push({
      ...{ id, parent, predicate, kind, outwards, size, side },
      ...{ x, y: top + height / 2 },
    });
    chart.lines.push({ id: `to ${id}`, from: parent, to: id, across: false });
    placeMembers(chart, branch, side, x + away * OUT.member, top);
    top += height + (from ? GAP / 2 : GAP);
  }
}

function placeMembers(chart: Chart, branch: Branch, side: Side, from: number, top: number): void {
  const away = side === "right" ? 1 : -1;
  const rows = branch.shown.reduce((sum, member) => sum + rowsOf(member), branch.hidden ? ROW : 0);
  let y = inColumns(branch) ? top : top + (heightOf(branch) - rows) / 2;
  branch.shown.forEach((member, n) => {
    const { node, at } = member;
    const column = inColumns(branch) ? Math.floor(n / COLUMN) : 0;
    if (inColumns(branch) && n % COLUMN === 0) y = top;
    const height = inColumns(branch) ? ROW : rowsOf(member);
    const place = { x: from + away * column * OUT.column, y: y + height / 2 };
    chart.nodes.push({ id: node.id, node, side, ...place });
    chart.lines.push({ id: `edge ${at}`, from: branch.id, to: node.id, at, across: false });
    if (!inColumns(branch)) {
      const inner = member.branches.reduce((sum, b) => sum + heightOf(b) + GAP / 2, 0);
      const start = y + (height - inner) / 2;
      placeBranches(chart, member.branches, side, place.x + away * (OUT.column - 60), start);
    }
    y += height;
  });
  if (!branch.hidden) return;
  const id = `more ${branch.id}`;
  chart.more.push({
    ...{ id, group: branch.id, hidden: branch.hidden, side },
    ...{ x: from, y: y + ROW / 2 },
  });
  chart.lines.push({ id: `to ${id}`, from: branch.id, to: id, across: false });
}

/** Edges between drawn nodes that no line shows yet. */
function addAcross(chart: Chart, graph: Graph): void {
  const drawn = new Set(chart.nodes.map(({ id }) => id));
  const shown = new Set(chart.lines.map(({ at }) => at));
  graph.edges.forEach(({ subject, object }, at) => {
    if (shown.has(at) || !drawn.has(subject) || !drawn.has(object)) return;
    chart.lines.push({ id: `edge ${at}`, from: subject, to: object, at, across: true });
  });
}

const LONG_TITLE = 12;
const LONG_NAME = 20;
// 《甲市促进科技成果转化条例》第三条
const PROVISION = /^《(?<title>.+?)》(?<locator>.*)$/u;

/** A name short enough for a drawing; a clause keeps its number, whatever its act is called. */
export function shortLabel(name: string): string {
  const { title, locator } = PROVISION.exec(name)?.groups ?? {};
  if (!title || !locator) return cut(bare(name), LONG_NAME);
  return `${cut(bare(title), LONG_TITLE)} ${cut(locator, LONG_NAME)}`;
}

const bare = (title: string) => title.replace(/^中华人民共和国/u, "");

function cut(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : text;
}
