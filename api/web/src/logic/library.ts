// What every screen wants to know of the library: its regions, its size, the kinds of measure. Asked once.
import { data, http, type Schemas } from "@/client";

export interface Known {
  regions: string[];
  documents: number;
  concepts: Schemas["TaxonomyConcept"][];
}

let asked: Promise<Known> | undefined;

async function ask(): Promise<Known> {
  const [page, taxonomy] = await Promise.all([
    data(http.GET("/v1/documents", { params: { query: { limit: 1 } } })),
    data(http.GET("/v1/taxonomy")),
  ]);
  return {
    regions: Object.keys(page.facets.region),
    documents: page.total,
    concepts: taxonomy.items,
  };
}

/** Raises Problem; the next call asks again. */
export function library(): Promise<Known> {
  asked ??= ask().catch((error: unknown) => {
    asked = undefined;
    throw error;
  });
  return asked;
}

/** After documents came or went. */
export function forgetLibrary(): void {
  asked = undefined;
}
