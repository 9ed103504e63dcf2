// [data-next] jumps to the next task that is still to be looked at, behind the one that has the focus or stands at the top of the window,
// and from the last one to the first. The notice follows where it stands beside the tasks.
import { showPlace } from "./source-pane";

const line = 120;

function isBehind(task: HTMLElement, here: HTMLElement | null): boolean {
  if (here) return (here.compareDocumentPosition(task) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return task.getBoundingClientRect().top > line;
}

export function wireNextOpen(): void {
  const next = document.querySelector<HTMLAnchorElement>("a[data-next]");
  next?.addEventListener("click", (event) => {
    const open = [...document.querySelectorAll<HTMLElement>(".import-task.is-open")];
    const here = document.activeElement?.closest<HTMLElement>(".import-task") ?? document.querySelector<HTMLElement>(".import-task.is-here");
    const task = open.find((one) => isBehind(one, here)) ?? open[0];
    if (!task) return;
    event.preventDefault();
    document.querySelector(".import-task.is-here")?.classList.remove("is-here");
    task.classList.add("is-here");
    task.scrollIntoView({ block: "start" });
    task.querySelector<HTMLElement>("h3")?.focus({ preventScroll: true });
    const place = task.querySelector<HTMLAnchorElement>("a[data-place]");
    if (place) showPlace(place.hash);
  });
}
