// Makes what two offices wrote in two ways the same: blanks, width, 15 and 18 digits of an identity number, dates of birth.

/** The mark before a number that Excel kept as a number although it has more digits than a number can hold. */
export const LOSSY = "≈";

/** A key, and what is wrong with it; a key that is null cannot be compared. */
export interface Key {
  readonly key: string | null;
  readonly problem?: string;
}

/** Without blanks, marks that nobody sees and differences of width or case. */
export function plain(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]+/gu, "")
    .toUpperCase();
}

/** An identity number with 18 digits; one with 15 (before 1999) gets its century and its check digit. GB 11643-1999. */
export function idKey(text: string): Key {
  if (text.startsWith(LOSSY)) return { key: null, problem: "证件号在表里存成了数字，后几位已经丢失" };
  const number = plain(text).replace(/[-.·]/g, "");
  if (number === "") return { key: null, problem: "没有证件号" };
  if (/^\d{15}$/.test(number)) {
    const long = `${number.slice(0, 6)}19${number.slice(6)}`;
    return { key: long + checkDigit(long) };
  }
  if (!/^\d{17}[\dX]$/.test(number)) return { key: number, problem: "证件号不是 15 位或 18 位" };
  return checkDigit(number) === number[17] ? { key: number } : { key: number, problem: "证件号校验位不对" };
}

/** A name with the month of birth. */
export function nameKey(name: string, birth: string): Key {
  const who = plain(name).replace(/[·•・.]/g, "");
  const month = birthMonth(birth);
  if (who === "") return { key: null, problem: "没有姓名" };
  return month === null ? { key: null, problem: birth.trim() === "" ? "没有出生年月" : "出生年月认不出来" } : { key: `${who} ${month}` };
}

/** Year and month of 2012-05, 2012年5月3日, 201205, 20120503 or of an identity number; null for anything else. */
export function birthMonth(text: string): string | null {
  const said = plain(text);
  const parts = /^\d{17}[\dX]$/.test(said)
    ? [said.slice(6, 10), said.slice(10, 12)]
    : (/^(\d{4})(\d{2})(?:\d{2})?$/.exec(said) ?? /^(\d{4})[^\d](\d{1,2})(?:[^\d].*)?$/.exec(said) ?? []).slice(1, 3);
  const [year, month] = parts.map(Number);
  return year && month && year >= 1900 && year <= 2100 && month <= 12 ? `${year}-${String(month).padStart(2, "0")}` : null;
}

/** Whether two cells say the same: as text, or as the same number. */
export function isSame(a: string, b: string): boolean {
  const [left, right] = [plain(a), plain(b)];
  if (left === right) return true;
  const [x, y] = [numberOf(left), numberOf(right)];
  return x !== null && x === y;
}

function numberOf(text: string): number | null {
  const digits = text.replace(/,/g, "");
  return /^[+-]?\d{1,15}(?:\.\d+)?$/.test(digits) ? Number(digits) : null;
}

function checkDigit(number: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return "10X98765432"[weights.reduce((sum, weight, i) => sum + weight * Number(number[i]), 0) % 11]!;
}
