// An answer as it comes: what was searched, each checked sentence, the whole.
import { Problem, UNREACHABLE, type Answer, type Citation, type Schemas } from "@/client";
import { events } from "@/client/events";

export interface Progress {
  searched?: Schemas["Searched"];
  sentences: Schemas["AnswerSentence"][];
  citations: Citation[];
}

type Told = Schemas["AnswerSentence"] & { cited: Citation[] };

/** Calls ``onProgress`` at each event; gives the whole answer. Raises Problem. */
export async function streamAnswer(
  ask: Schemas["Ask"],
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Answer> {
  const headers = { "Content-Type": "application/json" };
  const options = { method: "POST", headers, body: JSON.stringify(ask), signal };
  const told: Progress = { sentences: [], citations: [] };
  for await (const { event, data } of events("/v1/answers", options)) {
    if (event === "answer") return data as Answer;
    if (event === "problem") {
      const { title, detail, status } = data as Schemas["Problem"];
      throw new Problem(title, detail, status);
    }
    if (event === "searched") told.searched = data as Schemas["Searched"];
    if (event === "sentence") addSentence(told, data as Told);
    onProgress({ ...told });
  }
  throw new Problem("", "", UNREACHABLE); // the stream broke off before its end
}

/** The sentence and those of its sources that are new. */
export function addSentence(told: Progress, { text, citations, cited }: Told): void {
  told.sentences = [...told.sentences, { text, citations }];
  const held = new Set(told.citations.map((c) => c.n));
  told.citations = [...told.citations, ...cited.filter((c) => !held.has(c.n))];
}
