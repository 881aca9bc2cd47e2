// Ctrl+K: one field that finds accounts, third parties, entries, pieces and pages. The server makes the list.

export function preparePalette() {
  const palette = document.getElementById("palette");
  const opener = document.getElementById("rechercher");
  if (!palette || !opener) return;
  const input = palette.querySelector("[role=combobox]");
  const results = document.getElementById("palette-resultats");
  let timer = 0;
  let last = null;

  const options = () => [...results.querySelectorAll("[role=option]")];
  const chosen = () => results.querySelector("[aria-selected=true]");

  function open() {
    if (!palette.open) palette.showModal();
    input.select();
    ask();
  }

  async function ask() {
    const text = input.value;
    if (text === last) return;
    last = text;
    const address = new URL(palette.dataset.suggestions, location.href);
    address.searchParams.set("q", text);
    try {
      const answer = await fetch(address, { credentials: "same-origin", redirect: "error" });
      // What comes late is not what is asked any more.
      if (!answer.ok || input.value !== text) return;
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").body;
      results.replaceChildren(...found.childNodes);
      choose(options()[0]);
    } catch {
      // The node stopped, or the session is over: Entrée still leads to the page of the search.
      results.replaceChildren();
      choose(null);
    }
  }

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-expanded", String(options().length > 0));
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      input.setAttribute("aria-controls", "palette-liste");
    } else {
      input.removeAttribute("aria-activedescendant");
      input.removeAttribute("aria-controls");
    }
  }

  function move(step) {
    const all = options();
    if (all.length === 0) return;
    const place = all.indexOf(chosen());
    choose(all[(place + step + all.length) % all.length]);
  }

  document.addEventListener("keydown", (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const isField = event.target.closest("input, select, textarea, dialog");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    } else if (event.key === "/" && isPlain && !isField) {
      event.preventDefault();
      open();
    }
  });
  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  palette.addEventListener("click", (event) => {
    if (event.target === palette) return palette.close();
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.href);
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 60);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && chosen() && input.value === last) {
      event.preventDefault();
      location.assign(chosen().dataset.href);
    }
  });
}
