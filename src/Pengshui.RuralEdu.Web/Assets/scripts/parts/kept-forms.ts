// What somebody writes into a form stays on the device until the server has it: a sign-in that runs out meanwhile, an error
// page or a broken network loses nothing, and the form offers it when it is opened again. Every form by POST with a field to
// write in is kept. Those that save by themselves (data-autosave-url) have their own way; a form whose answer is
// a download (data-no-guard) and one with a password are left out.
import { isField } from "./dom";
import { LocalDraft, settleSent } from "./local-draft";
import { forgetPage } from "./offline-page";

const PAUSE = 500;
const WRITTEN = ["text", "number", "date", "month", "email", "tel", "url", "textarea"];

export function keepForms(): void {
  const isLeft = settleSent();
  if (document.body.dataset.user === "") {
    if (isLeft) sayKept();
    void forgetPage();
    return;
  }
  for (const form of document.forms) if (isWritten(form)) keep(form);
}

function keep(form: HTMLFormElement): void {
  const draft = new LocalDraft(form, addressOf(form));
  let timer = 0;
  let changed = false;
  const write = (): void => {
    clearTimeout(timer);
    if (changed) draft.keep();
    changed = false;
  };
  draft.offer(() => draft.keep());
  const touch = (): void => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(write, PAUSE);
  };
  form.addEventListener("input", touch);
  form.addEventListener("change", touch);
  window.addEventListener("pagehide", write);
  // Later than the listeners of forms, which may still hold the submission back.
  window.addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    clearTimeout(timer);
    changed = false;
    draft.keepSent();
  });
}

/** One form of the portal, wherever it is shown: on its page, and again at the address of its post. */
function addressOf(form: HTMLFormElement): string {
  const to = new URL(form.getAttribute("action") ?? location.href, location.href);
  const about = [...form.elements]
    .filter((field): field is HTMLInputElement => field instanceof HTMLInputElement && field.type === "hidden")
    .filter((field) => !/(Token|Version|Key)$/i.test(field.name))
    .map((field) => `${field.name}=${field.value}`);
  return [to.pathname + to.search, form.id, ...about].join("|");
}

function isWritten(form: HTMLFormElement): boolean {
  if (form.method !== "post" || "noGuard" in form.dataset || "autosaveUrl" in form.dataset) return false;
  const fields = [...form.elements].filter(isField);
  return fields.every((field) => field.type !== "password") && fields.some((field) => WRITTEN.includes(field.type));
}

/** On the sign-in page: what was written waits. */
function sayKept(): void {
  const said = document.querySelector(".sign-in .alert p");
  if (said) said.textContent = `${said.textContent ?? ""}已填内容存在本机，登录后可以恢复。`;
}
