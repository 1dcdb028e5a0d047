// A file of the interface, saved by the browser under the name that the server gives it.
import { reach } from "@/client/reach";

/** Raises Problem. */
export async function save(path: string, name: string): Promise<void> {
  const response = await reach(path);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = nameIn(response.headers.get("content-disposition")) ?? name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A picture of the interface as a data: address, which the content security policy lets in. */
export async function pictureOf(path: string, signal: AbortSignal): Promise<string> {
  const response = await reach(path, { signal });
  const blob = await response.blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error(path));
    reader.readAsDataURL(blob);
  });
}

/** filename*=UTF-8''… before filename="…"; none where the header names no file. */
export function nameIn(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  return encoded ? decodeURIComponent(encoded) : /filename="?([^";]+)/.exec(disposition ?? "")?.[1];
}
