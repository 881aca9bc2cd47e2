// Everything here makes a page smoother; every page works without it.
import { watchDropZone } from "./drop.js";
import { keepFresh } from "./live.js";
import { checkWhileTyping, submitOnce, focusFaults } from "./forms.js";
import { closeMenus, showPrintButtons } from "./menus.js";
import { listenToKeys } from "./keys.js";
import { preparePalette } from "./palette.js";
import { driveGrid } from "./grid.js";
import { tickAll } from "./ticks.js";
import { sumTicked } from "./match.js";

document.querySelectorAll("[data-drop]").forEach(watchDropZone);
document.querySelectorAll("[data-live]").forEach(keepFresh);
document.querySelectorAll("[data-check]").forEach(checkWhileTyping);
document.querySelectorAll("[data-once]").forEach(submitOnce);
document.querySelectorAll("[data-grille]").forEach(driveGrid);
document.querySelectorAll("[data-tout]").forEach(tickAll);
document.querySelectorAll("[data-lettrage]").forEach(sumTicked);
focusFaults();
closeMenus();
showPrintButtons();
listenToKeys();
preparePalette();
