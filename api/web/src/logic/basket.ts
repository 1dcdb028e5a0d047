// The basket: passages chosen anywhere on the page for the next lesson, kept in this browser.
import { useLocalStorage } from "@vueuse/core";

import type { Span } from "@/logic/text";

export interface Kept {
  /** DOCUMENT@START-END, as the lesson builder takes it. */
  id: string;
  label: string;
  quote: string;
}

interface Place {
  document_id: string;
  title?: string;
  locator?: string;
  quote: string;
  spans: readonly (Span | number[])[];
}

/** A passage in several spans is kept from its first character to its last. */
export function keptOf({ document_id, title, locator, quote, spans }: Place): Kept {
  const start = Math.min(...spans.map((span) => span[0]!));
  const end = Math.max(...spans.map((span) => span[1]!));
  const label = [title ?? document_id, locator].filter(Boolean).join(" ");
  return { id: `${document_id}@${start}-${end}`, label, quote };
}

export function useBasket() {
  const kept = useLocalStorage<Kept[]>("zhengtu-basket", []);
  const holds = (place: Place) => kept.value.some((one) => one.id === keptOf(place).id);

  function toggle(place: Place) {
    const one = keptOf(place);
    kept.value = holds(place) ? kept.value.filter((k) => k.id !== one.id) : [...kept.value, one];
  }

  return { kept, holds, toggle };
}

/** The list with the entry moved by one place; at the edge it stays. */
export function moved<T>(list: readonly T[], from: number, by: 1 | -1): T[] {
  const to = from + by;
  if (to < 0 || to >= list.length) return [...list];
  const copy = [...list];
  [copy[from], copy[to]] = [copy[to]!, copy[from]!];
  return copy;
}
