// The page's words, Chinese first. Each folder holds its own in words.ts; here they are put together.
import { createI18n } from "vue-i18n";

import { words as common } from "@/parts/words";
import { words as ask } from "@/screens/ask/words";
import { words as graph } from "@/screens/graph/words";
import { words as indicators } from "@/screens/indicators/words";
import { words as lessons } from "@/screens/lessons/words";
import { words as library } from "@/screens/library/words";
import { words as matrix } from "@/screens/matrix/words";
import { words as policies } from "@/screens/policies/words";
import { words as read } from "@/screens/read/words";

export type Language = "zh" | "en";

const KEPT = "zhengtu-language";

function first(): Language {
  const kept = localStorage.getItem(KEPT);
  return kept === "en" ? "en" : "zh";
}

const ENGLISH = {
  ...common.en,
  ask: ask.en,
  graph: graph.en,
  indicators: indicators.en,
  lessons: lessons.en,
  library: library.en,
  matrix: matrix.en,
  policies: policies.en,
  read: read.en,
};
const CHINESE: typeof ENGLISH = {
  ...common.zh,
  ask: ask.zh,
  graph: graph.zh,
  indicators: indicators.zh,
  lessons: lessons.zh,
  library: library.zh,
  matrix: matrix.zh,
  policies: policies.zh,
  read: read.zh,
};

export const i18n = createI18n({
  legacy: false,
  locale: first(),
  fallbackLocale: "zh",
  messages: { zh: CHINESE, en: ENGLISH },
});

export function speak(language: Language): void {
  i18n.global.locale.value = language;
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}
