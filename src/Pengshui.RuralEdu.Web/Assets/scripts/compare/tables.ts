// Reads a spreadsheet in this browser: .xlsx, or .csv in UTF-8 or GB 18030. Every cell becomes text.
import Papa from "papaparse";
import { read, SSF } from "@e965/xlsx";
import type { CellObject, WorkBook } from "@e965/xlsx";
import { LOSSY } from "./normalise";

/** Most rows of a table; more is said and not read. */
export const MOST_ROWS = 100_000;

/** Most bytes of a file. */
export const MOST_BYTES = 50 * 1024 * 1024;

/** What the columns of a workbook's sheet, or of a text file, hold. */
export interface Table {
  readonly sheets: string[];
  readonly sheet: string;
  readonly rows: string[][];
}

/** A file that cannot be read, in a sentence for the person. */
export class Unreadable extends Error {}

/** Reads a file; of a workbook the first sheet with anything in it, or the one that is named. */
export function readTable(name: string, bytes: ArrayBuffer, sheet?: string): Table {
  if (bytes.byteLength > MOST_BYTES) throw new Unreadable(`文件超过 ${MOST_BYTES / 1024 / 1024} MB，请只留要比对的列。`);
  const start = new Uint8Array(bytes, 0, Math.min(8, bytes.byteLength));
  if (start[0] === 0x50 && start[1] === 0x4b) return bounded(workbook(bytes, sheet));
  if (start[0] === 0xd0 && start[1] === 0xcf) throw new Unreadable("这是旧版 .xls 或加密的文件，请在 Excel 里另存为 .xlsx。");
  if (/\.(xlsx|xls|et)$/i.test(name)) throw new Unreadable("这个文件不是 Excel 工作簿（.xlsx），请重新另存。");
  return bounded(text(bytes));
}

function workbook(bytes: ArrayBuffer, asked?: string): Table {
  let book: WorkBook;
  try {
    book = read(bytes, { dense: true, cellNF: true, cellText: false, cellHTML: false, cellFormula: false, sheets: asked ?? 0 });
  } catch {
    throw new Unreadable("文件打不开：可能已损坏、加了密，或不是 .xlsx。");
  }
  const sheet = asked ?? book.SheetNames[0];
  const rows = sheet === undefined ? undefined : (book.Sheets[sheet]?.["!data"] as (CellObject | undefined)[][] | undefined);
  if (sheet === undefined || !rows) throw new Unreadable("工作簿里没有能读的工作表。");
  return { sheets: book.SheetNames, sheet, rows: Array.from(rows, (row) => Array.from(row ?? [], (cell) => textOf(cell))) };
}

function textOf(cell: CellObject | undefined): string {
  if (!cell || cell.v === undefined || cell.t === "e" || cell.t === "z") return "";
  if (typeof cell.v !== "number") return String(cell.v).trim();
  if (typeof cell.z === "string" && SSF.is_date(cell.z)) {
    const day = SSF.parse_date_code(cell.v);
    if (day && day.y >= 1901) return `${day.y}-${String(day.m).padStart(2, "0")}-${String(day.d).padStart(2, "0")}`;
  }
  return Math.abs(cell.v) >= 1e15 ? LOSSY + BigInt(Math.round(cell.v)).toString() : String(cell.v);
}

function text(bytes: ArrayBuffer): Table {
  let content: string;
  try {
    content = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    content = new TextDecoder("gb18030").decode(bytes);
  }
  if (content.includes("\u0000")) throw new Unreadable("这个文件不是表格。请选 .xlsx 或 .csv 文件。");
  const parsed = Papa.parse<string[]>(content, { skipEmptyLines: "greedy" });
  return { sheets: [], sheet: "", rows: parsed.data.map((row) => row.map((cell) => cell.trim())) };
}

function bounded(table: Table): Table {
  let last = table.rows.length;
  while (last > 0 && table.rows[last - 1]!.every((cell) => cell === "")) last--;
  const rows = table.rows.slice(0, last);
  if (rows.length === 0) throw new Unreadable("表里没有内容。");
  if (rows.length > MOST_ROWS + 20) throw new Unreadable(`表里有 ${rows.length} 行，最多比对 ${MOST_ROWS} 行，请分开比对。`);
  return { ...table, rows };
}

/** The row that names the columns: of the first ones that with the most filled cells, from 0. */
export function headRow(rows: string[][]): number {
  const filled = rows.slice(0, 10).map((row) => row.filter((cell) => cell !== "").length);
  return Math.max(0, filled.indexOf(Math.max(...filled)));
}
