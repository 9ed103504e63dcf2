// Text that is selected in the notice becomes the piece of the form around it: [data-start] and [data-end] take its place in the text,
// counted from the data-at of the stretches, and [data-add] may be pressed. [data-chosen] says how much is selected.

/** Where a point of the page is in the notice, within a stretch that the selection touches. */
function placeOf(stretch: HTMLElement, node: Node, offset: number, otherwise: number): number {
  if (!stretch.contains(node)) return otherwise;
  const before = document.createRange();
  before.setStart(stretch, 0);
  before.setEnd(node, offset);
  return Number(stretch.dataset.at) + before.toString().length;
}

export function wireSourceSelection(): void {
  const pane = document.querySelector<HTMLElement>("[data-source] .import-text");
  const start = document.querySelector<HTMLInputElement>("[data-start]");
  const end = document.querySelector<HTMLInputElement>("[data-end]");
  const add = document.querySelector<HTMLButtonElement>("[data-add]");
  const chosen = document.querySelector<HTMLElement>("[data-chosen]");
  if (!pane || !start || !end || !add || !chosen) return;
  const hint = chosen.textContent;

  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!selection?.rangeCount || !pane.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    const touched = [...pane.querySelectorAll<HTMLElement>("[data-at]")].filter((stretch) => range.intersectsNode(stretch));
    const first = touched[0];
    const last = touched[touched.length - 1];
    const empty = selection.isCollapsed || !first || !last;
    add.disabled = empty;
    start.value = empty ? "" : String(placeOf(first, range.startContainer, range.startOffset, Number(first.dataset.at)));
    end.value = empty
      ? ""
      : String(placeOf(last, range.endContainer, range.endOffset, Number(last.dataset.at) + (last.textContent ?? "").length));
    chosen.textContent = empty ? hint : `已选 ${selection.toString().replace(/\s/g, "").length} 字`;
  });
}
