// An enhancement only: without it every page works. It moves focus to what went wrong.
import { initAll } from "./nhsuk-frontend-10.6.1.min.js";
initAll();
