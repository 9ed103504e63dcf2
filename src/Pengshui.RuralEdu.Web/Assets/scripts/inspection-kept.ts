// Where inspections are listed: says which drafts this device still keeps, and forgets those that were issued.
//   [data-forget-draft="<key>"] on the page of an issued inspection
import { DRAFTS, offerKeptDrafts } from "./parts/kept-drafts";
import { forgetKept } from "./parts/local-draft";

const issued = document.querySelector<HTMLElement>("[data-forget-draft]")?.dataset.forgetDraft;
if (issued) forgetKept(DRAFTS + issued);
offerKeptDrafts();
