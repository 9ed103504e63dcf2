// Holds two lists against each other by a key.
import { idKey, isSame, nameKey, type Key } from "./normalise";

/** By what people are the same: columns from 0. */
export type KeyColumns = { readonly kind: "id"; readonly id: number } | { readonly kind: "name"; readonly name: number; readonly birth: number };

/** One of the two lists: its rows below the head, and where the key stands. */
export interface List {
  readonly head: string[];
  readonly rows: string[][];
  /** Number of the first row in the file, from 1. */
  readonly firstRow: number;
  readonly key: KeyColumns;
}

/** Two columns that should say the same. */
export interface Pair {
  readonly a: number;
  readonly b: number;
}

/** Rows by their place in the lists. */
export interface Outcome {
  readonly same: [number, number][];
  readonly different: { readonly a: number; readonly b: number; readonly pairs: number[] }[];
  readonly onlyA: number[];
  readonly onlyB: number[];
  /** Rows whose key stood in an earlier row of the same list: the earlier one counts. */
  readonly repeatedA: number[];
  readonly repeatedB: number[];
  /** Rows without a key, with the reason. */
  readonly unkeyedA: { readonly row: number; readonly problem: string }[];
  readonly unkeyedB: { readonly row: number; readonly problem: string }[];
  /** Rows that were compared although their key looks wrong. */
  readonly doubtfulA: number;
  readonly doubtfulB: number;
}

/** Compares them. */
export function compareLists(a: List, b: List, pairs: readonly Pair[]): Outcome {
  const left = keyed(a);
  const right = keyed(b);
  const same: Outcome["same"] = [];
  const different: Outcome["different"] = [];
  const onlyA: number[] = [];
  for (const [key, row] of left.byKey) {
    const other = right.byKey.get(key);
    if (other === undefined) {
      onlyA.push(row);
      continue;
    }
    const unlike = pairs.flatMap((pair, i) => (isSame(a.rows[row]![pair.a] ?? "", b.rows[other]![pair.b] ?? "") ? [] : [i]));
    if (unlike.length === 0) same.push([row, other]);
    else different.push({ a: row, b: other, pairs: unlike });
  }
  const onlyB = [...right.byKey].filter(([key]) => !left.byKey.has(key)).map(([, row]) => row);
  return {
    same, different, onlyA, onlyB,
    repeatedA: left.repeated, repeatedB: right.repeated, unkeyedA: left.unkeyed, unkeyedB: right.unkeyed, doubtfulA: left.doubtful, doubtfulB: right.doubtful,
  };
}

function keyed(list: List): { byKey: Map<string, number>; repeated: number[]; unkeyed: { row: number; problem: string }[]; doubtful: number } {
  const byKey = new Map<string, number>();
  const repeated: number[] = [];
  const unkeyed: { row: number; problem: string }[] = [];
  let doubtful = 0;
  list.rows.forEach((row, i) => {
    if (row.every((cell) => cell === "")) return;
    const { key, problem } = keyOf(row, list.key);
    if (key === null) {
      unkeyed.push({ row: i, problem: problem ?? "" });
      return;
    }
    if (problem) doubtful++;
    if (byKey.has(key)) repeated.push(i);
    else byKey.set(key, i);
  });
  return { byKey, repeated, unkeyed, doubtful };
}

function keyOf(row: string[], columns: KeyColumns): Key {
  return columns.kind === "id" ? idKey(row[columns.id] ?? "") : nameKey(row[columns.name] ?? "", row[columns.birth] ?? "");
}
