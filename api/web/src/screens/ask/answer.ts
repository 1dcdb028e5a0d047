// One answer at a time: a newer question ends the wait for the older one.
import { ref, shallowRef } from "vue";

import { data, http, type Answer } from "@/client";
import type { Question } from "@/logic/question";

export function useAnswer() {
  const answer = shallowRef<Answer>();
  const problem = shallowRef<unknown>();
  const waiting = ref(false);
  let running: AbortController | undefined;

  function stop() {
    running?.abort();
    answer.value = problem.value = undefined;
    waiting.value = false;
  }

  async function ask({ text, asOf, regions }: Question) {
    stop();
    const mine = (running = new AbortController());
    waiting.value = true;
    try {
      const body = { question: text, regions, method: "extractive" as const, as_of: asOf || null };
      answer.value = await data(http.POST("/v1/answers", { body, signal: mine.signal }));
    } catch (error) {
      if (!mine.signal.aborted) problem.value = error;
    } finally {
      if (running === mine) waiting.value = false;
    }
  }

  return { answer, problem, waiting, ask, stop };
}
