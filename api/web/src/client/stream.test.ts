import { afterEach, describe, expect, it, vi } from "vitest";

import { addSentence, streamAnswer, type Progress } from "./stream";
import type { Citation } from "@/client";

const SIGNAL = new AbortController().signal;

function answering(...events: [name: string, data: unknown][]) {
  const body = events.map(([name, data]) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(body.join(""))));
}

function ask(onProgress: (told: Progress) => void = () => undefined) {
  return streamAnswer(
    { question: "比例？", regions: [], method: "extractive", context: [] } as never,
    onProgress,
    SIGNAL,
  );
}

afterEach(() => vi.unstubAllGlobals());

describe("an answer in a stream", () => {
  it("shows its sentences as they come and ends with the whole", async () => {
    const sentence = { text: "七成。", citations: [1], cited: [{ n: 1 }] };
    answering(
      ["searched", { documents: 3 }],
      ["sentence", sentence],
      ["answer", { status: "answered" }],
    );
    const seen: number[] = [];
    const answer = await ask((told) => seen.push(told.sentences.length));
    expect(seen).toEqual([0, 1]);
    expect(answer.status).toBe("answered");
  });

  it("tells a problem that comes on the way", async () => {
    answering(["problem", { title: "模型不可用", detail: "…", status: 502 }]);
    await expect(ask()).rejects.toMatchObject({ status: 502 });
  });

  it("does not take a broken stream for an answer", async () => {
    answering(["searched", { documents: 3 }]);
    await expect(ask()).rejects.toMatchObject({ status: 0 });
  });

  it("keeps each source once", () => {
    const told: Progress = { sentences: [], citations: [] };
    const cited = [{ n: 1 } as Citation];
    addSentence(told, { text: "甲", citations: [1], cited });
    addSentence(told, { text: "乙", citations: [1], cited });
    expect(told.citations.length).toBe(1);
  });
});
