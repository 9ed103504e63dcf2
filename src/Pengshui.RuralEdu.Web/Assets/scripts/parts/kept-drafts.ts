// Drafts of inspections that this device still keeps, offered under the page's head.
import { icon, make } from "./dom";
import { keptUnder } from "./local-draft";

const root = document.querySelector<HTMLLinkElement>("link[rel=stylesheet]")?.href.split("/dist/")[0] ?? "";
const base = new URL(root || "/", location.href).pathname.replace(/\/$/, "");

/** Where drafts are saved; the draft's key follows. */
export const DRAFTS = `${base}/inspections/drafts/`;

/**
 * Shows a bar with a link to each kept draft.
 * @param open the address under which the page itself keeps its draft, which it offers on its own
 */
export function offerKeptDrafts(open?: string): void {
  const kept = keptUnder(DRAFTS).filter(({ rest }) => DRAFTS + rest !== open);
  const place = document.querySelector(".page-head");
  if (!place || kept.length === 0) return;
  const bar = make("div", "netbar");
  bar.append(icon("offline"), make("span", "", `本机存有 ${kept.length} 份没有传上去的督查记录：`));
  for (const { rest, at } of kept) {
    const link = make("a", "", at.toLocaleString("zh-CN", { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" }));
    link.setAttribute("href", `${base}/inspections/new?key=${encodeURIComponent(rest)}`);
    bar.append(link);
  }
  place.after(bar);
}
