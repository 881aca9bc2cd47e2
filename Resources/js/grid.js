// The grid of an entry: every key of the keyboard does what accountants expect. The form works without any of it.
import { attachCombobox } from "./combobox.js";
import { drivePosting } from "./posting.js";
import { cents, dayText, formatCents, formulaCents } from "./cells.js";

export function driveGrid(form) {
  const body = form.querySelector("#lignes tbody");
  const template = body.lastElementChild.cloneNode(true);
  const history = [];
  const undone = [];
  let current = null;
  let isRefused = false;
  // While proposals take their places, leaving a cell means nothing.
  let isPlacing = false;
  // The cell where « = » was just struck, by its id: its row may be replaced.
  let posed = null;
  for (const button of document.querySelectorAll("[data-sans-script]")) button.hidden = true;
  form.querySelector("[data-touches]")?.removeAttribute("hidden");

  const rows = () => [...body.querySelectorAll("tr[data-ligne]")];
  const cell = (row, name) => row.querySelector(`[data-cell=${name}]`);
  const row = (input) => input.closest("tr[data-ligne]");
  const head = () => [...form.querySelectorAll("[data-tete]")];
  const names = ["compte", "texte", "echeance", "debit", "credit"];
  const isBlank = (line) => names.every((name) => cell(line, name).value === "");
  const amount = (input) => cents(input.value) ?? 0n;

  function total(name, but) {
    return rows().reduce((sum, line) => (line === but ? sum : sum + amount(cell(line, name))), 0n);
  }

  function showSums() {
    const [debit, credit] = [total("debit"), total("credit")];
    const gap = debit - credit;
    document.querySelector("[data-somme=debit]").textContent = formatCents(debit);
    document.querySelector("[data-somme=credit]").textContent = formatCents(credit);
    const shown = document.querySelector("[data-ecart]");
    shown.querySelector("b").textContent = formatCents(gap);
    shown.classList.toggle("bad", gap !== 0n);
    shown.classList.toggle("ok", gap === 0n && debit !== 0n);
    const side = gap > 0n ? "crédit" : "débit";
    const lacking = `Il manque ${formatCents(gap < 0n ? -gap : gap)}\u00a0€ au ${side}.`;
    const equal = debit === 0n ? "" : "Débit et crédit sont égaux.";
    document.querySelector("[data-ecart-mots]").textContent = gap === 0n ? equal : lacking;
    return gap;
  }

  // One empty line always waits.
  function keepWaiting() {
    if (!isBlank(rows().at(-1))) addLine();
  }

  function addLine() {
    const line = template.cloneNode(true);
    line.querySelectorAll(".error, .new-name, [data-raison]").forEach((part) => part.remove());
    number(line, rows().length + 1);
    for (const input of line.querySelectorAll("input")) {
      input.value = input.name.startsWith("ligne-") ? newName() : "";
      for (const said of ["aria-invalid", "aria-describedby"]) input.removeAttribute(said);
    }
    line.querySelector("[data-nom]").textContent = "";
    line.classList.remove("prop");
    line.removeAttribute("title");
    body.append(line);
    prepare(line);
    return line;
  }

  function number(line, place) {
    line.dataset.ligne = place;
    line.querySelector(".ro").firstChild.textContent = place;
    for (const input of line.querySelectorAll("input")) {
      input.name = input.name.replace(/\d+$/, place);
      if (input.id) input.id = input.name;
      input.setAttribute("aria-label", (input.getAttribute("aria-label") ?? "").replace(/\d+$/, place));
    }
  }

  // All that is typed, as it is shown: what one step of undoing brings back.
  function snapshot() {
    const values = [...form.querySelectorAll("[data-tete], select")].map((input) => [input.id, input.value]);
    const lines = rows().map((line) => ({
      values: [...line.querySelectorAll("input")].map((input) => input.value),
      name: line.querySelector("[data-nom]").textContent,
      isGrey: isProposed(line),
    }));
    return { values, lines, focus: document.activeElement?.id };
  }

  const essence = (state) => JSON.stringify([state.values, state.lines]);
  const isSame = (one, other) => essence(one) === essence(other);

  function restore(state) {
    isPlacing = true;
    for (const [id, value] of state.values) document.getElementById(id).value = value;
    while (rows().length > state.lines.length) rows().at(-1).remove();
    while (rows().length < state.lines.length) addLine();
    rows().forEach((line, place) => {
      const kept = state.lines[place];
      [...line.querySelectorAll("input")].forEach((input, rank) => (input.value = kept.values[rank] ?? ""));
      line.querySelector("[data-nom]").textContent = kept.name;
      line.querySelector("[data-raison]")?.remove();
      line.classList.toggle("prop", kept.isGrey);
      line.classList.toggle("wait", isBlank(line));
    });
    keepWaiting();
    showSums();
    document.getElementById(state.focus)?.focus();
    isPlacing = false;
    current = snapshot();
  }

  function prepare(line) {
    const account = cell(line, "compte");
    attachCombobox(account, form.dataset.comptes, (option) => {
      if (option.dataset.guide) return follow(account, option.dataset.guide);
      line.querySelector("[data-nom]").textContent = option.dataset.name;
      line.querySelector(".new-name")?.remove();
      propose();
    });
  }

  // A guide chosen by its code in an empty entry: its lines come in grey.
  function follow(account, guide) {
    account.value = "";
    form.querySelector("#guide").value = guide;
    propose(true);
  }

  const isProposed = (line) => line.querySelector("[data-propose]").value !== "";

  function accept(line) {
    line.classList.remove("prop");
    line.querySelector("[data-propose]").value = "";
    line.querySelector("[data-raison]")?.remove();
    line.removeAttribute("title");
  }

  function refuse() {
    const grey = rows().filter(isProposed);
    if (grey.length === 0) return false;
    history.push(current);
    isRefused = true;
    const focused = document.activeElement;
    grey.forEach((line) => line.remove());
    renumber();
    say("");
    keepWaiting();
    showSums();
    if (!focused.isConnected) cell(rows().at(-1), "compte").focus();
    return true;
  }

  function renumber() {
    rows().forEach((line, place) => number(line, place + 1));
  }

  const say = (words) => (form.querySelector("[data-mots]").textContent = words);
  const written = () => new URLSearchParams(new FormData(form)).toString();

  // The server completes what is typed, never over what was typed meanwhile.
  async function propose(isAsked = false) {
    if (isAsked) isRefused = false;
    if (isRefused || posting.isOpen()) return;
    const before = written();
    try {
      const answer = await fetch(form.dataset.propositions, {
        method: "POST", body: new URLSearchParams(before), credentials: "same-origin", redirect: "error",
      });
      const text = await answer.text();
      if (!answer.ok || written() !== before || form.dataset.sent || isRefused || posting.isOpen()) return;
      take(new DOMParser().parseFromString(text, "text/html").querySelector("table"));
    } catch {
      // Nothing is proposed.
    }
  }

  function take(table) {
    if (!table.querySelector(".prop") && !rows().some(isProposed)) return;
    const focused = document.activeElement;
    const place = focused.closest?.("#lignes") ? focused.id : null;
    isPlacing = true;
    body.replaceChildren(...table.querySelectorAll("tr[data-ligne]"));
    rows().forEach(prepare);
    if (table.dataset.journal) form.querySelector("#journal").value = table.dataset.journal;
    form.querySelector("#libelle").value = table.dataset.libelle;
    say(table.dataset.mots);
    keepWaiting();
    showSums();
    const asked = body.querySelector("[data-attendu]");
    const target = asked && place ? cell(asked, asked.dataset.attendu) : place && document.getElementById(place);
    target?.focus();
    target?.select?.();
    isPlacing = false;
    current = snapshot();
  }

  // Suppliers, income, VAT collected, capital and loans: their amounts stand on the credit side.
  const hasCreditSide = (line) => /^(40|7|4457|10|16)/.test(cell(line, "compte").value);

  // Where Enter goes: the next cell that is worth typing in.
  function useful(from) {
    const typed = (line) => ["compte", "debit", "credit"].map((name) => cell(line, name));
    const cells = [...head(), ...rows().flatMap(typed)];
    const place = cells.indexOf(from);
    if (place < 0) {
      const line = row(from);
      return cell(line, from.dataset.cell === "texte" || from.dataset.cell === "echeance" ? "debit" : "compte");
    }
    for (const next of cells.slice(place + 1)) {
      const line = row(next);
      if (!line) {
        if (next.value === "" && !next.dataset.tete) return next;
        continue;
      }
      // A grey line waits to be taken.
      if (next.dataset.cell === "compte" && isProposed(line)) return next;
      // An amount has one side; a line that has one needs no other.
      const other = { debit: "credit", credit: "debit" }[next.dataset.cell];
      if (other && (cell(line, other).value !== "" || cell(line, "compte").value === "")) continue;
      if (next.dataset.cell === "debit" && hasCreditSide(line)) continue;
      if (next.value !== "") continue;
      return next;
    }
    return null;
  }

  const day = (typed) => dayText(typed, form.dataset.proche, form.dataset.exercices) ?? typed;

  function leave(input) {
    const line = row(input);
    if (!line) {
      if (input.id.startsWith("date")) input.value = day(input.value);
      return;
    }
    if (input.dataset.cell === "debit" || input.dataset.cell === "credit") {
      const value = input.value.startsWith("=") ? formulaCents(input.value.slice(1)) : cents(input.value);
      if (value !== null && input.value !== "") input.value = value === 0n ? "" : formatCents(value);
    } else if (input.dataset.cell === "echeance") {
      input.value = day(input.value);
    }
    showSums();
    keepWaiting();
  }

  // « = » alone: what balances the entry, on whichever side it is asked for.
  function balance(input) {
    const other = cell(row(input), input.dataset.cell === "debit" ? "credit" : "debit");
    const gap = total("debit", row(input)) - total("credit", row(input));
    const wanted = input.dataset.cell === "debit" ? -gap : gap;
    other.value = "";
    input.value = wanted === 0n ? "" : formatCents(wanted);
    showSums();
    keepWaiting();
  }

  function counterpart() {
    const account = form.querySelector("#journal").selectedOptions[0]?.dataset.contrepartie;
    const line = rows().find(isBlank) ?? addLine();
    const gap = total("debit") - total("credit");
    if (account) cell(line, "compte").value = account;
    cell(line, gap > 0n ? "credit" : "debit").value = gap === 0n ? "" : formatCents(gap < 0n ? -gap : gap);
    line.classList.remove("wait");
    showSums();
    keepWaiting();
    cell(line, account ? (gap > 0n ? "credit" : "debit") : "compte").focus();
  }

  function repeat(input) {
    const above = row(input)?.previousElementSibling;
    if (!above) return;
    input.value = cell(above, input.dataset.cell).value;
    if (input.dataset.cell === "compte") {
      row(input).querySelector("[data-nom]").textContent = above.querySelector("[data-nom]").textContent;
    }
    showSums();
    keepWaiting();
  }

  function vertical(input, step) {
    const all = rows();
    const target = all[all.indexOf(row(input)) + step];
    const next = target && cell(target, input.dataset.cell);
    next?.focus();
    next?.select();
  }

  function save() {
    if (!form.dataset.sent) form.requestSubmit(document.getElementById("enregistrer"));
  }

  form.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement || input instanceof HTMLSelectElement) || event.defaultPrevented) return;
    const isAmount = input.dataset.cell === "debit" || input.dataset.cell === "credit";
    const isCommand = event.ctrlKey || event.metaKey;
    const isPlain = !isCommand && !event.altKey;
    if (event.key === "Enter" && isCommand) {
      event.preventDefault();
      leave(input);
      if (event.shiftKey) posting.ask(input);
      else save();
    } else if (event.key === "Enter" && isPlain && !event.shiftKey) {
      event.preventDefault();
      leave(input);
      const gap = showSums();
      const isBalanced = row(input) && gap === 0n && total("debit") !== 0n;
      const isDone = isBalanced && (isAmount || isBlank(row(input)) || isProposed(row(input)));
      if (row(input) && isProposed(row(input))) accept(row(input));
      const next = isDone ? null : useful(input);
      if (next) {
        next.focus();
        next.select?.();
      } else if (isBalanced) {
        save();
      }
    } else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && isPlain && row(input)) {
      event.preventDefault();
      leave(input);
      vertical(input, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === '"' && input.value === "" && row(input)) {
      event.preventDefault();
      remember();
      repeat(input);
    } else if (event.key === "=" && isAmount && input.value === "" && isPlain) {
      // Alone, it balances; followed by a figure, it calculates.
      event.preventDefault();
      remember();
      balance(input);
      posed = input.id;
    } else if (posed === input.id && isAmount && /^[0-9(+-]$/.test(event.key)) {
      event.preventDefault();
      posed = null;
      input.value = `=${event.key}`;
    } else if (event.key === "F9") {
      event.preventDefault();
      leave(input);
      counterpart();
    } else if (event.key === "F8" && form.dataset.comme) {
      event.preventDefault();
      location.assign(form.dataset.comme);
    } else if (event.key === "Escape" && isPlain) {
      if (refuse()) event.preventDefault();
    } else if (/^[zy]$/i.test(event.key) && isCommand) {
      event.preventDefault();
      if (event.key.toLowerCase() === "y" || event.shiftKey) step(undone, history);
      else undo();
    } else if (event.key !== "Tab" && event.key !== "Shift") {
      posed = null;
    }
  });

  function remember() {
    history.push(snapshot());
    undone.length = 0;
  }

  function step(from, to) {
    const state = from.pop();
    if (!state) return;
    to.push(snapshot());
    restore(state);
  }

  // What this cell was; then the entry before the last cell that changed.
  function undo() {
    if (current && !isSame(current, snapshot())) history.push(current);
    step(history, undone);
  }

  form.addEventListener("focusin", (event) => {
    if (isPlacing || !event.target.matches?.("[data-cell], [data-tete], select")) return;
    current = snapshot();
  });
  form.addEventListener("focusout", (event) => {
    const input = event.target;
    if (isPlacing || !input.matches?.("[data-cell], [data-tete]")) return;
    posed = null;
    leave(input);
    const line = row(input);
    line?.classList.toggle("wait", isBlank(line));
    const isChanged = current && !isSame(current, snapshot());
    if (isChanged) {
      history.push(current);
      undone.length = 0;
      current = null;
      if (["libelle", "compte", "debit", "credit"].includes(input.dataset.cell ?? input.id)) setTimeout(propose);
    }
    if (line && event.relatedTarget && row(event.relatedTarget) !== line) keepScratch();
  });
  form.addEventListener("change", (event) => {
    if (event.target.id === "guide") propose(true);
  });
  form.addEventListener("input", (event) => {
    const line = row(event.target);
    if (line && isProposed(line)) {
      // Another account is another line: what was proposed for the first one goes.
      const rest = event.target.matches("[data-cell=compte]") ? names.slice(1) : [];
      for (const name of rest) cell(line, name).value = "";
      accept(line);
      showSums();
    }
    if (event.target.matches("[data-cell=debit], [data-cell=credit]")) showSums();
    if (event.target.matches("[data-cell=compte]")) line.querySelector("[data-nom]").textContent = "";
    // Guides are offered where an entry begins.
    if (event.target.matches("[data-cell=compte]")) {
      event.target.dataset.guides = rows().every((other) => other === line || isBlank(other)) ? "1" : "";
    }
  });
  // Sent once.
  form.addEventListener("submit", () => (form.dataset.sent = "yes"));
  window.addEventListener("pageshow", () => delete form.dataset.sent);

  // What is typed is kept sealed when a line is left: a power cut loses one cell.
  let sending = false;
  async function keepScratch() {
    if (sending || form.dataset.sent) return;
    sending = true;
    try {
      const body = new URLSearchParams(new FormData(form));
      await fetch(form.dataset.enCours, { method: "POST", body, credentials: "same-origin" });
    } catch {
      // The node stopped: the page still holds everything.
    } finally {
      sending = false;
    }
  }

  // While a validation is to be confirmed, nothing is proposed.
  const posting = drivePosting(form, () => total("debit"), () => rows().filter(isProposed), accept);
  rows().forEach(prepare);
  keepWaiting();
  showSums();
}

function newName() {
  const bytes = new Uint8Array(16);
  crypto.getRandomValues(bytes);
  let time = Date.now();
  for (let place = 5; place >= 0; place -= 1) {
    bytes[place] = time % 256;
    time = Math.floor(time / 256);
  }
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
