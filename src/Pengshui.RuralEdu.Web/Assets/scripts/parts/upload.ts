// Uploads with progress. Without a script the input is an ordinary part of the form.
//   <input type="file" name="files" multiple data-upload-url="/reports/7/evidence" data-upload-list="id" data-upload-max="52428800">
//   data-upload-list    the id of the element around the _FileList partial (<ul class="files" data-files>)
//   data-dropzone       around the input: files may be dropped there
// Each file is posted alone as the field "file", with the form's antiforgery token. The answer is the _FileList partial
// (and, where the report's version moved, a header X-Version). Files go one after another; a refusal is any 4xx with {"message": "…"}.
import { followVersion } from "./autosave";
import { announce, button, icon, make, messageOf } from "./dom";
import { inTurn } from "./turn";

const megabytes = (bytes: number): string => (bytes / 1048576).toFixed(1);

class Upload {
  private readonly row = make("li");
  private readonly bar = make("progress", "progress");
  private readonly note = make("span", "pct num");
  private readonly actions = make("span", "row-actions");
  private request: XMLHttpRequest | null = null;

  constructor(
    private readonly file: File,
    private readonly input: HTMLInputElement,
    private readonly list: HTMLElement,
  ) {
    this.bar.max = 100;
    this.bar.setAttribute("aria-label", file.name);
    this.row.append(icon("file"), make("span", "name", file.name), this.actions);
    this.row.dataset.uploading = "";
    (list.querySelector("[data-files]") ?? list).append(this.row);
    this.start();
  }

  private start(): void {
    const max = Number(this.input.dataset.uploadMax ?? 0);
    if (max > 0 && this.file.size > max) {
      this.fail(`超过 ${Math.round(max / 1048576)} MB，请压缩或拆分后再传`, false);
      return;
    }

    this.note.className = "pct num";
    this.row.append(this.bar, this.note);
    this.actions.replaceChildren(button("取消", () => this.cancel(), this.file.name));
    this.progress(0, this.file.size);
    void inTurn(() => this.send());
  }

  private send(): Promise<void> {
    // Cancelled while it waited for its turn.
    if (!this.row.isConnected) return Promise.resolve();
    const request = (this.request = new XMLHttpRequest());
    request.upload.addEventListener("progress", (event) => this.progress(event.loaded, event.total));
    request.addEventListener("load", () => this.finish(request));
    request.addEventListener("error", () => this.fail("没有网络，没有传上去", true));
    request.open("POST", this.input.dataset.uploadUrl ?? "");
    request.setRequestHeader("X-Requested-With", "fetch");

    const data = new FormData();
    data.append("file", this.file);
    const token = this.input.form?.querySelector<HTMLInputElement>("[name=__RequestVerificationToken]");
    if (token) data.append(token.name, token.value);
    return new Promise((ended) => {
      request.addEventListener("loadend", () => ended());
      request.send(data);
    });
  }

  private cancel(): void {
    this.row.remove();
    this.request?.abort();
  }

  private progress(sent: number, total: number): void {
    const percent = total > 0 ? Math.floor((sent / total) * 100) : 0;
    this.bar.value = percent;
    this.note.textContent = `已传 ${percent}%，${megabytes(sent)} / ${megabytes(total)} MB`;
  }

  private finish(request: XMLHttpRequest): void {
    const isList = request.getResponseHeader("Content-Type")?.startsWith("text/html") && request.responseText.includes("data-files");
    if (request.status !== 200 || !isList) {
      const reason = request.status === 401 ? "登录已过期，请重新登录后再传" : messageOf(request.responseText, "没有传上去，请再试一次");
      this.fail(reason, request.status >= 500 || request.status === 401);
      return;
    }

    // Other uploads may still run: their rows move to the new list.
    this.row.remove();
    const running = [...this.list.querySelectorAll("[data-uploading]")];
    this.list.innerHTML = request.responseText;
    this.list.querySelector("[data-files]")?.append(...running);
    followVersion(this.input.form, request.getResponseHeader("X-Version"));
    announce(`${this.file.name} 已上传`);
  }

  private fail(reason: string, again: boolean): void {
    this.bar.remove();
    this.note.className = "pct failed";
    this.note.textContent = reason;
    this.row.append(this.note);
    this.actions.replaceChildren(
      ...(again ? [button("重新上传", () => this.start(), this.file.name)] : []),
      button("移除", () => this.row.remove(), this.file.name),
    );
    announce(`${this.file.name}：${reason}`);
  }
}

export function wireUploads(): void {
  document.querySelectorAll<HTMLInputElement>("input[data-upload-url]").forEach((input) => {
    const list = document.getElementById(input.dataset.uploadList ?? "");
    if (!list) return;
    const take = (files: FileList | null | undefined): void => [...(files ?? [])].forEach((file) => new Upload(file, input, list));

    input.addEventListener("change", () => {
      take(input.files);
      input.value = "";
    });
    const zone = input.closest<HTMLElement>("[data-dropzone]");
    zone?.addEventListener("dragover", (event) => {
      event.preventDefault();
      zone.classList.add("is-over");
    });
    zone?.addEventListener("dragleave", () => zone.classList.remove("is-over"));
    zone?.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("is-over");
      take(event.dataTransfer?.files);
    });
  });
}
