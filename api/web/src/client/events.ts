// Server-sent events over fetch: unlike EventSource it sends a body, and the key.
import { EventSourceParserStream } from "eventsource-parser/stream";

import { reach } from "@/client/reach";

export interface ServerEvent {
  event: string;
  data: unknown;
}

/** The events of a response, one by one. Raises Problem. */
export async function* events(
  path: string,
  options: RequestInit = {},
): AsyncGenerator<ServerEvent> {
  const headers = { Accept: "text/event-stream", ...(options.headers as object) };
  const { body } = await reach(path, { ...options, headers });
  if (!body) return;
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, BufferSource>)
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    yield { event: next.value.event ?? "message", data: JSON.parse(next.value.data) };
  }
}
