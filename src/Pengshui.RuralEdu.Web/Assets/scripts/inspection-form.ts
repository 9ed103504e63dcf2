// On the inspection form. It works without a network: what is typed stays on the device, the draft is sent when the network
// is back, and 签发, which takes a number, waits for it.
import { Autosave, type Outcome } from "./parts/autosave";
import { wireDueHints } from "./parts/due-hint";
import { wireGaps } from "./parts/gaps";
import { InspectionRows } from "./parts/inspection-rows";
import { offerKeptDrafts } from "./parts/kept-drafts";
import { keepPage } from "./parts/offline-page";
import { Photos } from "./parts/photos";
import { restoreThere, wireThere } from "./parts/there";

type Told = { outcome: Outcome; answer: { id?: number } };

function wire(form: HTMLFormElement): void {
  const rows = new InspectionRows(() => autosave.touch());
  const autosave = new Autosave(form, form.dataset.autosaveUrl ?? "", (fields) => {
    rows.prepare(fields);
    restoreThere(fields);
  });
  const photos = new Photos(form, async () => form.dataset.id !== undefined && form.dataset.id !== "" ? navigator.onLine : (await autosave.flush()) === "saved");
  const bar = document.querySelector<HTMLElement>("[data-offline-bar]");
  const hint = document.querySelector<HTMLElement>("[data-offline-hint]");
  const issue = document.querySelector<HTMLButtonElement>("[data-issue]");
  const save = document.querySelector<HTMLButtonElement>("[data-save]");

  const showNetwork = (isThere: boolean): void => {
    if (bar) bar.hidden = isThere;
    if (hint) hint.hidden = isThere;
    if (issue) issue.disabled = !isThere;
    // The one thing that can be done is the main thing.
    save?.classList.toggle("btn-primary", !isThere);
    save?.classList.toggle("btn-outline-primary", isThere);
    issue?.classList.toggle("btn-primary", isThere);
    issue?.classList.toggle("btn-outline-primary", !isThere);
  };
  window.addEventListener("offline", () => showNetwork(false));
  window.addEventListener("online", () => showNetwork(true));
  if (!navigator.onLine) showNetwork(false);

  form.addEventListener("autosave", (event) => {
    const { outcome, answer } = (event as CustomEvent<Told>).detail;
    showNetwork(outcome !== "offline");
    if (outcome !== "saved" || answer.id === undefined) return;
    if (!form.dataset.id) history.replaceState(history.state, "", (form.dataset.editUrl ?? "").replace("{id}", String(answer.id)));
    form.dataset.id = String(answer.id);
    if (photos.count > 0) void photos.send();
  });

  // The save goes first, without leaving the page: a page that leaves without a network does not come back.
  let isSaved = false;
  form.addEventListener(
    "submit",
    (event) => {
      if (isSaved) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const submitter = event.submitter;
      void autosave.flush().then(async (outcome) => {
        if (outcome === "offline") return;
        await photos.send();
        const staysHere = outcome === "saved" && !(submitter instanceof HTMLButtonElement && submitter.value === "issue");
        if (staysHere) return;
        isSaved = true;
        form.requestSubmit(submitter instanceof HTMLElement ? submitter : null);
        isSaved = false;
      });
    },
    { capture: true },
  );
}

document.querySelectorAll<HTMLFormElement>("form#inspection-form").forEach((form) => {
  wireGaps();
  wireDueHints(form);
  wireThere(form);
  wire(form);
  offerKeptDrafts(form.dataset.autosaveUrl);
  void keepPage(form);
});
