// Small helpers that several parts share.

export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function isField(element: unknown): element is Field {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
}

/** An element with classes and text. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, className = "", text = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

/** An icon from the sprite that the page already uses, under its fingerprinted address. */
export function icon(name: string): SVGSVGElement {
  const file = document.querySelector("use")?.getAttribute("href")?.split("#")[0] ?? "";
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${file}#${name}`);
  svg.append(use);
  return svg;
}

/** A button that acts by script only. */
export function button(text: string, act: () => void, about = ""): HTMLButtonElement {
  const element = make("button", "btn btn-sm btn-link", text);
  element.type = "button";
  if (about) element.append(make("span", "visually-hidden", `：${about}`));
  element.addEventListener("click", act);
  return element;
}

let region: HTMLElement | undefined;

/** Has a sentence read aloud without moving the focus. */
export function announce(sentence: string): void {
  if (!region) {
    region = make("div", "visually-hidden");
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  region.textContent = sentence;
}

/** Has the browser keep a file under a name. */
export function save(file: Blob, name: string): void {
  const link = make("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The sentence of an answer {"message": "…"}, or another one. */
export function messageOf(body: string, otherwise: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    if (parsed && typeof parsed === "object" && "message" in parsed && typeof parsed.message === "string") return parsed.message;
  } catch {
    // Not JSON: an error page.
  }
  return otherwise;
}
