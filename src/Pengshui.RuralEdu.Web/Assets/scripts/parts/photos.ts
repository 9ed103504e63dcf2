// Photos of an inspection: sent one after another as soon as the draft is on the server; without a network they wait on the
// device, also when the page is closed. Without a script the file field is an ordinary part of the form.
//   <form data-id="7" data-photos-url="/inspections/{id}/photos"> <div id="photo-list"> <input type="file" data-photos data-max="26214400">
import { announce, button, make, messageOf } from "./dom";
import { forgetPhoto, keepPhoto, keptPhotos } from "./kept-photos";
import { inTurn } from "./turn";

const RETRY = 10_000;

type Waiting = { file: File; box: HTMLElement; kept: Promise<number | undefined> };

export class Photos {
  private readonly list = document.getElementById("photo-list");
  private readonly waiting: Waiting[] = [];
  private readonly address: string;
  private sending = false;

  /** @param ensureDraft makes sure that the server has the draft; false without a network. */
  constructor(
    private readonly form: HTMLFormElement,
    private readonly ensureDraft: () => Promise<boolean>,
  ) {
    this.address = form.dataset.autosaveUrl ?? "";
    const input = form.querySelector<HTMLInputElement>("[data-photos]");
    void this.bringBack();
    input?.addEventListener("change", () => {
      for (const file of input.files ?? []) this.add(file, Number(input.dataset.max ?? 0));
      input.value = "";
      void this.send();
    });
    window.addEventListener("online", () => void this.send());
    document.addEventListener("click", (event) => {
      const remove = (event.target as Element).closest<HTMLButtonElement>("[data-remove-photo]");
      if (!remove) return;
      event.preventDefault();
      void this.post(remove.dataset.removePhoto ?? "", new FormData());
    });
  }

  /** How many are not on the server yet. */
  get count(): number {
    return this.waiting.length;
  }

  /** Sends what waits. */
  async send(): Promise<void> {
    if (this.sending || this.count === 0) return;
    this.sending = true;
    try {
      while (this.waiting[0]) {
        if (!(await this.ensureDraft())) {
          setTimeout(() => void this.send(), RETRY);
          return;
        }
        const { file, box, kept } = this.waiting[0];
        const data = new FormData();
        data.append("file", file);
        if (!(await this.post((this.form.dataset.photosUrl ?? "").replace("{id}", this.form.dataset.id ?? ""), data, file.name))) {
          setTimeout(() => void this.send(), RETRY);
          return;
        }
        this.waiting.shift();
        box.remove();
        void forgetPhoto(await kept);
      }
    } finally {
      this.sending = false;
    }
  }

  private add(file: File, max: number): void {
    if (max > 0 && file.size > max) {
      this.refuse(`${file.name} 超过 ${Math.round(max / 1048576)} MB，请在手机上缩小后再传`);
      return;
    }
    this.wait(file, keepPhoto(this.address, file));
  }

  /** What was chosen before the page was closed. It is sent with the draft, whose text is asked for first. */
  private async bringBack(): Promise<void> {
    for (const { id, file } of await keptPhotos(this.address)) this.wait(file, Promise.resolve(id));
    if (this.form.dataset.id) void this.send();
  }

  private wait(file: File, kept: Promise<number | undefined>): void {
    const box = make("figure", "photo photo-waiting");
    const cap = make("figcaption", "cap", "待上传");
    cap.append(button("移除", () => this.drop(box), file.name));
    box.append(make("span", "name", file.name), cap);
    this.row()?.append(box);
    this.waiting.push({ file, box, kept });
  }

  private drop(box: HTMLElement): void {
    const at = this.waiting.findIndex((entry) => entry.box === box);
    if (at > 0 || !this.sending) {
      const [dropped] = this.waiting.splice(at, 1);
      void dropped?.kept.then(forgetPhoto);
    }
    box.remove();
  }

  /** Whether the server took it or refused it; false where there was no answer. */
  private async post(url: string, data: FormData, name = ""): Promise<boolean> {
    const token = this.form.querySelector<HTMLInputElement>("[name=__RequestVerificationToken]");
    if (token) data.append(token.name, token.value);
    let response: Response | undefined;
    let body = "";
    try {
      await inTurn(async () => {
        response = await fetch(url, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" }, redirect: "manual" });
        body = response.type === "opaqueredirect" ? "" : await response.text();
      });
    } catch {
      return false;
    }
    if (response?.ok && body.includes("data-photo-row")) {
      const waiting = this.waiting.map((entry) => entry.box);
      if (this.list) this.list.innerHTML = body;
      this.row()?.append(...waiting);
      announce(name ? `${name} 已上传` : "照片已移除");
    } else {
      this.refuse(messageOf(body, "照片没有传上去，请再试一次"));
    }
    return true;
  }

  private refuse(sentence: string): void {
    const line = make("p", "photo-refused", sentence);
    this.list?.append(line);
    announce(sentence);
  }

  private row(): Element | null {
    return this.list?.querySelector("[data-photo-row]") ?? null;
  }
}
