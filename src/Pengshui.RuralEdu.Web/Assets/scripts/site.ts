// On every page.
import "bootstrap/js/dist/offcanvas";

document.documentElement.classList.add("js");
