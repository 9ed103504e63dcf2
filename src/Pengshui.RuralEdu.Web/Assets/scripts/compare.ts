// The page that compares two lists in this browser. Each file is read by a worker of its own; only the counts come back.
// [data-compare] with data-worker; its parts are named by data-* in Features/Comparison/Index.cshtml.
import type { KeyColumns, Pair } from "./compare/compare";
import type { Answer, Category, Counts, Order, Side } from "./compare/messages";
import { takeAlong } from "./parts/compared";
import { announce, make, save } from "./parts/dom";

function find<T extends HTMLElement>(within: HTMLElement, selector: string): T {
  const element = within.querySelector<T>(selector);
  if (!element) throw new Error(`${selector} is not on the page.`);
  return element;
}

/** One of the two files: its fields, its worker and what that said. */
class ChosenFile {
  worker: Worker | undefined;
  file: File | undefined;
  read: Extract<Answer, { kind: "read" }> | undefined;

  constructor(
    readonly box: HTMLElement,
    private readonly address: string,
    private readonly changed: () => void,
  ) {}

  wire(): void {
    find<HTMLInputElement>(this.box, "input[type=file]").addEventListener("change", (event) => {
      this.file = (event.target as HTMLInputElement).files?.[0];
      void this.load();
    });
    this.select("sheet").addEventListener("change", () => void this.load(this.select("sheet").value));
    this.select("head").addEventListener("change", () => {
      this.columns();
      this.changed();
    });
  }

  select(name: string): HTMLSelectElement {
    return find(this.box, `[data-${name}]`);
  }

  /** The columns as they are named. */
  get head(): string[] {
    return (this.read?.start[this.headRow] ?? []).map((cell, i) => cell || `第 ${i + 1} 列`);
  }

  get headRow(): number {
    return Number(this.select("head").value || "0");
  }

  side(key: "id" | "name"): Side {
    const column = (name: string): number => Number(this.select(name).value);
    const columns: KeyColumns = key === "id" ? { kind: "id", id: column("id") } : { kind: "name", name: column("name"), birth: column("birth") };
    return { name: this.file!.name, headRow: this.headRow, key: columns };
  }

  ask<K extends Answer["kind"]>(order: Order, kind: K, transfer: Transferable[] = []): Promise<Extract<Answer, { kind: K }>> {
    const worker = this.worker!;
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        if (data.kind === "refused") reject(new Error(data.message));
        else if (data.kind === kind) resolve(data as Extract<Answer, { kind: K }>);
      };
      worker.onerror = () => reject(new Error("没有比对成功，请刷新页面再试一次。"));
      worker.postMessage(order, transfer);
    });
  }

  private async load(sheet?: string): Promise<void> {
    this.worker?.terminate();
    this.read = undefined;
    this.changed();
    const facts = find(this.box, "[data-facts]");
    facts.hidden = true;
    if (!this.file) return this.say("");
    this.say("正在读取…");
    this.worker = new Worker(this.address, { type: "module" });
    try {
      this.read = await this.ask({ kind: "read", file: this.file, ...(sheet === undefined ? {} : { sheet }) }, "read");
    } catch (error) {
      return this.say((error as Error).message, true);
    }
    this.say(`共 ${this.read.rows} 行`);
    options(this.select("sheet"), this.read.sheets.map((name) => [name, name]), this.read.sheet);
    find(this.box, "[data-sheet-field]").hidden = this.read.sheets.length < 2;
    options(this.select("head"), this.read.start.map((row, i) => [`${i}`, `第 ${i + 1} 行：${row.filter((cell) => cell).slice(0, 4).join("、") || "（空）"}`]), `${this.read.headRow}`);
    facts.hidden = false;
    this.columns();
    this.changed();
  }

  private columns(): void {
    const head = this.head;
    const all = head.map((name, i): [string, string] => [`${i}`, name]);
    const guess = (words: RegExp): string => `${Math.max(0, head.findIndex((name) => words.test(name)))}`;
    options(this.select("id"), all, guess(/证件|身份证/));
    options(this.select("name"), all, guess(/姓名|学生/));
    options(this.select("birth"), all, guess(/出生|生日/));
  }

  private say(text: string, isWrong = false): void {
    const status = find(this.box, "[data-status]");
    status.textContent = text;
    status.classList.toggle("is-wrong", isWrong);
  }
}

