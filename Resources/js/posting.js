// The panel where a validation is confirmed: it tells what becomes a fact, and has what is proposed accepted before.
import { formatCents } from "./cells.js";

export function drivePosting(form, total, proposed, accept) {
  const panel = document.getElementById("validation");
  // For whom may not validate.
  if (!panel) return { isOpen: () => false, ask() {} };
  const accepting = panel.querySelector("[data-accepter]");

  // Gives the button that comes first.
  function tell() {
    const head = ["journal", "date", "piece", "libelle"].map((id) => form.elements[id].value).filter(Boolean);
    const words = panel.querySelector("[data-resume]");
    words.textContent = `${head.join(", ")} : ${formatCents(total())}\u00a0€`;
    words.hidden = false;
    accepting.hidden = proposed().length === 0;
    return accepting.hidden ? panel.querySelector("#valider-saisie") : accepting;
  }

  panel.addEventListener("toggle", tell);
  accepting.addEventListener("click", () => {
    proposed().forEach(accept);
    tell().focus();
  });
  return {
    isOpen: () => panel.open,
    ask(from) {
      panel.open = true;
      tell().focus();
      panel.onkeydown = (event) => {
        // A key that is held down confirms nothing.
        if (event.key === "Enter" && (event.repeat || event.ctrlKey || event.metaKey)) event.preventDefault();
        if (event.key === "Escape") setTimeout(() => from.focus());
      };
    },
  };
}
