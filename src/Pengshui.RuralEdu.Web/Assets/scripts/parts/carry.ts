// 沿用上月. <button type="button" class="btn btn-sm btn-link js-only" data-carry-from="id">沿用上月</button>
// The element of that id, or elements in it, say what goes where:
//   data-carry-to="Progress"         the name of a field of the form: a text, or the group of radio buttons
//   data-carry-value="Continuous"    the value; without it the element's text
// Radio buttons are set, an empty text is filled, and to a text that is already there last month's is added in a new
// line: nothing that was typed is lost. Figures are never carried over.
import { announce, isField } from "./dom";

/** Puts a value into the field of a name; null where it is no text. */
export function put(name: string, value: string): HTMLTextAreaElement | HTMLInputElement | null {
  const fields = [...document.getElementsByName(name)].filter(isField);
  const field = fields.find((candidate) =>
    candidate instanceof HTMLInputElement && candidate.type === "radio" ? candidate.value === value : true,
  );
  if (!field || value === "") return null;

  if (field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type)) {
    field.checked = true;
  } else if (field.value.trim() === "") {
    field.value = value;
  } else if (!field.value.includes(value) && field instanceof HTMLTextAreaElement) {
    field.value += `\n${value}`;
  }
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  return field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === "text") ? field : null;
}

export function wireCarry(): void {
  document.querySelectorAll<HTMLElement>("[data-carry-from]").forEach((carry) =>
    carry.addEventListener("click", () => {
      const from = document.getElementById(carry.dataset.carryFrom ?? "");
      if (!from) return;
      const sources = [from, ...from.querySelectorAll<HTMLElement>("[data-carry-to]")].filter((source) => source.dataset.carryTo);
      const texts = sources.map((source) => put(source.dataset.carryTo ?? "", source.dataset.carryValue ?? source.innerText.trim()));

      const last = texts.findLast((text) => text !== null);
      if (last) {
        last.focus();
        last.setSelectionRange(last.value.length, last.value.length);
      }
      carry.textContent = "已沿用，请核对";
      announce("已沿用，请核对");
    }),
  );
}
