// The HTTP interface, typed by its OpenAPI. A failure is a Problem in the server's own words.
import createClient, { type Middleware } from "openapi-fetch";

import type { Readable } from "openapi-typescript-helpers";

import { authorised } from "./key";
import type { components, paths } from "./schema";

/** The shapes of the interface as a response gives them. */
export type Schemas = {
  [Name in keyof components["schemas"]]: Readable<components["schemas"][Name]>;
};
export type Answer = Schemas["Answer"];
export type Citation = Schemas["Citation"];
export type DocumentShape = Schemas["DocumentShape"];
export type OutlineEntry = Schemas["OutlineEntry"];

/** RFC 9457, as the server gives it; status 0 where it could not be reached. */
export class Problem extends Error {
  constructor(
    readonly title: string,
    readonly detail: string,
    readonly status: number,
  ) {
    super(detail || title);
  }
}

export const UNREACHABLE = 0;

const problems: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(authorised())) request.headers.set(name, value);
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === "AbortError") return;
    return new Problem("", "", UNREACHABLE);
  },
};

export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const told = (body ?? {}) as { title?: string; detail?: string };
  return new Problem(told.title ?? `HTTP ${response.status}`, told.detail ?? "", response.status);
}

export const http = createClient<paths>({ baseUrl: "/" });
http.use(problems);

/** The data of a response that a middleware has already found good; JSON, where there is a choice. */
export async function data<T>(sent: Promise<{ data?: T }>): Promise<Exclude<T, string>> {
  return (await sent).data as Exclude<T, string>;
}
