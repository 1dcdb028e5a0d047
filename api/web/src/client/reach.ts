// A request with the key of whoever uses the page; a server that is gone is a Problem of its own.
import { Problem, UNREACHABLE, problemOf } from "@/client";
import { authorised } from "@/client/key";

/** A good response. Raises Problem, and AbortError where it was called off. */
export async function reach(path: string, options: RequestInit = {}): Promise<Response> {
  const response = await send(path, options);
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function send(path: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...options, headers: authorised(options.headers as Headers) });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Problem("", "", UNREACHABLE);
  }
}

type Headers = Record<string, string> | undefined;
