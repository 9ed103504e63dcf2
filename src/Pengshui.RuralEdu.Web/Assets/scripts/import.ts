// The preview of a notice. Without it links lead to the places of the page, and pieces are chosen by ticking lines.
import { keepPlace } from "./parts/kept-place";
import { wireNextOpen } from "./parts/next-open";
import { wireSourcePane } from "./parts/source-pane";
import { wireSourceSelection } from "./parts/source-selection";

wireSourcePane();
wireSourceSelection();
wireNextOpen();
keepPlace();
