// A job as it goes on, until it has ended or nobody listens any more.
import type { Schemas } from "@/client";
import { events } from "@/client/events";

/** Calls ``put`` at each change. Raises Problem. */
export async function watchJob(
  id: string,
  put: (job: Schemas["JobShape"]) => void,
  signal: AbortSignal,
): Promise<void> {
  const path = `/v1/jobs/${encodeURIComponent(id)}/events`;
  for await (const { event, data } of events(path, { signal })) {
    if (event === "job") put(data as Schemas["JobShape"]);
  }
}
