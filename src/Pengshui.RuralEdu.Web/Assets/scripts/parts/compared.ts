// The result of a comparison (compare.ts) that was taken along to the report form: offered above it, and put into 本月进展 by a
// click. It lies in this tab only, and goes with the offer.
import { put } from "./carry";
import { announce, button, icon, make } from "./dom";

const KEY = "compared";

/** Takes a sentence along to a report's form. */
export function takeAlong(sentence: string, report: string): void {
  sessionStorage.setItem(KEY, JSON.stringify({ sentence, report }));
}

/** Offers it on the form that it was taken to. */
export function offerCompared(): void {
  const kept = sessionStorage.getItem(KEY);
  if (!kept) return;
  const { sentence, report } = JSON.parse(kept) as { sentence: string; report: string };
  if (!location.pathname.endsWith(report)) return;
  const bar = make("div", "alert");
  const end = (): void => {
    sessionStorage.removeItem(KEY);
    bar.remove();
  };
  const words = make("div");
  words.append(make("p", "", "本机比对的结果"), make("p", "prose", sentence));
  words.append(
    button("加到本月进展", () => {
      end();
      put("Progress", sentence)?.focus();
      announce("已加到本月进展，请核对");
    }),
    button("不用了", end),
  );
  bar.append(icon("info"), words);
  document.querySelector("main .page-head")?.after(bar);
}
