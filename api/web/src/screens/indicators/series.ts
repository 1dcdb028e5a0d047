// Targets and actual figures of one indicator, made ready for a chart: one unit, one axis.
import type { Schemas } from "@/client";

type Line = Schemas["TargetLine"];

export interface Mark {
  label: string;
  target?: number;
  observed?: number;
  /** ≥ 15 %, for the label beside the bar. */
  words: string;
}

export interface Group {
  indicator: string;
  unit: string;
  lines: Line[];
  marks: Mark[];
}

const SIGNS: Record<string, string> = {
  ">=": "≥",
  "<=": "≤",
  ">": ">",
  "<": "<",
  "=": "",
  between: "",
};

export function words(value: Schemas["StatedValue"]): string {
  const end = value.value_max === null ? "" : `–${value.value_max}`;
  return `${SIGNS[value.comparator] ?? ""} ${value.value}${end} ${value.unit}`.trim();
}

/** Lines of one indicator and unit together, the largest group first; equal sizes by name. */
export function groups(lines: readonly Line[]): Group[] {
  const held = new Map<string, Line[]>();
  for (const line of lines) {
    const key = `${line.indicator_plain} ${line.value.unit}`;
    held.set(key, [...(held.get(key) ?? []), line]);
  }
  const made = [...held.values()].map((inside) => ({
    indicator: inside[0]!.indicator_plain,
    unit: inside[0]!.value.unit,
    lines: inside,
    marks: inside.flatMap(marksOf),
  }));
  return made.toSorted(
    (a, b) => b.marks.length - a.marks.length || a.indicator.localeCompare(b.indicator, "zh"),
  );
}

function marksOf(line: Line): Mark[] {
  const where = line.regions.join("、") || line.source.title;
  const target = {
    label: [where, line.deadline].filter(Boolean).join(" "),
    target: line.value.value,
    words: words(line.value),
  };
  const observed = line.observations.flatMap((seen) =>
    seen.value && seen.value.unit === line.value.unit
      ? [
          {
            label: [where, seen.period].filter(Boolean).join(" "),
            observed: seen.value.value,
            words: words(seen.value),
          },
        ]
      : [],
  );
  return [target, ...observed];
}
