// Reads numbers as the server does (Infrastructure/Binding/Numerals.cs): one table of examples is held against both.
import { typedLine } from "./typed-text";

const MOST_DIGITS = 15;
const MOST_DECIMALS = 8;
const LARGEST_WHOLE = 2_147_483_647;
const FORM = /^(?:\+|(-))? ?(?:([1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)|[0-9]+)(?:\.([0-9]*))?|\.([0-9]+))( ?%)?$/;

function narrow(text: string): string {
  return text
    .replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[。｡]/g, ".")
    .replace(/[−–﹣]/g, "-")
    .replace(/\s/g, " ");
}

/** A number as it is typed; null where it is none, or where the server would refuse it. */
export function readNumber(text: string, isWhole: boolean): number | null {
  const form = FORM.exec(narrow(typedLine(text)));
  if (!form || (isWhole && form[5] !== undefined)) return null;
  const digits = (form[2] ?? "").replace(/[, ]/g, "").replace(/^0+/, "");
  const decimals = (form[3] ?? form[4] ?? "").replace(/0+$/, "");
  if (digits.length > MOST_DIGITS || decimals.length > MOST_DECIMALS) return null;
  const number = Number(`0${digits}.${decimals}0`);
  if (isWhole && (decimals !== "" || number > LARGEST_WHOLE)) return null;
  return form[1] === undefined || number === 0 ? number : -number;
}
