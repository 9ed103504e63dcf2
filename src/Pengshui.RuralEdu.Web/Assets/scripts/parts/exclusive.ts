// <input type="checkbox" data-exclusive> in a .chips: ticked alone (不需要协调). Any other one unticks it.

export function wireExclusive(): void {
  document.querySelectorAll(".chips").forEach((group) =>
    group.addEventListener("change", (event) => {
      const changed = event.target;
      if (!(changed instanceof HTMLInputElement) || !changed.checked) return;
      const alone = "exclusive" in changed.dataset;
      group.querySelectorAll<HTMLInputElement>("input[type=checkbox]").forEach((other) => {
        if (other !== changed && (alone || "exclusive" in other.dataset)) other.checked = false;
      });
    }),
  );
}
