// One answer at a time: a newer question ends the wait for the older one.
import { ref, shallowRef } from "vue";

import type { Answer } from "@/client";
import { streamAnswer, type Progress } from "@/client/stream";
import type { Question } from "@/logic/question";

export function useAnswer() {
  const answer = shallowRef<Answer>();
  const progress = shallowRef<Progress>();
  const problem = shallowRef<unknown>();
  const waiting = ref(false);
  let running: AbortController | undefined;

  function stop() {
    running?.abort();
    answer.value = progress.value = problem.value = undefined;
    waiting.value = false;
  }

  async function ask({ text, asOf, regions, after }: Question) {
    stop();
    const mine = (running = new AbortController());
    waiting.value = true;
    const body = {
      question: text,
      regions,
      context: after,
      method: "extractive" as const,
      as_of: asOf || null,
    };
    try {
      const whole = await streamAnswer(body, (told) => (progress.value = told), mine.signal);
      if (running === mine) answer.value = whole;
    } catch (error) {
      if (!mine.signal.aborted) problem.value = error;
    } finally {
      if (running === mine) waiting.value = false;
    }
  }

  return { answer, progress, problem, waiting, ask, stop };
}
