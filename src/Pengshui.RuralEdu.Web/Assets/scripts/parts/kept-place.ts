// After an act the page is as it was: the same height in the window for what was acted upon, the same place of the notice, and the focus on
// the same control, or on the task's heading where the control is gone. What was done ([data-said]) is read aloud.
import { announce } from "./dom";

const key = "import-place";

interface Place {
  path: string;
  source: number;
  top: number | null;
  scroll: number;
  control: string;
}

/** What a button does, whatever task it stands at: its form's address without numbers, and its value. */
function actOf(button: HTMLButtonElement): string {
  return `${new URL(button.form?.action ?? "", location.href).pathname.replace(/\d+/g, "#")} ${button.name}=${button.value}`;
}

function pane(): HTMLElement | null {
  return document.querySelector<HTMLElement>(".import-text");
}

function remember(event: SubmitEvent): void {
  const button = event.submitter;
  if (event.defaultPrevented || !(button instanceof HTMLButtonElement)) return;
  const acted = button.closest<HTMLElement>(".import-task");
  const place: Place = {
    path: location.pathname,
    source: pane()?.scrollTop ?? 0,
    top: acted?.getBoundingClientRect().top ?? null,
    scroll: scrollY,
    control: actOf(button),
  };
  sessionStorage.setItem(key, JSON.stringify(place));
}

function restore(place: Place): void {
  const target = document.getElementById(location.hash.slice(1));
  const source = pane();
  if (source) source.scrollTop = place.source;
  if (target && place.top !== null) {
    scrollBy(0, target.getBoundingClientRect().top - place.top);
  } else {
    scrollTo(0, place.scroll);
    const box = target?.getBoundingClientRect();
    if (box && (box.bottom < 0 || box.top > innerHeight)) target?.scrollIntoView({ block: "center" });
  }
  const within = place.top === null ? document : target;
  const same = [...(within?.querySelectorAll<HTMLButtonElement>("button[type=submit]") ?? [])].find((button) => !button.disabled && actOf(button) === place.control);
  (same ?? target?.querySelector<HTMLElement>("h3") ?? target?.querySelector<HTMLElement>("a, button"))?.focus({ preventScroll: true });
}

export function keepPlace(): void {
  window.addEventListener("submit", remember);
  const kept = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  const said = document.querySelector<HTMLElement>("[data-said]")?.dataset.said;
  if (!kept) return;
  const place = JSON.parse(kept) as Place;
  if (place.path !== location.pathname) return;

  // Later than the browser's own way to the place in the address.
  window.addEventListener("load", () => {
    setTimeout(() => {
      restore(place);
      if (said) announce(said);
    });
  });
}
