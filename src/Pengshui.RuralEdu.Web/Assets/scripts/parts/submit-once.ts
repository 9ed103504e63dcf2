// Every form by POST is sent once: its button says 正在提交 and its buttons rest until the answer is there.
// data-no-guard on the form leaves it alone (a form whose answer is a download).

export function guardSubmits(): void {
  const resting: { button: HTMLButtonElement; text: string | null }[] = [];

  // Later than the listeners of forms, which may still hold the submission back.
  window.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
    const submitter = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
    if ((submitter?.formMethod || form.method) !== "post" || "noGuard" in form.dataset) return;
    if ("submitted" in form.dataset) {
      event.preventDefault();
      return;
    }
    form.dataset.submitted = "";

    // After this event: a disabled button would not be sent with the form.
    setTimeout(() => {
      for (const button of form.elements) {
        if (!(button instanceof HTMLButtonElement) || button.type !== "submit" || button.disabled) continue;
        resting.push({ button, text: button === submitter ? button.innerHTML : null });
        button.disabled = true;
      }
      if (submitter) submitter.textContent = "正在提交";
    });
  });

  // The back button shows the page as it was left.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const { button, text } of resting.splice(0)) {
      button.disabled = false;
      if (text !== null) button.innerHTML = text;
    }
    document.querySelectorAll<HTMLFormElement>("form[data-submitted]").forEach((form) => delete form.dataset.submitted);
  });
}
