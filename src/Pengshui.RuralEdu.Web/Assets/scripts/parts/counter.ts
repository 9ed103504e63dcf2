// <textarea data-max="500">: 80 / 500 字 behind it, plum once it is too much. An <input data-max="40"> gets it only then:
// a browser that cut off what is pasted would lose it without a word.
// data-counter="id" names an element of the page that shows it instead (<p class="counter" id="…">).
// A counter is not read aloud at each key: the limit stands in the hint or the error.
import { make } from "./dom";
import { typedLength } from "./typed-text";

export function watchCounters(): void {
  const fields = document.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>("textarea[data-max], input[data-max]:not([type=file])");
  fields.forEach((area) => {
    const max = Number(area.dataset.max);
    const named = area.dataset.counter ? document.getElementById(area.dataset.counter) : null;
    const counter = named ?? make("p", "counter");
    const always = named !== null || area instanceof HTMLTextAreaElement;
    if (!named) area.after(counter);

    const show = (): void => {
      const length = typedLength(area.value);
      counter.textContent = length > max ? `${length} / ${max} 字，超出 ${length - max} 字` : `${length} / ${max} 字`;
      counter.classList.toggle("is-over", length > max);
      counter.hidden = !always && length <= max;
    };
    area.addEventListener("input", show);
    show();
  });
}
