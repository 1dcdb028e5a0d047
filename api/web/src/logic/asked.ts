// The questions asked last, kept in this browser and nowhere else.
import { useLocalStorage } from "@vueuse/core";

const MOST = 6;

/** The question put in front of the others, once. */
export function withNewest(questions: readonly string[], question: string): string[] {
  return [question, ...questions.filter((one) => one !== question)].slice(0, MOST);
}

export function useAsked() {
  const questions = useLocalStorage<string[]>("zhengtu-asked", []);
  const remember = (question: string) => {
    questions.value = withNewest(questions.value, question);
  };
  return { questions, remember };
}
