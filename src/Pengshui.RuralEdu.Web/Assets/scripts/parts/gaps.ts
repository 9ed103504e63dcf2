// 上报 beside 现场: says how they stand to each other as they are typed; the server computes the same again.
//   tr[data-row][data-reported="609"][data-unit="人"] (or [data-reported-input] in it), [data-seen], [data-gap]
import { icon, make } from "./dom";
import { readNumber } from "./numerals";

function show(row: HTMLElement): void {
  const seenField = row.querySelector<HTMLInputElement>("[data-seen]");
  const place = row.querySelector<HTMLElement>("[data-gap]");
  if (!seenField || !place) return;
  const reported = readNumber(row.dataset.reported ?? row.querySelector<HTMLInputElement>("[data-reported-input]")?.value ?? "", false);
  const seen = readNumber(seenField.value, false);
  const differs = reported !== null && seen !== null && reported !== seen;
  seenField.classList.toggle("is-diff", differs);
  if (reported === null || seen === null) {
    place.replaceChildren(make("span", "same", "未核对"));
  } else if (!differs) {
    place.replaceChildren(make("span", "same", "一致"));
  } else {
    const gap = Math.round((seen - reported) * 100) / 100;
    const mark = make("span", "diff-mark");
    mark.append(icon("neq"), `${gap < 0 ? "少" : "多"} ${Math.abs(gap)} ${row.dataset.unit ?? ""}`.trimEnd());
    place.replaceChildren(mark);
  }
}

export function wireGaps(): void {
  document.addEventListener("input", (event) => {
    const row = (event.target as Element).closest<HTMLElement>("tr[data-row]");
    if (row) show(row);
  });
}
