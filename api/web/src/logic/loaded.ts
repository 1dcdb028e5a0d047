// Something loaded for what the address says: the newest request wins, whatever order answers come in.
import { ref, shallowRef, watch, type WatchSource } from "vue";

export function useLoaded<T>(
  source: WatchSource<unknown>,
  load: (signal: AbortSignal) => Promise<T>,
) {
  const value = shallowRef<T>();
  const problem = shallowRef<unknown>();
  const waiting = ref(false);
  let running: AbortController | undefined;

  async function reload() {
    running?.abort();
    const mine = (running = new AbortController());
    waiting.value = true;
    problem.value = undefined;
    try {
      const loaded = await load(mine.signal);
      if (running === mine) value.value = loaded;
    } catch (error) {
      if (!mine.signal.aborted) problem.value = error;
    } finally {
      if (running === mine) waiting.value = false;
    }
  }

  watch(source, reload, { immediate: true, deep: true });
  return { value, problem, waiting, reload };
}
