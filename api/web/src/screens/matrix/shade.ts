// How dark a cell is: by the logarithm of its statements, because a few regions have very many.

export function depth(statements: number, most: number): number {
  return statements ? Math.log1p(statements) / Math.log1p(Math.max(statements, most)) : 0;
}

/** Mixed with the card's colour, so that words on it stay readable in both themes. */
export function shade(statements: number, most: number): { background?: string } {
  const share = Math.round(depth(statements, most) * 34);
  return share ? { background: `color-mix(in srgb, var(--brand) ${share}%, var(--card))` } : {};
}
