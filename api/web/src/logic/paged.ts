// A list that comes page by page: anew when what is asked for changes, longer when more is wanted.
import { computed, shallowRef, watch, type WatchSource } from "vue";

import { useLoaded } from "@/logic/loaded";

interface Page<Item> {
  items: Item[];
  total: number;
  next_cursor?: string | null;
}

export function usePaged<Item, P extends Page<Item>>(
  source: WatchSource<unknown>,
  load: (cursor: string | undefined, signal?: AbortSignal) => Promise<P & Page<Item>>,
) {
  const first = useLoaded(source, (signal) => load(undefined, signal));
  const later = shallowRef<P[]>([]);
  watch(first.value, () => (later.value = []));
  const pages = computed(() => (first.value.value ? [first.value.value, ...later.value] : []));
  const items = computed(() => pages.value.flatMap((page) => page.items as P["items"]));
  const total = computed(() => first.value.value?.total ?? 0);
  const cursor = computed(() => pages.value.at(-1)?.next_cursor ?? undefined);

  async function more() {
    const before = first.value.value;
    try {
      const next = await load(cursor.value);
      // What belongs to an older question is left out.
      if (first.value.value === before) later.value = [...later.value, next];
    } catch (error) {
      first.problem.value = error;
    }
  }

  return {
    first: first.value,
    items,
    total,
    /** How many the pages so far lack; 0 where the list has ended. */
    left: computed(() => (cursor.value ? total.value - items.value.length : 0)),
    more,
    problem: first.problem,
    reload: first.reload,
  };
}
