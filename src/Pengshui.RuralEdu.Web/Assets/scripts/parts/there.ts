// On the inspection form: what is open at the place that was typed.
//   <div data-there-list data-url="/inspections/there">   the list, fetched anew when #Town or #Place has changed
// What was typed of a rectification stays as long as it is open there. Without a network the list stays as it is.
// A draft that this device kept may speak of one whose list never came: then it gets a plain field of its own.
import { make } from "./dom";

const texts = (list: HTMLElement): Map<string, string> =>
  new Map([...list.querySelectorAll<HTMLTextAreaElement>("textarea")].map((field): [string, string] => [field.name, field.value]));

/** Fetches the list as the place changes. */
export function wireThere(form: HTMLFormElement): void {
  const list = form.querySelector<HTMLElement>("[data-there-list]");
  const town = form.querySelector<HTMLInputElement>("#Town");
  const place = form.querySelector<HTMLInputElement>("#Place");
  if (!list || !place) return;
  let turn = 0;
  const refresh = async (): Promise<void> => {
    const mine = ++turn;
    const query = new URLSearchParams({ town: town?.value ?? "", place: place.value });
    try {
      const response = await fetch(`${list.dataset.url ?? ""}?${query}`, { headers: { "X-Requested-With": "fetch" }, redirect: "manual" });
      if (!response.ok) return;
      const html = await response.text();
      if (mine !== turn) return;
      const typed = texts(list);
      list.innerHTML = html;
      for (const [name, text] of typed) {
        if (text === "") continue;
        restoreThere([[name, text]], list);
        const field = list.querySelector<HTMLTextAreaElement>(`textarea[name="${CSS.escape(name)}"]`);
        if (field) field.value = text;
      }
    } catch {
      // Without a network nothing is known of the place.
    }
  };
  town?.addEventListener("change", () => void refresh());
  place.addEventListener("change", () => void refresh());
}

/** Makes the fields that these need and that are not there. */
export function restoreThere(fields: readonly [string, string][], list = document.querySelector<HTMLElement>("[data-there-list]")): void {
  for (const [name, text] of fields) {
    const id = /^Verifications\[(\d+)\]\.Seen$/.exec(name)?.[1];
    if (!list || !id || text === "" || list.querySelector(`[data-there="${id}"]`)) continue;
    const row = make("div", "form-group there");
    row.dataset.there = id;
    for (const [hidden, value] of [["Verifications.Index", id], [`Verifications[${id}].RectificationId`, id]] as const) {
      const field = make("input");
      field.type = "hidden";
      field.name = hidden;
      field.value = value;
      row.append(field);
    }

    const label = make("label", "form-label", "本次核验（另一处的整改）");
    label.htmlFor = `there-${id}`;
    const area = make("textarea", "form-control");
    area.id = `there-${id}`;
    area.name = name;
    area.rows = 2;
    row.append(label, area);
    list.append(row);
  }
}
