// What a form could not save stays in this browser, under the signed-in user's name (data-user of body) and the form's
// address, until the server has it or the person throws it away.
import { button, icon, isField, make } from "./dom";

type Kept = { at: number; version: string; submitted: boolean; fields: [string, string][] };

export class LocalDraft {
  private readonly key: string;

  constructor(
    private readonly form: HTMLFormElement,
    address: string,
  ) {
    this.key = `draft:${document.body.dataset.user ?? ""}:${address}`;
  }

  keep(): void {
    this.write(false);
  }

  /** The answer decides: a page with another version means that it arrived. */
  keepSubmitted(): void {
    this.write(true);
  }

  forget(): void {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // The browser keeps nothing; then there is nothing to forget.
    }
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
