// The page of ledgers: with a script a long one says how far it is. Without, the form's answer is the download itself.
// form[data-ledger]; in it [data-ledger-progress] with [data-ledger-status] and a progress element.
import { save } from "./parts/dom";
import { receiveFrames } from "./parts/frames";

const form = document.querySelector<HTMLFormElement>("form[data-ledger]");
const box = form?.querySelector<HTMLElement>("[data-ledger-progress]");
const status = box?.querySelector<HTMLElement>("[data-ledger-status]");
const bar = box?.querySelector("progress");
const button = form?.querySelector<HTMLButtonElement>("button[type=submit]");

if (form && box && status && bar && button) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button.disabled) return;
    void run(form, (text, done) => {
      box.hidden = false;
      bar.hidden = done === null;
      if (done !== null) bar.value = done;
      status.textContent = text;
    });
  });
}

async function run(form: HTMLFormElement, say: (text: string, done: number | null) => void): Promise<void> {
  button!.disabled = true;
  say("正在准备", 0);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { "X-Ledger-Progress": "1" },
      body: new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])),
    });
    if (answer.status === 422) {
      say(((await answer.json()) as { message: string }).message, null);
      return;
    }
    if (!answer.ok || answer.redirected || !answer.body) throw new Error(`${answer.status}`);
    let told = "";
    const pieces = await receiveFrames(answer.body, (written, total) => {
      told = `${total} 行`;
      say(`正在生成 ${written} / ${total} 行`, total > 0 ? written / total : 0);
    });
    save(new Blob(pieces), nameOf(answer));
    say(`已生成，共 ${told}。`, 1);
  } catch {
    say("没有导出成功，请再试一次。仍不行请重新登录，或联系管理员。", null);
  } finally {
    button!.disabled = false;
  }
}

function nameOf(answer: Response): string {
  const name = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") ?? "");
  return name ? decodeURIComponent(name[1]!) : "台账";
}
