// data-show-when="SelfLight=Yellow,Red": the element is there only while the field of that name has one of the values.
// For a box: data-show-when="IsZeroReport=true"; data-show-when="IsZeroReport=" while it is not ticked.
// An element with an error in it is never hidden. Without a script everything is visible.

function valuesOf(name: string): string[] {
  const fields = document.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(name)}"]`);
  const values = [...fields]
    .filter((field) => field.type !== "hidden" && (!["radio", "checkbox"].includes(field.type) || field.checked))
    .map((field) => field.value);
  return values.length > 0 ? values : [""];
}

export function wireShowWhen(): void {
  const shown = [...document.querySelectorAll<HTMLElement>("[data-show-when]")];
  if (shown.length === 0) return;

  const update = (): void => {
    for (const element of shown) {
      const [name = "", wanted = ""] = (element.dataset.showWhen ?? "").split("=");
      const match = valuesOf(name).some((value) => wanted.split(",").includes(value));
      element.hidden = !match && !element.querySelector(".invalid-feedback");
    }
  };
  document.addEventListener("change", update);
  update();
}
