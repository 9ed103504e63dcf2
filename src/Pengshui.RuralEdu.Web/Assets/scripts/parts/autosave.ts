// Saves a form as it is written: 3 s after the last key, or on leaving a field.
//   <form id="report" data-autosave-url="/reports/7/autosave">   gets the whole form by POST
//   <input type="hidden" name="Version" data-version>            the version it was made from; moved on after each save
//   <p role="status" data-autosave-status>                       anywhere on the page; says what happened
// Answers: 200 {"version": 8, "savedAt": "09:41"}; 409 {"message": "…"} somebody was faster, saving stops;
// 400 or 422 {"message": "…"}; 401 or a redirect: the sign-in has ended.
// Without a network it tries again every 10 s: a browser does not always notice that the network is back.
// After each save the form gets the event "autosaved".
// What could not be saved stays in this browser (local-draft.ts) and is offered when the form is opened again.
// Each answer is told to the form as an event "autosave", detail {"outcome": "saved", "answer": {…}} and the like.
import { messageOf } from "./dom";
import { LocalDraft } from "./local-draft";
import { inTurn, isBusy, whenIdle } from "./turn";

const PAUSE = 3000;
const RETRY = 10_000;

/** Moves the form's version on, where an answer brought one. */
export function setVersion(form: HTMLFormElement, version: number): void {
  const field = form.querySelector<HTMLInputElement>("[data-version]");
  if (field) field.value = String(version);
}

/** The same after an upload, which asks for no version: a gap means that somebody else saved, and the next save must say so. */
export function followVersion(form: HTMLFormElement | null, version: string | null): void {
  const field = form?.querySelector<HTMLInputElement>("[data-version]");
  if (field && version !== null && Number(version) === Number(field.value) + 1) field.value = version;
}

/** How a save ended. */
export type Outcome = "saved" | "offline" | "expired" | "conflict" | "refused";

export class Autosave {
  private readonly status = document.querySelector<HTMLElement>("[data-autosave-status]");
  private readonly local: LocalDraft;
  private timer = 0;
  private changed = false;
  private stopped = false;
  private running: Promise<void> | null = null;
  private outcome: Outcome = "saved";

  /** @param prepare makes the rows that kept fields need before they are put back. */
  constructor(
    private readonly form: HTMLFormElement,
    private readonly url: string,
    prepare?: (fields: readonly [string, string][]) => void,
  ) {
    this.local = new LocalDraft(form, url, prepare);
    this.local.offer(() => this.touch());
    form.addEventListener("input", () => this.touch());
    form.addEventListener("change", () => this.touch());
    form.addEventListener("focusout", () => void this.save());
    form.addEventListener("submit", (event) => this.beforeSubmit(event));
    window.addEventListener("online", () => void this.save());
    window.addEventListener("pagehide", () => {
      if (this.changed) this.local.keep();
    });
  }

  /** Saves what stands in the form now, changed or not, and says how it ended. */
  async flush(): Promise<Outcome> {
    if (this.running) await this.running;
    this.changed = true;
    await this.save();
    return this.outcome;
  }

  touch(): void {
    this.changed = true;
    this.saveIn(PAUSE);
  }

  private saveIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), milliseconds);
  }

  private async save(): Promise<void> {
    if (!this.changed || this.stopped) return;
    if (this.running) return this.running;
    clearTimeout(this.timer);
    // An upload before it may take a while.
    if (isBusy()) this.local.keep();
    this.running = inTurn(() => this.send());
    await this.running;
    this.running = null;
  }

  private async send(): Promise<void> {
    this.changed = false;
    let response: Response;
    try {
      response = await fetch(this.url, {
        method: "POST",
        body: this.data(),
        headers: { Accept: "application/json", "X-Requested-With": "fetch" },
        redirect: "manual",
      });
    } catch {
      this.keep("没有网络，已存在本机");
      this.saveIn(RETRY);
      this.tell("offline");
      return;
    }

    const body = response.type === "opaqueredirect" ? "" : await response.text();
    if (response.ok) {
      const answer = JSON.parse(body) as { version: number; savedAt: string };
      setVersion(this.form, answer.version);
      this.local.forget();
      this.say("已自动保存", answer.savedAt);
      this.tell("saved", answer);
    } else if (response.type === "opaqueredirect" || response.status === 401) {
      this.stopped = true;
      this.keep("登录已过期，请重新登录。已填内容存在本机。");
      this.tell("expired");
    } else if (response.status === 409) {
      this.stopped = true;
      this.keep(messageOf(body, "别人刚刚改过这份月报，请重新打开页面核对。已填内容存在本机。"));
      this.tell("conflict");
    } else {
      this.keep(messageOf(body, "没有保存上，已存在本机"));
      this.tell("refused");
    }
  }

  private tell(outcome: Outcome, answer: object = {}): void {
    this.outcome = outcome;
    if (outcome === "saved") this.form.dispatchEvent(new Event("autosaved"));
    this.form.dispatchEvent(new CustomEvent("autosave", { detail: { outcome, answer } }));
  }

  /** Files have a way of their own. */
  private data(): FormData {
    const data = new FormData(this.form);
    for (const [name, value] of [...data.entries()]) if (value instanceof File) data.delete(name);
    return data;
  }

  private keep(sentence: string): void {
    this.changed = true;
    this.local.keep();
    this.say(sentence);
  }

  private say(sentence: string, time = ""): void {
    if (!this.status) return;
    const strong = document.createElement("strong");
    strong.textContent = sentence;
    this.status.replaceChildren(strong, time ? ` ${time}` : "");
  }

  /** What is on its way moves the version: the form waits for it, or it would run into a conflict with itself. */
  private beforeSubmit(event: SubmitEvent): void {
    clearTimeout(this.timer);
    if (!isBusy()) {
      this.changed = false;
      this.local.keepSubmitted();
      return;
    }
    event.preventDefault();
    const submitter = event.submitter;
    this.say("正在保存，请稍候");
    void whenIdle().then(() => this.form.requestSubmit(submitter));
  }
}

export function wireAutosave(): void {
  document
    .querySelectorAll<HTMLFormElement>("form[data-autosave-url]")
    .forEach((form) => new Autosave(form, form.dataset.autosaveUrl ?? ""));
}
