// Everything here makes a page smoother; every page works without it.
import { watchDropZone } from "./drop.js";
import { keepFresh } from "./live.js";
import { checkWhileTyping, submitOnce, focusFaults } from "./forms.js";
import { closeMenus, showPrintButtons } from "./menus.js";
import { listenToKeys } from "./keys.js";
import { preparePalette } from "./palette.js";

document.querySelectorAll("[data-drop]").forEach(watchDropZone);
document.querySelectorAll("[data-live]").forEach(keepFresh);
document.querySelectorAll("[data-check]").forEach(checkWhileTyping);
document.querySelectorAll("[data-once]").forEach(submitOnce);
focusFaults();
closeMenus();
showPrintButtons();
listenToKeys();
preparePalette();
