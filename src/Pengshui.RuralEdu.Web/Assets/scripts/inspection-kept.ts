// Where inspections are listed: says which drafts this device still keeps, and forgets those that were issued.
//   [data-forget-draft="<key>"] on the page of an issued inspection
import { icon, make } from "./parts/dom";
import { forgetKept, keptUnder } from "./parts/local-draft";

const root = document.querySelector<HTMLLinkElement>("link[rel=stylesheet]")?.href.split("/dist/")[0] ?? "";
const base = new URL(root || "/", location.href).pathname.replace(/\/$/, "");
const DRAFTS = `${base}/inspections/drafts/`;

const issued = document.querySelector<HTMLElement>("[data-forget-draft]")?.dataset.forgetDraft;
if (issued) forgetKept(DRAFTS + issued);

const kept = keptUnder(DRAFTS);
const place = document.querySelector(".page-head");
if (place && kept.length > 0) {
  const bar = make("div", "netbar");
  bar.append(icon("offline"), make("span", "", `本机存有 ${kept.length} 份没有传上去的督查记录：`));
  for (const { rest, at } of kept) {
    const link = make("a", "", at.toLocaleString("zh-CN", { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" }));
    link.setAttribute("href", `${base}/inspections/new?key=${encodeURIComponent(rest)}`);
    bar.append(link);
  }
  place.after(bar);
}
