// Beside 整改期限: 11月3日（周五），从今天起 14 天.   <input type="date" data-due> followed by [data-due-hint]; form data-today="2023-10-20"
export function wireDueHints(form: HTMLFormElement): void {
  const today = Date.parse(`${form.dataset.today ?? ""}T00:00:00Z`);
  form.addEventListener("input", (event) => {
    const field = event.target as HTMLInputElement;
    const hint = "due" in field.dataset ? field.parentElement?.querySelector<HTMLElement>("[data-due-hint]") : null;
    if (!hint) return;
    const day = new Date(`${field.value}T00:00:00Z`);
    const days = Math.round((day.getTime() - today) / 86_400_000);
    hint.textContent = Number.isNaN(days)
      ? ""
      : days < 0
        ? "早于今天，请重新选择"
        : `${day.getUTCMonth() + 1}月${day.getUTCDate()}日（周${"日一二三四五六"[day.getUTCDay()] ?? ""}），从今天起 ${days} 天`;
  });
}
