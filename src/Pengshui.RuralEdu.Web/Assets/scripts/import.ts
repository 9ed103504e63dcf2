// The preview of a notice: a link to a place scrolls the notice beside it, and marks the paragraph.
function showPlace(link: HTMLAnchorElement, event: MouseEvent): void {
  const paragraph = document.getElementById(link.hash.slice(1));
  const pane = paragraph?.closest<HTMLElement>(".import-text");
  if (!paragraph || !pane || pane.scrollHeight <= pane.clientHeight) return;
  event.preventDefault();
  pane.querySelectorAll(".is-shown").forEach((shown) => shown.classList.remove("is-shown"));
  paragraph.classList.add("is-shown");
  pane.scrollTop += paragraph.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 4;
  pane.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-place]");
  if (link) showPlace(link, event);
});
