// The notice beside what was understood of it: a link with data-place scrolls [data-source] to its paragraph and marks it. Where the
// notice stands below the page's own column, it opens over the page instead ([data-close] closes it) and the page stays where it was.

const sideBySide = matchMedia("(min-width: 1200px)");

/** Scrolls the notice to a paragraph and marks it; the focus stays. */
export function showPlace(hash: string): HTMLElement | null {
  const paragraph = document.getElementById(hash.slice(1));
  const pane = paragraph?.closest<HTMLElement>(".import-text");
  if (!paragraph || !pane) return null;
  pane.querySelectorAll(".is-shown").forEach((shown) => shown.classList.remove("is-shown"));
  paragraph.classList.add("is-shown");
  pane.scrollTop += paragraph.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 4;
  return pane;
}

function openOver(source: HTMLElement): void {
  const dialog = document.createElement("dialog");
  dialog.className = "import-over";
  dialog.setAttribute("aria-labelledby", "source-h");
  const mark = document.createComment("");
  source.replaceWith(mark);
  dialog.append(source);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    mark.replaceWith(source);
    dialog.remove();
  });
  dialog.showModal();
}

export function wireSourcePane(): void {
  const source = document.querySelector<HTMLElement>("[data-source]");
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (target.closest("[data-close]")) target.closest("dialog")?.close();

    // Back from the notice to a task: the page lies below.
    if (target.closest("a.src-no")) target.closest("dialog")?.close();
    const link = target.closest<HTMLAnchorElement>("a[data-place]");
    if (!link || !source) return;
    event.preventDefault();
    const { scrollX, scrollY } = window;
    if (!sideBySide.matches) openOver(source);
    showPlace(link.hash)?.focus({ preventScroll: true });
    window.scrollTo(scrollX, scrollY);
    if (source.parentElement instanceof HTMLDialogElement) {
      source.parentElement.addEventListener("close", () => {
        link.focus({ preventScroll: true });
        window.scrollTo(scrollX, scrollY);
      });
    }
  });
}
