// The matrix drawn on a canvas, for a slide or a report.
import type { Schemas } from "@/client";
import { depth } from "@/screens/matrix/shade";

const CELL = { width: 128, height: 44 };
const HEAD = { width: 130, height: 76 };
const FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';

export function drawMatrix(
  matrix: Schemas["Matrix"],
  label: (column: Schemas["MatrixColumn"]) => string,
  status: (status: string) => string,
): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const ratio = 2;
  const width = HEAD.width + CELL.width * matrix.columns.length;
  const height = HEAD.height + CELL.height * matrix.rows.length + 28;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const pen = canvas.getContext("2d")!;
  pen.scale(ratio, ratio);
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  pen.strokeStyle = "#dfe4ec";
  pen.textBaseline = "middle";
  const most = Math.max(1, ...matrix.rows.flatMap((row) => row.cells.map((c) => c.statements)));

  const write = (
    text: string,
    x: number,
    y: number,
    room: number,
    style = "",
    colour = "#1c2733",
  ) => {
    pen.font = `${style} 12px ${FONT}`;
    pen.fillStyle = colour;
    let shown = text;
    while (shown && pen.measureText(shown).width > room) shown = shown.slice(0, -1);
    pen.fillText(shown === text ? shown : `${shown.slice(0, -1)}…`, x, y);
  };

  matrix.columns.forEach((column, i) => {
    const x = HEAD.width + i * CELL.width;
    const words = label(column);
    for (let line = 0; line < 4; line += 1) {
      const part = words.slice(line * 9, line * 9 + 9);
      write(part, x + 6, 12 + line * 17, CELL.width - 8, "bold");
    }
  });
  matrix.rows.forEach((row, k) => {
    const y = HEAD.height + k * CELL.height;
    write(row.region, 8, y + CELL.height / 2, HEAD.width - 12, "bold");
    row.cells.forEach((cell, i) => {
      const x = HEAD.width + i * CELL.width;
      pen.fillStyle = `rgb(29 78 121 / ${Math.round(depth(cell.statements, most) * 38)}%)`;
      pen.fillRect(x, y, CELL.width, CELL.height);
      pen.strokeRect(x, y, CELL.width, CELL.height);
      if (cell.status === "found") {
        write(String(cell.statements), x + 6, y + 14, CELL.width - 12, "bold");
        write(cell.values[0] ?? "", x + 6, y + 31, CELL.width - 12);
      } else write(status(cell.status), x + 6, y + CELL.height / 2, CELL.width - 12, "", "#7a8699");
    });
  });
  write(
    `政图 Zhengtu · ${matrix.as_of} · ${matrix.build.slice(0, 12)}`,
    8,
    height - 13,
    width,
    "",
    "#56637a",
  );
  return canvas;
}
