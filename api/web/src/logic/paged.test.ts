import { expect, test, vi } from "vitest";
import { nextTick, ref } from "vue";

import { usePaged } from "@/logic/paged";

const PAGES: Record<string, { items: string[]; next_cursor: string | null }> = {
  "": { items: ["甲", "乙"], next_cursor: "2" },
  "2": { items: ["丙"], next_cursor: null },
};
const load = (cursor?: string) => Promise.resolve({ total: 3, ...PAGES[cursor ?? ""]! });
const settled = () => vi.waitFor(() => nextTick());

test("more brings the next page, and the list ends with the last one", async () => {
  const list = usePaged(() => 0, load);
  await settled();
  expect([list.items.value, list.left.value]).toEqual([["甲", "乙"], 1]);

  await list.more();
  expect([list.items.value, list.left.value]).toEqual([["甲", "乙", "丙"], 0]);
});

test("another question begins the list anew", async () => {
  const asked = ref(1);
  const list = usePaged(asked, load);
  await settled();
  await list.more();
  asked.value = 2;
  await settled();

  expect(list.items.value).toEqual(["甲", "乙"]);
});

test("a page that fails is a problem, and what was there stays", async () => {
  const failing = (cursor?: string) => (cursor ? Promise.reject(new Error("gone")) : load(cursor));
  const list = usePaged(() => 0, failing);
  await settled();
  await list.more();

  expect(String(list.problem.value)).toContain("gone");
  expect(list.items.value).toEqual(["甲", "乙"]);
});
