// The rows of the inspection form that come and go: tasks, lines of figures, rectifications. Each is made from a
// <template> of the page and named by a key that stays: Items[12-3], Figures[x1a2b3c4d], Rectifications[<guid>].
//   <select data-add> with <button data-add-item>            adds template[data-choice="12-3"]: its parts go to [data-place]
//   <button data-drop="12-3">                                takes every [data-item="12-3"] out again
//   <button data-add-figure="12-3">                          adds template[data-own-figure] to [data-figures="12-3"]
//   <button data-add-rectification>, data-remove-rectification   the same for template[data-rectification]
//   <select data-whose>                                      offers the tasks that were chosen first, then the others
import { announce, make } from "./dom";

const EMPTY_GUID = "00000000-0000-0000-0000-000000000000";

const find = <T extends HTMLElement>(selector: string): T | null => document.querySelector<T>(selector);

/** A random key; crypto.randomUUID is there on secure pages only. */
function guid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** A copy of a template with other names in it. */
function copy(selector: string, names: readonly [string, string][]): HTMLElement[] {
  const template = find<HTMLTemplateElement>(selector);
  if (!template) return [];
  const content = template.content.cloneNode(true) as DocumentFragment;
  for (const element of content.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      const renamed = names.reduce((text, [from, to]) => text.replaceAll(from, to), value);
      if (renamed !== value) element.setAttribute(name, renamed);
    }
  }
  return [...content.children] as HTMLElement[];
}

function group(label: string, options: readonly HTMLOptionElement[]): HTMLOptGroupElement {
  const element = make("optgroup");
  element.label = label;
  element.append(...options);
  return element;
}

export class InspectionRows {
  /** The first task that was chosen; a new rectification begins with it. */
  private first = "";

  constructor(private readonly changed: () => void) {
    document.addEventListener("click", (event) => {
      const button = (event.target as Element).closest("button");
      if (button && this.press(button)) event.preventDefault();
    });
    find<HTMLSelectElement>("[data-add]")?.addEventListener("change", (event) => event.stopPropagation());
    this.refresh();
  }

  /** Makes the rows that these fields need and that are not there. */
  prepare(fields: readonly [string, string][]): void {
    for (const [name] of fields) {
      const item = /^Items\[([^\]]+)\]/.exec(name)?.[1];
      if (item) this.addItem(item);
      const figure = /^Items\[([^\]]+)\]\.Figures\[(x[^\]]+)\]/.exec(name);
      if (figure) this.addFigure(figure[1] ?? "", figure[2] ?? "");
      const rectification = /^Rectifications\[([^\]]+)\]/.exec(name)?.[1];
      if (rectification) this.addRectification(rectification);
    }
  }

  private press(button: HTMLButtonElement): boolean {
    const { drop, addFigure } = button.dataset;
    if ("addItem" in button.dataset) this.addChosen();
    else if (drop) this.drop(drop);
    else if (addFigure) this.addFigure(addFigure, `x${guid().slice(0, 8)}`)?.querySelector<HTMLInputElement>("input:not([type=hidden])")?.focus();
    else if ("addRectification" in button.dataset) this.addRectification(guid())?.querySelector<HTMLElement>("select")?.focus();
    else if ("removeRectification" in button.dataset) this.removeRectification(button);
    else return false;
    this.changed();
    return true;
  }

  private addChosen(): void {
    const select = find<HTMLSelectElement>("[data-add]");
    if (!select?.value) {
      select?.focus();
      return;
    }
    this.addItem(select.value);
    announce(`已添加：${select.selectedOptions[0]?.text ?? ""}`);
    select.value = "";
  }

  private addItem(key: string): void {
    if (find(`[data-item="${CSS.escape(key)}"]`)) return;
    for (const part of copy(`template[data-choice="${CSS.escape(key)}"]`, []))
      find(`[data-place="${part.classList.contains("pick") ? "pick" : "held"}"]`)?.append(part);
    this.refresh();
  }

  private drop(key: string): void {
    document.querySelectorAll(`[data-item="${CSS.escape(key)}"]`).forEach((part) => part.remove());
    announce("已移除");
    find<HTMLSelectElement>("[data-add]")?.focus();
    this.refresh();
  }

  private addFigure(item: string, key: string): HTMLElement | undefined {
    const body = find(`[data-figures="${CSS.escape(item)}"]`);
    if (!body || body.querySelector(`input[value="${CSS.escape(key)}"]`)) return undefined;
    const [row] = copy("template[data-own-figure]", [["ITEMKEY", item], ["LINEKEY", key.slice(1)]]);
    if (row) body.append(row);
    return row;
  }

  private addRectification(key: string): HTMLElement | undefined {
    if (find(`input[name="Rectifications.Index"][value="${CSS.escape(key)}"]`)) return undefined;
    const [row] = copy("template[data-rectification]", [[EMPTY_GUID, key]]);
    if (!row) return undefined;
    find("[data-rectifications]")?.append(row);
    const whose = row.querySelector<HTMLSelectElement>("[data-whose]");
    if (whose && this.first) whose.value = this.first;
    this.refresh();
    return row;
  }

  private removeRectification(button: HTMLElement): void {
    button.closest("[data-rectification-row]")?.remove();
    if (!find("[data-rectification-row]")) {
      const none = find<HTMLInputElement>("#NeedsRectification");
      none?.click();
      this.addRectification(guid());
    }
  }

  /** The same groups as the server writes (InspectionEditPage.WhoseChoices), in the order of [data-add]. */
  private group(whose: HTMLSelectElement, items: readonly string[]): void {
    const order = [...document.querySelectorAll<HTMLOptionElement>("[data-add] option")].map((option) => option.value);
    const choices = [...whose.querySelectorAll("option")].filter((option) => option.value !== "");
    choices.sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value));
    const concerned = choices.filter((option) => items.includes(option.value));
    const others = choices.filter((option) => !items.includes(option.value));
    const chosen = whose.value;
    const groups: HTMLElement[] = concerned.length === 0 ? choices : [group("本次督查涉及", concerned), group("其他任务", others)];
    whose.replaceChildren(...[...whose.querySelectorAll("option")].filter((option) => option.value === ""), ...groups);
    whose.value = chosen;
  }

  private refresh(): void {
    const items = [...document.querySelectorAll<HTMLElement>("[data-place=pick] [data-item]")].map((pick) => pick.dataset.item ?? "");
    const none = find("[data-no-items]");
    if (none) none.hidden = items.length > 0;
    document.querySelectorAll<HTMLOptionElement>("[data-add] option").forEach((option) => (option.disabled = option.value !== "" && items.includes(option.value)));
    document.querySelectorAll<HTMLSelectElement>("[data-whose]").forEach((whose) => this.group(whose, items));
    // An untouched line follows the first task; the server does the same without a script.
    const first = items[0] ?? "";
    document.querySelectorAll<HTMLElement>("[data-rectification-row]").forEach((row) => {
      const whose = row.querySelector<HTMLSelectElement>("[data-whose]");
      const isUntouched = row.querySelector<HTMLTextAreaElement>("textarea")?.value === "" && ["", this.first].includes(whose?.value ?? "");
      if (whose && isUntouched && first) whose.value = first;
    });
    this.first = first;
  }
}
