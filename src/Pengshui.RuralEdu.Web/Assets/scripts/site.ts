// On every page. Nothing here is needed to use the site: it makes it quicker.
import "bootstrap/js/dist/offcanvas";
import { watchCounters } from "./parts/counter";
import { focusErrors } from "./parts/focus-errors";
import { guardFormSizes } from "./parts/form-size";
import { keepForms } from "./parts/kept-forms";
import { wirePrintButtons } from "./parts/print";
import { wireShowWhen } from "./parts/show-when";
import { guardSignOut } from "./parts/sign-out";
import { guardSubmits } from "./parts/submit-once";

document.documentElement.classList.add("js");
focusErrors();
guardSignOut();
guardFormSizes();
guardSubmits();
wirePrintButtons();
watchCounters();
wireShowWhen();
keepForms();
