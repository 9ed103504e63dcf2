// On forms that take files besides a short text: @section Scripts { <script type="module" src="~/dist/answer-form.js"></script> }
import { wireUploads } from "./parts/upload";

wireUploads();
