// What a form could not save stays in this browser, under the signed-in user's name (data-user of body) and the form's
// address, until the server has it or the person throws it away.
import { button, icon, isField, make } from "./dom";

type Kept = { at: number; version: string; submitted: boolean; fields: [string, string][] };

const keyOf = (address: string): string => `draft:${document.body.dataset.user ?? ""}:${address}`;

/** How many forms of the signed-in user this browser keeps that were not sent. */
export function unsentDrafts(): number {
  return keptUnder("").length;
}

/** Throws away all that is kept of the signed-in user's forms. What is still written on this page is not kept again. */
export function forgetDrafts(): void {
  document.body.dataset.signedOut = "";
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(keyOf(""))) localStorage.removeItem(key);
    sessionStorage.removeItem(SENT);
  } catch {
    // There is nothing to forget.
  }
}

/** What is kept of the forms whose addresses begin so: the rest of the address, and since when. What was sent and not yet answered for is not among them. */
export function keptUnder(address: string): { rest: string; at: Date }[] {
  const found: { rest: string; at: Date }[] = [];
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(keyOf(address))) continue;
      const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Kept>;
      if (kept.at && !kept.submitted) found.push({ rest: key.slice(keyOf(address).length), at: new Date(kept.at) });
    }
  } catch {
    // The browser keeps nothing.
  }
  return found;
}

const SENT = "sent-forms";

/**
 * What this tab sent last, once the next page is there. A page that its post led to means that the server has it. The
 * sign-in page, an error page and one that was come to in another way do not: it is offered again.
 * @returns whether something is left that the server does not have.
 */
export function settleSent(): boolean {
  let isLeft = false;
  try {
    const keys = JSON.parse(sessionStorage.getItem(SENT) ?? "[]") as string[];
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    const led = document.referrer.startsWith(`${location.origin}/`) && navigation?.type !== "back_forward";
    const isTaken = led && document.body.dataset.user !== "" && document.body.dataset.errorPage !== "true";
    for (const key of keys) {
      const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null;
      if (!kept) continue;
      if (isTaken && kept.submitted) localStorage.removeItem(key);
      if (!isTaken) localStorage.setItem(key, JSON.stringify({ ...kept, submitted: false }));
      isLeft ||= !isTaken;
    }
    // Until somebody is signed in again, the page after this one is asked once more.
    if (document.body.dataset.user !== "") sessionStorage.removeItem(SENT);
  } catch {
    // The browser keeps nothing.
  }
  return isLeft;
}

/** Throws away what is kept of a form. */
export function forgetKept(address: string): void {
  try {
    localStorage.removeItem(keyOf(address));
  } catch {
    // There is nothing to forget.
  }
}

export class LocalDraft {
  private readonly key: string;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly address: string,
    private readonly prepare: (fields: readonly [string, string][]) => void = () => undefined,
  ) {
    this.key = keyOf(address);
  }

  keep(): void {
    this.write(false);
  }

  /** The answer decides: a page with another version means that it arrived. */
  keepSubmitted(): void {
    this.write(true);
  }

  /** The same of a form without a version: the next page of this tab decides (settleSent). */
  keepSent(): void {
    this.write(true);
    try {
      sessionStorage.setItem(SENT, JSON.stringify([this.key]));
    } catch {
      // It stays kept as sent, and is not offered.
    }
  }

  forget(): void {
    forgetKept(this.address);
  }

  /** Asks whether to bring back what is kept, where it says something else than the form. */
  offer(restored: () => void): void {
    const kept = this.read();
    if (!kept) return;
    const same = JSON.stringify(kept.fields) === JSON.stringify(this.fields());
    if (same || (kept.submitted && kept.version !== this.version())) {
      this.forget();
      return;
    }

    const bar = make("div", "netbar");
    const at = new Date(kept.at).toLocaleString("zh-CN", { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" });
    bar.append(
      icon("offline"),
      make("span", "", `本机存有 ${at} 没有传上去的内容。`),
      button("恢复", () => {
        this.restore(kept.fields);
        bar.remove();
        restored();
      }),
      button("不要了", () => {
        this.forget();
        bar.remove();
      }),
    );
    this.form.prepend(bar);
  }

  private restore(fields: [string, string][]): void {
    this.prepare(fields);
    const left = [...fields];
    for (const field of this.form.elements) {
      if (!isField(field) || !this.counts(field)) continue;
      const boxed = field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type);
      const at = left.findIndex(([name, value]) => name === field.name && (!boxed || value === field.value));
      if (boxed) field.checked = at >= 0;
      else if (at >= 0) field.value = left[at]?.[1] ?? "";
      if (at >= 0) left.splice(at, 1);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  private counts(field: { name: string; type: string }): boolean {
    return field.name !== "" && !["hidden", "file", "submit", "button", "password"].includes(field.type);
  }

  private fields(): [string, string][] {
    const fields: [string, string][] = [];
    for (const field of this.form.elements) {
      if (!isField(field) || !this.counts(field)) continue;
      if (field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type) && !field.checked) continue;
      fields.push([field.name, field.value]);
    }
    return fields;
  }

  private version(): string {
    return this.form.querySelector<HTMLInputElement>("[data-version]")?.value ?? "";
  }

  private write(submitted: boolean): void {
    if ("signedOut" in document.body.dataset) return;
    const kept: Kept = { at: Date.now(), version: this.version(), submitted, fields: this.fields() };
    try {
      localStorage.setItem(this.key, JSON.stringify(kept));
    } catch {
      // Full or forbidden: the page itself still has the text.
    }
  }

  private read(): Kept | null {
    try {
      const text = localStorage.getItem(this.key);
      return text === null ? null : (JSON.parse(text) as Kept);
    } catch {
      return null;
    }
  }
}
