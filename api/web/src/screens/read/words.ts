// Words of the screen on which a document is read.

export const words = {
  zh: { outline: "目录" },
  en: { outline: "Outline" },
};
