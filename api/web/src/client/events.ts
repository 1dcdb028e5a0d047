// Server-sent events over fetch: unlike EventSource it sends a body, and the key.
import { EventSourceParserStream } from "eventsource-parser/stream";

import { Problem, problemOf, UNREACHABLE } from "@/client";
import { authorised } from "@/client/key";

export interface ServerEvent {
  event: string;
  data: unknown;
}

/** The events of a response, one by one. Raises Problem. */
export async function* events(
  path: string,
  options: RequestInit = {},
): AsyncGenerator<ServerEvent> {
  const response = await send(path, options);
  if (!response.ok || !response.body) throw await problemOf(response);
  const reader = response.body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, BufferSource>)
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    yield { event: next.value.event ?? "message", data: JSON.parse(next.value.data) };
  }
}

async function send(path: string, options: RequestInit): Promise<Response> {
  const headers = authorised({ Accept: "text/event-stream", ...(options.headers as object) });
  try {
    return await fetch(path, { ...options, headers });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Problem("", "", UNREACHABLE);
  }
}
