// A citation as it is put into a paper (GB/T 7714—2015) or into notes (Markdown).
import type { Answer, Citation } from "@/client";

type Cited = Pick<
  Citation,
  "title" | "locator" | "quote" | "document_number" | "doc_type" | "region" | "validity"
>;

/**
 * One reference: issuer or region, title and number, its type mark, year, place in the text.
 * Laws and policy texts have no mark of their own in GB/T 7714; [Z] (others) with /OL is used.
 */
export function gbt7714(citation: Cited, today: string): string {
  const number = citation.document_number ? `：${citation.document_number}` : "";
  const year = citation.validity.from?.slice(0, 4);
  const head = citation.region ? `${citation.region}. ` : "";
  const parts = [`${head}${citation.title}${number}[Z/OL]`, year, citation.locator];
  return `${parts.filter(Boolean).join(". ")}. [${today}].`;
}

/** The quote as a block with its place and whether it is in force. */
export function markdownQuote(citation: Cited, validity: string): string {
  const quote = citation.quote.split("\n").map((line) => `> ${line}`);
  const where = [`《${citation.title}》${citation.locator}`, citation.document_number, validity];
  return [...quote, ">", `> —— ${where.filter(Boolean).join("，")}`].join("\n");
}

/** A title as it is said in passing: laws of the state without its name. */
export function shortTitle(title: string): string {
  return title.replace(/^中华人民共和国/u, "");
}

const inCell = (cell: string) => cell.replaceAll("|", "\\|").replaceAll("\n", " ");
const line = (cells: string[]) => `| ${cells.map(inCell).join(" | ")} |`;

/** A table as Markdown; a bar inside a cell must not end it. */
export function markdownTable(columns: string[], rows: string[][]): string {
  return [line(columns), line(columns.map(() => "---")), ...rows.map(line)].join("\n");
}

const footnotes = (numbers: readonly number[]) => numbers.map((n) => `[^${n}]`).join("");

/** A whole answer with its sources as footnotes; ``validityOf`` words the state of a source. */
export function markdownAnswer(answer: Answer, validityOf: (cited: Citation) => string): string {
  const { table } = answer;
  const notes = answer.citations.map((cited) => {
    const quote = cited.quote.replaceAll("\n", " ");
    return `[^${cited.n}]: 《${cited.title}》${cited.locator}（${validityOf(cited)}）：“${quote}”`;
  });
  const parts = [
    `**${answer.question}**`,
    ...answer.sentences.map((sentence) => sentence.text + footnotes(sentence.citations)),
    table ? markdownTable(table.columns, table.rows) : "",
    notes.join("\n"),
  ];
  return parts.filter(Boolean).join("\n\n");
}
