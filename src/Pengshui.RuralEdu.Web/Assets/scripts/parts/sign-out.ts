// Signing out takes along what this browser keeps of the account, so that the next one at this computer finds none of it.
// Where something was not sent yet, the page says so first, and nothing happens before the answer.
import { button, icon, make } from "./dom";
import { forgetDrafts, unsentDrafts } from "./local-draft";
import { forgetPhotos, photosLeft } from "./kept-photos";

/** Forms with data-signs-out. */
export function guardSignOut(): void {
  document.querySelectorAll<HTMLFormElement>("form[data-signs-out]").forEach(guard);
}

function guard(form: HTMLFormElement): void {
  let isSettled = false;
  form.addEventListener("submit", (event) => {
    if (isSettled) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void photosLeft().then(async (photos) => {
      const drafts = unsentDrafts();
      if (drafts + photos.length > 0 && !(await isLetGo(drafts, photos.length))) return;
      isSettled = true;
      forgetDrafts();
      await forgetPhotos(photos);
      form.requestSubmit();
    });
  });
}

/** Asks on the page; asked twice, it asks once. */
function isLetGo(drafts: number, photos: number): Promise<boolean> {
  document.querySelector("#sign-out-asks")?.remove();
  const what = [drafts > 0 ? `${drafts} 份没有传上去的内容` : "", photos > 0 ? `${photos} 张没有传上去的照片` : ""].filter((part) => part !== "").join("、");
  return new Promise((resolve) => {
    const bar = make("div", "netbar");
    const answer = (isYes: boolean) => (): void => {
      bar.remove();
      resolve(isYes);
    };
    bar.id = "sign-out-asks";
    bar.setAttribute("role", "alert");
    bar.append(icon("offline"), make("span", "", `本机还有 ${what}，退出登录会删去。`), button("先不退出", answer(false)), button("删去并退出", answer(true)));
    document.querySelector("main .container")?.prepend(bar);
    closeMenus(() => {
      bar.scrollIntoView({ block: "center" });
      bar.querySelector("button")?.focus();
    });
  });
}

/** The menu that 退出登录 stands in lies over the page. */
function closeMenus(then: () => void): void {
  document.querySelectorAll("details.user-menu[open]").forEach((menu) => menu.removeAttribute("open"));
  const open = document.querySelector<HTMLElement>(".offcanvas.show");
  if (open) open.addEventListener("hidden.bs.offcanvas", then, { once: true });
  else then();
  open?.querySelector<HTMLElement>("[data-bs-dismiss]")?.click();
}
