// Which text of a policy was in force on a day; days count from 1970-01-01, as a slider needs them.
import type { Schemas } from "@/client";

type Version = Pick<Schemas["PolicyVersion"], "day" | "validity">;

const DAY = 86_400_000;

export function dayOf(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** First and last day of the slider: from a month before the first text to today or a later start. */
export function daysOf(
  versions: readonly Version[],
  now: Date,
): { first: number; last: number; today: number } {
  const today = Math.floor(now.getTime() / DAY);
  const starts = versions
    .flatMap((v) => v.validity.from ?? v.day ?? [])
    .map((d) => Date.parse(d) / DAY);
  return {
    today,
    first: Math.min(today, ...starts) - 30,
    last: Math.max(today, ...starts) + 30,
  };
}

/** Only what its record says: a text of unknown validity is not said to be in force. */
export function inForceOn({ validity }: Version, day: string): boolean {
  if (validity.status === "unknown" || !validity.from) return false;
  return validity.from <= day && (!validity.to || day <= validity.to);
}
