// A form that is larger than the server reads is not sent: the server would end it unread, and what was typed would be gone
// without a script of its own. It stays on the page, with a sentence.
//   data-most-bytes of body    most bytes of an ordinary form
//   data-most-upload of body   most bytes of a form with files (enctype multipart/form-data)
import { make } from "./dom";

// Names, boundaries and headers of a part, generously.
const AROUND = 400;
const SAID = "form-too-large";

export function guardFormSizes(): void {
  // Later than the listeners of forms, which may still hold the submission back; before the one that lets its buttons rest.
  window.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== "post") return;
    form.querySelector(`.${SAID}`)?.remove();
    const hasFiles = form.enctype === "multipart/form-data";
    const most = Number((hasFiles ? document.body.dataset.mostUpload : document.body.dataset.mostBytes) ?? 0);
    const bytes = sizeOf(form, hasFiles);
    if (most === 0 || bytes <= most) return;
    event.preventDefault();
    say(form, `${hasFiles ? "文件和文字" : "内容"}太多（${shown(bytes)}），没有提交。一次最多 ${shown(most)}，请${hasFiles ? "分几次上传" : "删减或分几次提交"}。填写的内容还在。`);
  });
}

function sizeOf(form: HTMLFormElement, hasFiles: boolean): number {
  const data = new FormData(form);
  if (!hasFiles) {
    const fields = new URLSearchParams();
    for (const [name, value] of data) if (typeof value === "string") fields.append(name, value.replace(/\r?\n/g, "\r\n"));
    return fields.toString().length;
  }
  let bytes = 0;
  for (const [, value] of data) bytes += AROUND + (typeof value === "string" ? new Blob([value]).size : value.size);
  return bytes;
}

function shown(bytes: number): string {
  const megabytes = bytes / 1048576;
  return megabytes >= 1024 ? `${(megabytes / 1024).toFixed(1)} GB` : `${megabytes.toFixed(1)} MB`;
}

function say(form: HTMLFormElement, sentence: string): void {
  const alert = make("div", `alert alert-danger ${SAID}`);
  alert.setAttribute("role", "alert");
  alert.tabIndex = -1;
  alert.append(make("p", "", sentence));
  form.prepend(alert);
  alert.focus();
}
