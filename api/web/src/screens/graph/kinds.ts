// The kinds of node and their colours; told apart by the legend's words, not by colour alone.

export const KINDS = [
  { name: "Policy", colour: "#1d4e79" },
  { name: "Document", colour: "#5b8db8" },
  { name: "Provision", colour: "#9fb6cc" },
  { name: "Institution", colour: "#b5432e" },
  { name: "Person", colour: "#d98a5f" },
  { name: "Region", colour: "#3d7a5a" },
  { name: "Programme", colour: "#7b5ea7" },
  { name: "Measure", colour: "#c28f2c" },
  { name: "Norm", colour: "#8c6d1f" },
  { name: "Target", colour: "#2f8f9d" },
  { name: "Observation", colour: "#6fb3bd" },
  { name: "Case", colour: "#a85d86" },
  { name: "Problem", colour: "#7a4b4b" },
  { name: "Recommendation", colour: "#5f7a4b" },
  { name: "Level", colour: "#6d6d9c" },
  { name: "Concept", colour: "#4a5668" },
] as const;

export const COLOURS: Record<string, string> = Object.fromEntries(
  KINDS.map(({ name, colour }) => [name, colour]),
);
