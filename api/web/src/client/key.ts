// The API key of whoever uses the page, where the server asks for one; forgotten with the tab.

const KEPT = "zhengtu-key";

export function keepKey(key: string): void {
  sessionStorage.setItem(KEPT, key.trim());
}

export function authorised(headers: Record<string, string> = {}): Record<string, string> {
  const key = sessionStorage.getItem(KEPT);
  return key ? { ...headers, Authorization: `Bearer ${key}` } : headers;
}
