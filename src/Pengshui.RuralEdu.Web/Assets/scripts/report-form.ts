// On the report form: @section Scripts { <script type="module" src="~/dist/report-form.js"></script> }
import { wireAutosave } from "./parts/autosave";
import { wireBalance } from "./parts/balance";
import { wireCarry } from "./parts/carry";
import { offerCompared } from "./parts/compared";
import { wireExclusive } from "./parts/exclusive";
import { wireFresh } from "./parts/fresh";
import { wireUploads } from "./parts/upload";

// On a phone last month starts folded; without a script everything is open.
if (matchMedia("(max-width: 767.98px)").matches) {
  document.querySelectorAll<HTMLDetailsElement>("details.pair-last").forEach((last) => (last.open = false));
}

wireCarry();
wireExclusive();
wireBalance();
wireUploads();
wireFresh();
wireAutosave();
offerCompared();
