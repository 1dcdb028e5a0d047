// The fields of a statement that a person may change, as text fields hold them.

type Value = string | number | boolean | string[] | null;

/** Plain fields only, those that are empty too: what was not read can be filled in. */
export function editable(attributes: Record<string, unknown>): Record<string, string> {
  const plain = Object.entries(attributes).filter(
    ([, value]) => value === null || ["string", "number"].includes(typeof value),
  );
  return Object.fromEntries(
    plain.map(([name, value]) => [name, value === null ? "" : String(value)]),
  );
}

/** Fields whose text was changed, each as the kind of value that it held. */
export function changed(
  attributes: Record<string, unknown>,
  before: Record<string, string>,
  after: Record<string, string>,
): Record<string, Value> {
  const found: Record<string, Value> = {};
  for (const [name, text] of Object.entries(after)) {
    if (text === before[name]) continue;
    const number = typeof attributes[name] === "number" && text.trim() !== "";
    found[name] = number ? Number(text) : text || null;
  }
  return found;
}
