// Reads one of the two lists and, as the first of two workers, compares them. Its policy allows no connection (SecurityHeaders):
// what it reads stays on this computer.
import { utils, write } from "@e965/xlsx";
import { compareLists, type List, type Outcome, type Pair } from "./compare/compare";
import type { Answer, Category, Order, Side } from "./compare/messages";
import { headRow, readTable, Unreadable } from "./compare/tables";

const PAGE = 100;
const NAMES: Record<Category, string> = { different: "内容不同", onlyA: "只在甲表", onlyB: "只在乙表", same: "一致", repeated: "重复", unkeyed: "不能比对" };

const scope = self as unknown as { postMessage(answer: Answer): void; onmessage: ((event: MessageEvent<Order>) => void) | null };

let rows: string[][] = [];
let comparison: Comparison | undefined;

scope.onmessage = ({ data }) => {
  answer(data).catch((error: unknown) =>
    scope.postMessage({ kind: "refused", message: error instanceof Unreadable ? error.message : "没有比对成功：文件可能太大，请关闭其他网页再试一次。" }),
  );
};

async function answer(order: Order): Promise<void> {
  switch (order.kind) {
    case "read": {
      const bytes = await order.file.arrayBuffer();
      const hash = sha256(bytes);
      const table = readTable(order.file.name, bytes, order.sheet);
      rows = table.rows;
      scope.postMessage({
        kind: "read", sheets: table.sheets, sheet: table.sheet, rows: rows.length, start: rows.slice(0, 10), headRow: headRow(rows), sha256: await hash,
      });
      return;
    }
    case "give":
      order.port.postMessage(listOf(order.side));
      return;
    case "compare": {
      const other = await new Promise<List>((resolve) => {
        order.port.onmessage = ({ data }: MessageEvent<List>) => resolve(data);
      });
      comparison = new Comparison(listOf(order.side), other, order.pairs, order.side.name, order.other);
      scope.postMessage({ kind: "compared", counts: comparison.counts });
      return;
    }
    case "rows": {
      const lines = comparison!.lines(order.category);
      const shown = lines.slice(order.from, order.from + PAGE).map((line) => line());
      scope.postMessage({
        kind: "rows", category: order.category, from: order.from, total: lines.length, head: comparison!.headOf(order.category),
        rows: shown.map((line) => line.cells), unlike: shown.map((line) => line.unlike),
      });
      return;
    }
    case "save":
      scope.postMessage({ kind: "saved", file: comparison!.toWorkbook() });
  }
}

/** The list as it is compared: what stands below the head. */
function listOf(side: Side): List {
  return { head: rows[side.headRow] ?? [], rows: rows.slice(side.headRow + 1), firstRow: side.headRow + 2, key: side.key };
}

/** Hexadecimal; null where the browser offers no hash, which is over plain http. */
async function sha256(bytes: ArrayBuffer): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

interface Line {
  readonly cells: string[];
  /** Cells that differ between the lists. */
  readonly unlike: number[];
}

class Comparison {
  readonly #outcome: Outcome;

  constructor(
    readonly a: List,
    readonly b: List,
    readonly pairs: Pair[],
    readonly nameA: string,
    readonly nameB: string,
  ) {
    this.#outcome = compareLists(a, b, pairs);
  }

  get counts() {
    const of = this.#outcome;
    const both = of.same.length + of.different.length;
    return {
      peopleA: both + of.onlyA.length, peopleB: both + of.onlyB.length,
      same: of.same.length, different: of.different.length, onlyA: of.onlyA.length, onlyB: of.onlyB.length,
      repeated: of.repeatedA.length + of.repeatedB.length, unkeyed: of.unkeyedA.length + of.unkeyedB.length, doubtful: of.doubtfulA + of.doubtfulB,
    };
  }

  /** The columns of a category's lines. */
  headOf(category: Category): string[] {
    switch (category) {
      case "same":
      case "different":
        return ["甲表行", "乙表行", ...this.#keyHead(), ...this.pairs.flatMap((p) => [`甲：${this.a.head[p.a] ?? ""}`, `乙：${this.b.head[p.b] ?? ""}`])];
      case "onlyA":
        return ["甲表行", ...this.a.head];
      case "onlyB":
        return ["乙表行", ...this.b.head];
      default:
        return ["表", "行", "原因", ...this.#keyHead()];
    }
  }

  /** A category's lines, each made when it is asked for. */
  lines(category: Category): (() => Line)[] {
    const of = this.#outcome;
    const both = (a: number, b: number, unlike: number[]) => (): Line => ({
      cells: [
        `${this.a.firstRow + a}`, `${this.b.firstRow + b}`, ...this.#keyOf(this.a, a),
        ...this.pairs.flatMap((p) => [this.a.rows[a]![p.a] ?? "", this.b.rows[b]![p.b] ?? ""]),
      ],
      unlike: unlike.flatMap((i) => [2 + this.#keyHead().length + i * 2, 3 + this.#keyHead().length + i * 2]),
    });
    const alone = (list: List, row: number) => (): Line => ({ cells: [`${list.firstRow + row}`, ...list.head.map((_, i) => list.rows[row]![i] ?? "")], unlike: [] });
    const aside = (which: string, list: List, row: number, why: string) => (): Line => ({ cells: [which, `${list.firstRow + row}`, why, ...this.#keyOf(list, row)], unlike: [] });
    switch (category) {
      case "same":
        return of.same.map(([a, b]) => both(a, b, []));
      case "different":
        return of.different.map((d) => both(d.a, d.b, d.pairs));
      case "onlyA":
        return of.onlyA.map((row) => alone(this.a, row));
      case "onlyB":
        return of.onlyB.map((row) => alone(this.b, row));
      case "repeated":
        return [
          ...of.repeatedA.map((row) => aside("甲", this.a, row, "前面已有同一个人")),
          ...of.repeatedB.map((row) => aside("乙", this.b, row, "前面已有同一个人")),
        ];
      case "unkeyed":
        return [
          ...of.unkeyedA.map((u) => aside("甲", this.a, u.row, u.problem)),
          ...of.unkeyedB.map((u) => aside("乙", this.b, u.row, u.problem)),
        ];
    }
  }

  /** All of it as a workbook, a sheet a category. */
  toWorkbook(): Blob {
    const book = utils.book_new();
    for (const category of Object.keys(NAMES) as Category[]) {
      const sheet = utils.aoa_to_sheet([this.headOf(category), ...this.lines(category).map((line) => line().cells)], { dense: true });
      utils.book_append_sheet(book, sheet, NAMES[category]);
    }
    const bytes = write(book, { type: "array", bookType: "xlsx", compression: true }) as ArrayBuffer;
    return new Blob([bytes], { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" });
  }

  #keyHead(): string[] {
    return this.a.key.kind === "id" ? ["证件号"] : ["姓名", "出生年月"];
  }

  #keyOf(list: List, row: number): string[] {
    const cells = list.rows[row]!;
    return list.key.kind === "id" ? [cells[list.key.id] ?? ""] : [cells[list.key.name] ?? "", cells[list.key.birth] ?? ""];
  }
}
