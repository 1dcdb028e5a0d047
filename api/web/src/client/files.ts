// A file of the interface, saved by the browser under the name that the server gives it.
import { problemOf } from "@/client";
import { authorised } from "@/client/key";

/** Raises Problem. */
export async function save(path: string, name: string): Promise<void> {
  const response = await fetch(path, { headers: authorised() });
  if (!response.ok) throw await problemOf(response);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = nameIn(response.headers.get("content-disposition")) ?? name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** filename*=UTF-8''… before filename="…"; none where the header names no file. */
export function nameIn(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  return encoded ? decodeURIComponent(encoded) : /filename="?([^";]+)/.exec(disposition ?? "")?.[1];
}
