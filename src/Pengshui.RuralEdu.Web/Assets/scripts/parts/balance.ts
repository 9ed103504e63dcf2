// Live sums and balances of figures (清零月报). The server computes and checks them again.
//   data-balance                               around all of it
//   data-row="小学"                             a row; its figures have data-col="present" and so on. Rows of one name in
//                                              several tables are one
//   <output data-col="left" data-sum="before+new-back-lost">   a figure computed from others of its row
//   data-check="expected-present-out-left"     says 平 where the sum is 0, 差 3 人 where not, nothing while a figure is missing
//   <output data-total="present">              the sum of a column over all rows
//   data-total-check                           the check of the totals
//   data-balance-alert                         hidden while all rows balance; data-balance-text in it names the rows that do not.
//                                              The server writes it hidden where nothing is wrong, since it is not there without a script
import { icon, make } from "./dom";
import { readNumber } from "./numerals";

type Row = { name: string; elements: HTMLElement[] };

/** The terms of "a+b-c", each with its sign. */
function terms(sum: string): [string, number][] {
  return [...sum.replaceAll(" ", "").matchAll(/([+-]?)(\w+)/g)].map((term) => [term[2] ?? "", term[1] === "-" ? -1 : 1]);
}

function find<T extends Element>(row: Row, selector: string): T[] {
  return row.elements.flatMap((element) => [...element.querySelectorAll<T>(selector)]);
}

function figure(row: Row, column: string): number | null {
  const cell = find<HTMLInputElement | HTMLOutputElement>(row, `[data-col="${column}"]`)[0];
  return readNumber((cell instanceof HTMLOutputElement ? cell.dataset.value : cell?.value) ?? "", true);
}

function evaluate(row: Row, sum: string): number | null {
  return terms(sum).reduce<number | null>((total, [column, sign]) => {
    const value = figure(row, column);
    return total === null || value === null ? null : total + sign * value;
  }, 0);
}

function show(output: HTMLOutputElement, value: number | null): void {
  output.dataset.value = value === null ? "" : String(value);
  output.textContent = value === null ? "" : value.toLocaleString("zh-CN");
}

function showCheck(element: HTMLElement, gap: number | null): void {
  const mark = make("span", gap === 0 ? "chk-ok" : "chk-bad", gap === 0 ? "平" : `差 ${Math.abs(gap ?? 0)} 人`);
  mark.prepend(icon(gap === 0 ? "tick" : "bang"));
  element.replaceChildren(...(gap === null ? [] : [mark]));
}

function update(root: HTMLElement): void {
  const rows: Row[] = [];
  for (const element of root.querySelectorAll<HTMLElement>("[data-row]")) {
    const name = element.dataset.row ?? "";
    const row = rows.find((known) => known.name === name);
    if (row) row.elements.push(element);
    else rows.push({ name, elements: [element] });
  }

  const gaps: { name: string; gap: number | null }[] = [];
  for (const row of rows) {
    find<HTMLOutputElement>(row, "output[data-sum]").forEach((output) => show(output, evaluate(row, output.dataset.sum ?? "")));
    const check = find<HTMLElement>(row, "[data-check]")[0];
    if (!check) continue;
    const gap = evaluate(row, check.dataset.check ?? "");
    showCheck(check, gap);
    gaps.push({ name: row.name, gap });
  }

  root.querySelectorAll<HTMLOutputElement>("output[data-total]").forEach((output) => {
    const values = rows.map((row) => figure(row, output.dataset.total ?? "")).filter((value) => value !== null);
    show(output, values.length > 0 ? values.reduce((sum, value) => sum + value, 0) : null);
  });
  const total = root.querySelector<HTMLElement>("[data-total-check]");
  if (total) showCheck(total, gaps.some(({ gap }) => gap === null) ? null : gaps.reduce((sum, { gap }) => sum + Math.abs(gap ?? 0), 0));

  const wrong = gaps.filter(({ gap }) => gap !== null && gap !== 0);
  root.querySelectorAll<HTMLElement>("[data-balance-alert]").forEach((alert) => {
    alert.hidden = wrong.length === 0 && !alert.querySelector(".invalid-feedback");
    const text = alert.querySelector<HTMLElement>("[data-balance-text]");
    const sentence = wrong.map(({ name, gap }) => `${name}差 ${Math.abs(gap ?? 0)} 人`).join("，") + "。";
    // A live region is read aloud when it changes, so it changes only with the figures.
    if (text && wrong.length > 0 && text.textContent !== sentence) text.textContent = sentence;
  });
}

export function wireBalance(): void {
  document.querySelectorAll<HTMLElement>("[data-balance]").forEach((root) => {
    root.addEventListener("input", () => update(root));
    update(root);
  });
}
