// <textarea data-max="500">: 80 / 500 字 behind it, plum once it is too much.
// data-counter="id" names an element of the page that shows it instead (<p class="counter" id="…">).
// A counter is not read aloud at each key: the limit stands in the hint or the error.
import { make } from "./dom";

export function watchCounters(): void {
  document.querySelectorAll<HTMLTextAreaElement>("textarea[data-max]").forEach((area) => {
    const max = Number(area.dataset.max);
    const named = area.dataset.counter ? document.getElementById(area.dataset.counter) : null;
    const counter = named ?? make("p", "counter");
    if (!named) area.after(counter);

    const show = (): void => {
      // The browser counts a line break as one character, the server as it arrives: two.
      const length = area.value.replaceAll("\n", "\r\n").length;
      counter.textContent = length > max ? `${length} / ${max} 字，超出 ${length - max} 字` : `${length} / ${max} 字`;
      counter.classList.toggle("is-over", length > max);
    };
    area.addEventListener("input", show);
    show();
  });
}
