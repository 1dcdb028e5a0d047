// An answer as it comes: server-sent events over a POST, which a browser's EventSource cannot send.
import { EventSourceParserStream } from "eventsource-parser/stream";

import {
  Problem,
  problemOf,
  UNREACHABLE,
  type Answer,
  type Citation,
  type Schemas,
} from "@/client";

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
  const response = await send(ask, signal);
  if (!response.ok || !response.body) throw await problemOf(response);
  const events = response.body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, BufferSource>)
    .pipeThrough(new EventSourceParserStream());
  const told: Progress = { sentences: [], citations: [] };
  for await (const { event, data } of events as unknown as AsyncIterable<{
    event?: string;
    data: string;
  }>) {
    const value: unknown = JSON.parse(data);
    if (event === "answer") return value as Answer;
    if (event === "problem") {
      const { title, detail, status } = value as Schemas["Problem"];
      throw new Problem(title, detail, status);
    }
    if (event === "searched") told.searched = value as Schemas["Searched"];
    if (event === "sentence") addSentence(told, value as Told);
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

async function send(ask: Schemas["Ask"], signal: AbortSignal): Promise<Response> {
  const headers = { "Content-Type": "application/json", Accept: "text/event-stream" };
  try {
    return await fetch("/v1/answers", {
      method: "POST",
      headers,
      body: JSON.stringify(ask),
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Problem("", "", UNREACHABLE);
  }
}
