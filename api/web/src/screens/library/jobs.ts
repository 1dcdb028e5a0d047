// How far a job is, and how its state is coloured; a state without a colour is not the last one.
import type { Schemas } from "@/client";

type Job = Pick<Schemas["JobShape"], "done" | "documents">;

export const TONES: Partial<Record<Schemas["JobState"], string>> = {
  done: "good",
  failed: "bad",
  cancelled: "warn",
};

export function shareOf({ done, documents }: Job): number {
  return documents.length ? Math.min(100, Math.round((100 * done) / documents.length)) : 0;
}
