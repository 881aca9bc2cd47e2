// An editable field with a list that the server makes (ARIA APG: list autocomplete with automatic selection). Typing
// opens it, F4 too; Enter and Tab take what is selected, Escape closes.

export function attachCombobox(input, address, taken) {
  const box = input.closest(".combo");
  const list = document.createElement("div");
  list.className = "pop";
  list.hidden = true;
  box.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  let timer = 0;
  let asked = null;
  // What the list answers: more may have been typed since.
  let answered = null;
  let isAsking = false;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");

  function close() {
    clearTimeout(timer);
    timer = 0;
    list.hidden = true;
    asked = null;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function select(option) {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
  }

  function take() {
    const option = list.hidden ? null : chosen();
    if (!option) return false;
    input.value = option.dataset.value;
    close();
    taken(option);
    return true;
  }

  async function ask() {
    timer = 0;
    const text = input.value.trim();
    if (text === "" || text === asked) return text === "" ? close() : undefined;
    asked = text;
    isAsking = true;
    try {
      const asking = new URLSearchParams({ q: text, guides: input.dataset.guides ?? "" });
      const answer = await fetch(`${address}?${asking}`, { credentials: "same-origin", redirect: "error" });
      if (!answer.ok || input.value.trim() !== text) return;
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").body;
      list.replaceChildren(...found.childNodes);
      answered = text;
      // The identifiers of one list must not be those of another.
      for (const part of list.querySelectorAll("[id]")) part.id = `${input.id}-${part.id}`;
      // The keys were faster than the list: what it selects first is taken, as if it had been shown.
      if (document.activeElement !== input) return isWhole() ? close() : takeLate();
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      input.setAttribute("aria-controls", list.querySelector("[role=listbox]")?.id ?? "");
      select(chosen());
      place();
    } catch {
      close();
    } finally {
      isAsking = false;
    }
  }

  function takeLate() {
    const option = chosen();
    // What is about to be validated is what was seen.
    if (option && !document.getElementById("validation")?.open) {
      input.value = option.dataset.value;
      taken(option);
    }
    close();
  }

  // The list is fixed to the window: the table it stands in scrolls.
  function place() {
    const field = input.getBoundingClientRect();
    list.style.setProperty("left", `${Math.round(field.left)}px`);
    list.style.setProperty("top", `${Math.round(field.bottom + 4)}px`);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 40);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "F4" || (event.key === "ArrowDown" && event.altKey)) {
      event.preventDefault();
      asked = null;
      ask();
    } else if (list.hidden) {
      return;
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const all = options();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (all.length > 0) select(all[(all.indexOf(chosen()) + step + all.length) % all.length]);
    } else if (event.key === "Tab" || event.key === "Enter") {
      // The key then goes on: to the next cell.
      if (answered !== input.value.trim()) list.hidden = true;
      else if (isWhole() && !options().some((option) => option.dataset.value.startsWith(input.value.trim()))) close();
      else take();
    }
  });

  // A whole account number, perhaps with its third party, is what was meant: the list does not change it.
  function isWhole() {
    return /^[1-9][0-9]{5,}( .*)?$/.test(input.value.trim());
  }

  input.addEventListener("blur", () => {
    const isPending = timer !== 0 && asked !== input.value.trim();
    clearTimeout(timer);
    if (isPending && list.hidden && input.value.trim() !== "") ask();
    else if (!isAsking) close();
    list.hidden = true;
  });
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (!option) return;
    select(option);
    take();
  });
}
