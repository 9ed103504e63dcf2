// Parts of a page that say how far a form is follow each save: <nav data-fresh="toc"> takes the content that the page,
// read anew, has in the part of the same name. What is being typed is not touched.

async function refresh(): Promise<void> {
  let html: string;
  try {
    const response = await fetch(location.pathname, { headers: { Accept: "text/html", "X-Requested-With": "fetch" }, redirect: "error" });
    if (!response.ok) return;
    html = await response.text();
  } catch {
    // Without a network they stay as they are; the save itself says so.
    return;
  }

  const page = new DOMParser().parseFromString(html, "text/html");
  for (const part of document.querySelectorAll<HTMLElement>("[data-fresh]")) {
    const now = page.querySelector(`[data-fresh="${part.dataset.fresh ?? ""}"]`);
    if (now && now.innerHTML !== part.innerHTML) part.replaceChildren(...now.childNodes);
  }
}

export function wireFresh(): void {
  document.querySelector("form[data-autosave-url]")?.addEventListener("autosaved", () => void refresh());
}