class Comparing {
  private readonly a: ChosenFile;
  private readonly b: ChosenFile;
  private pairs: Pair[] = [];

  constructor(private readonly root: HTMLElement) {
    const changed = (): void => this.changed();
    this.a = new ChosenFile(find(root, "[data-side=a]"), root.dataset.worker!, changed);
    this.b = new ChosenFile(find(root, "[data-side=b]"), root.dataset.worker!, changed);
  }

  wire(): void {
    this.a.wire();
    this.b.wire();
    this.root.querySelectorAll<HTMLInputElement>("input[name=key]").forEach((choice) => choice.addEventListener("change", () => this.changed()));
    find(this.root, "[data-start]").addEventListener("click", () => void this.start());
    find(this.root, "[data-save]").addEventListener("click", () => void this.save());
    find(this.root, "[data-copy]").addEventListener("click", () => {
      void navigator.clipboard.writeText(find(this.root, "[data-sentence]").textContent ?? "").then(() => announce("已复制"));
    });
    this.root.querySelector("[data-take]")?.addEventListener("click", () => {
      const report = find<HTMLSelectElement>(this.root, "[data-report]").value;
      takeAlong(find(this.root, "[data-sentence]").textContent ?? "", report);
      location.assign(report);
    });
    this.root.querySelectorAll<HTMLButtonElement>("[data-category]").forEach((tab) => tab.addEventListener("click", () => void this.show(tab.dataset.category as Category, 0)));
    find(this.root, "[data-form]").hidden = false;
    this.changed();
  }

  private get key(): "id" | "name" {
    return find<HTMLInputElement>(this.root, "input[name=key]:checked").value as "id" | "name";
  }

  /** What can be chosen, after a file or a choice changed: an older result goes. */
  private changed(): void {
    const { a, b, key } = this;
    this.root.querySelectorAll<HTMLElement>("[data-for]").forEach((field) => (field.hidden = field.dataset.for !== key));
    const isReady = Boolean(a.read && b.read);
    find(this.root, "[data-columns]").hidden = !isReady;
    find<HTMLButtonElement>(this.root, "[data-start]").disabled = !isReady;
    find(this.root, "[data-result]").hidden = true;
    if (!isReady) return;
    const box = find(this.root, "[data-pairs]");
    box.replaceChildren();
    a.head.forEach((name, i) => {
      const other = b.head.indexOf(name);
      if (other < 0 || /^序号$/.test(name)) return;
      const label = make("label", "form-check");
      const check = make("input", "form-check-input");
      check.type = "checkbox";
      check.value = `${i},${other}`;
      check.checked = !/证件|身份证|姓名|出生/.test(name);
      label.append(check, make("span", "form-check-label", name));
      box.append(label);
    });
    if (box.childElementCount === 0) box.append(make("p", "form-text", "两张表没有同名的列，只比对人；要核对内容，请先把列名改成一样的。"));
  }

  private async start(): Promise<void> {
    const { a, b } = this;
    const start = find<HTMLButtonElement>(this.root, "[data-start]");
    start.disabled = true;
    this.say("正在比对…");
    try {
      const channel = new MessageChannel();
      this.pairs = [...this.root.querySelectorAll<HTMLInputElement>("[data-pairs] input:checked")].map((check) => {
        const [left, right] = check.value.split(",").map(Number);
        return { a: left!, b: right! };
      });
      b.worker!.postMessage({ kind: "give", side: b.side(this.key), port: channel.port2 } satisfies Order, [channel.port2]);
      const { counts } = await a.ask({ kind: "compare", side: a.side(this.key), other: b.file!.name, pairs: this.pairs, port: channel.port1 }, "compared", [channel.port1]);
      this.tell(counts);
      this.say("");
      await this.show(counts.different > 0 ? "different" : counts.onlyA > 0 ? "onlyA" : counts.onlyB > 0 ? "onlyB" : "same", 0);
      find(this.root, "#result-h").focus();
    } catch (error) {
      this.say((error as Error).message);
    } finally {
      start.disabled = false;
    }
  }

