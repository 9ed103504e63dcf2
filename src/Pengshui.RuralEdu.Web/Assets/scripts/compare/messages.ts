// What the page and its two workers say to each other. Nothing of it goes anywhere else.
import type { KeyColumns, Pair } from "./compare";

/** Which rows of a comparison. */
export type Category = "different" | "onlyA" | "onlyB" | "same" | "repeated" | "unkeyed";

/** What one list is to be compared by. */
export interface Side {
  readonly name: string;
  readonly headRow: number;
  readonly key: KeyColumns;
}

export type Order =
  | { readonly kind: "read"; readonly file: File; readonly sheet?: string }
  | { readonly kind: "give"; readonly side: Side; readonly port: MessagePort }
  | { readonly kind: "compare"; readonly side: Side; readonly other: string; readonly pairs: Pair[]; readonly port: MessagePort }
  | { readonly kind: "rows"; readonly category: Category; readonly from: number }
  | { readonly kind: "save" };

export type Answer =
  | { readonly kind: "read"; readonly sheets: string[]; readonly sheet: string; readonly rows: number; readonly start: string[][]; readonly headRow: number; readonly sha256: string | null }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "compared"; readonly counts: Counts }
  | { readonly kind: "rows"; readonly category: Category; readonly from: number; readonly total: number; readonly head: string[]; readonly rows: string[][]; readonly unlike: number[][] }
  | { readonly kind: "saved"; readonly file: Blob };

/** How many rows of each kind. */
export interface Counts {
  readonly peopleA: number;
  readonly peopleB: number;
  readonly same: number;
  readonly different: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly repeated: number;
  readonly unkeyed: number;
  readonly doubtful: number;
}
