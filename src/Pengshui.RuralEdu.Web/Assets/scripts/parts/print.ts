// <button type="button" class="btn js-only" data-print>: prints the page.

export function wirePrintButtons(): void {
  document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
}