  private tell(counts: Counts): void {
    find(this.root, "[data-result]").hidden = false;
    this.root.querySelectorAll<HTMLButtonElement>("[data-category]").forEach((tab) => {
      const number = counts[tab.dataset.category as Category];
      find(tab, ".count").textContent = `${number}`;
      tab.disabled = number === 0;
    });
    find(this.root, "[data-doubt]").hidden = counts.doubtful === 0;
    find(this.root, "[data-doubt]").textContent = `有 ${counts.doubtful} 行的证件号位数或校验位不对，仍按写的比对，请核对。`;
    const file = (which: string, { file, read }: ChosenFile, people: number): string =>
      `${which}《${file!.name}》（${dayOf(file!.lastModified)}修改${read!.sha256 ? `，SHA-256 ${read!.sha256}` : ""}）${people} 人`;
    const aside = [counts.repeated > 0 ? `重复 ${counts.repeated} 行` : "", counts.unkeyed > 0 ? `不能比对 ${counts.unkeyed} 行` : ""].filter((part) => part).join("，");
    find(this.root, "[data-sentence]").textContent =
      `${dayOf(Date.now())}由${this.root.dataset.who}在本机比对：${file("甲表", this.a, counts.peopleA)}，${file("乙表", this.b, counts.peopleB)}。`
      + `两边都有 ${counts.same + counts.different} 人${this.pairs.length > 0 ? `，其中内容不同 ${counts.different} 人` : ""}；只在甲表 ${counts.onlyA} 人，只在乙表 ${counts.onlyB} 人${aside ? `；${aside}` : ""}。`;
  }

  private async show(category: Category, from: number): Promise<void> {
    const page = await this.a.ask({ kind: "rows", category, from }, "rows");
    this.root.querySelectorAll<HTMLButtonElement>("[data-category]").forEach((tab) => tab.setAttribute("aria-pressed", `${tab.dataset.category === category}`));
    const head = make("tr");
    head.append(...page.head.map((name) => {
      const cell = make("th", "", name);
      cell.scope = "col";
      return cell;
    }));
    find(this.root, "[data-rows] thead").replaceChildren(head);
    find(this.root, "[data-rows] tbody").replaceChildren(
      ...page.rows.map((cells, i) => {
        const row = make("tr");
        row.append(...cells.map((text, column) => {
          const cell = make("td", page.unlike[i]!.includes(column) ? "is-unlike" : "");
          cell.append(page.unlike[i]!.includes(column) ? make("mark", "", text || "（空）") : text);
          return cell;
        }));
        return row;
      }),
    );
    const shown = from + page.rows.length;
    const more = find(this.root, "[data-more]");
    more.replaceChildren(make("span", "", page.total === 0 ? "没有。" : `第 ${from + 1} 至 ${shown} 行，共 ${page.total} 行`));
    if (from > 0) more.append(this.step("上一页", category, from - 100));
    if (shown < page.total) more.append(this.step("下一页", category, shown));
  }

  private step(text: string, category: Category, from: number): HTMLButtonElement {
    const step = make("button", "btn btn-sm btn-link", text);
    step.type = "button";
    step.addEventListener("click", () => void this.show(category, Math.max(0, from)));
    return step;
  }

  private async save(): Promise<void> {
    this.say("正在生成文件…");
    const { file } = await this.a.ask({ kind: "save" }, "saved");
    save(file, `比对结果 ${dayOf(Date.now())}.xlsx`);
    this.say("已存到本机的下载文件夹。里面有个人信息，用完请删除。");
  }

  private say(text: string): void {
    find(this.root, "[data-say]").textContent = text;
  }
}

function options(select: HTMLSelectElement, all: [string, string][], chosen: string): void {
  select.replaceChildren(...all.map(([value, text]) => new Option(text, value, value === chosen, value === chosen)));
}

function dayOf(time: number): string {
  const day = new Date(time);
  return `${day.getFullYear()}年${day.getMonth() + 1}月${day.getDate()}日`;
}

const root = document.querySelector<HTMLElement>("[data-compare]");
if (root && "Worker" in window) new Comparing(root).wire();
