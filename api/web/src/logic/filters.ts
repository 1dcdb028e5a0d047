// Filters of a screen, held in its address: a list is a repeated name, an empty one is left out.
import { computed, type WritableComputedRef } from "vue";
import { useRoute, useRouter, type LocationQuery } from "vue-router";

export function listOf(query: LocationQuery, name: string): string[] {
  return [query[name] ?? []].flat().filter((v): v is string => typeof v === "string" && v !== "");
}

export function useFilters() {
  const route = useRoute();
  const router = useRouter();

  function write(name: string, value: string | string[] | undefined) {
    const query = { ...route.query, [name]: value?.length ? value : undefined };
    void router.replace({ query });
  }

  return {
    list: (name: string): WritableComputedRef<string[]> =>
      computed({ get: () => listOf(route.query, name), set: (value) => write(name, value) }),
    one: (name: string, usual = ""): WritableComputedRef<string> =>
      computed({
        get: () => listOf(route.query, name)[0] ?? usual,
        // A cleared date picker gives null.
        set: (value: string | null) => write(name, value && value !== usual ? value : undefined),
      }),
  };
}
