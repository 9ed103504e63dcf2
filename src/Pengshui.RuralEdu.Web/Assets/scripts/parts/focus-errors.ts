// data-focus: takes the focus when the page opens (the error summary). Without it nothing happens.

export function focusErrors(): void {
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
}
