// The grid of an entry: every key of the keyboard does what accountants expect. The form works without any of it.
import { attachCombobox } from "./combobox.js";
import { cents, dayText, formatCents, formulaCents } from "./cells.js";

export function driveGrid(form) {
  const body = form.querySelector("#lignes tbody");
  const template = body.lastElementChild.cloneNode(true);
  const history = [];
  document.querySelector("[data-sans-script]")?.setAttribute("hidden", "");
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
    const number = rows().length + 1;
    line.dataset.ligne = number;
    line.querySelector(".ro").firstChild.textContent = number;
    line.querySelectorAll(".error, .new-name").forEach((part) => part.remove());
    for (const input of line.querySelectorAll("input")) {
      const name = input.name.replace(/\d+$/, number);
      input.name = name;
      if (input.id) input.id = name;
      input.value = input.type === "hidden" ? newName() : "";
      input.removeAttribute("aria-invalid");
      input.setAttribute("aria-label", (input.getAttribute("aria-label") ?? "").replace(/\d+$/, number));
    }
    line.querySelector("[data-nom]").textContent = "";
    line.classList.remove("prop");
    body.append(line);
    prepare(line);
    return line;
  }

  function prepare(line) {
    attachCombobox(cell(line, "compte"), form.dataset.comptes, (option) => {
      line.querySelector("[data-nom]").textContent = option.dataset.name;
      line.querySelector(".new-name")?.remove();
      propose(line);
    });
  }

  // A third party was chosen on the first line: its last entry is proposed, in grey, until something is typed.
  async function propose(line) {
    const [account, ...rest] = cell(line, "compte").value.split(" ");
    if (rest.length === 0 || rows().some((other) => other !== line && !isBlank(other))) return;
    const address = new URL(form.dataset.comme, location.href);
    address.searchParams.set("compte", account);
    address.searchParams.set("tiers", rest.join(" "));
    try {
      const answer = await fetch(address, { credentials: "same-origin", redirect: "error" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = [...page.querySelectorAll("#lignes tr[data-ligne]")].filter((other) => !isBlank(other));
      if (rows().some((other) => other !== line && !isBlank(other))) return;
      const mine = cell(line, "compte").value;
      const others = found.filter((other) => cell(other, "compte").value !== mine);
      for (const other of others) {
        const target = rows().find((candidate) => candidate !== line && isBlank(candidate)) ?? addLine();
        cell(target, "compte").value = cell(other, "compte").value;
        target.querySelector("[data-nom]").textContent = other.querySelector("[data-nom]").textContent;
        target.classList.add("prop");
        target.classList.remove("wait");
      }
      keepWaiting();
    } catch {
      // Nothing is proposed.
    }
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
        if (next.value === "") return next;
        continue;
      }
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
      if (input.id === "date") input.value = day(input.value);
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
    line.classList.add("prop");
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

  function save(gesture = "enregistrer") {
    if (form.dataset.sent) return;
    form.dataset.sent = "yes";
    const button = [...form.elements].find((one) => one.name === "geste" && one.value === gesture);
    form.requestSubmit(button);
  }

  form.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement || input instanceof HTMLSelectElement) || event.defaultPrevented) return;
    const isAmount = input.dataset.cell === "debit" || input.dataset.cell === "credit";
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      leave(input);
      save();
    } else if (event.key === "Enter" && isPlain && !event.shiftKey) {
      event.preventDefault();
      leave(input);
      const gap = showSums();
      const isDone = row(input) && gap === 0n && total("debit") !== 0n && (isAmount || isBlank(row(input)));
      const next = isDone ? null : useful(input);
      if (next) {
        next.focus();
        next.select?.();
      } else if (isDone) {
        save();
      }
    } else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && isPlain && row(input)) {
      event.preventDefault();
      leave(input);
      vertical(input, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === '"' && input.value === "" && row(input)) {
      event.preventDefault();
      remember(input);
      repeat(input);
    } else if (event.key === "=" && isAmount && input.value === "" && isPlain) {
      // Alone, it balances; followed by a figure, it calculates.
      event.preventDefault();
      remember(input);
      balance(input);
      input.dataset.pose = "yes";
    } else if (input.dataset.pose && isAmount && /^[0-9(+-]$/.test(event.key)) {
      event.preventDefault();
      delete input.dataset.pose;
      input.value = `=${event.key}`;
    } else if (event.key === "F9") {
      event.preventDefault();
      leave(input);
      counterpart();
    } else if (event.key === "F8" && form.dataset.dernier) {
      event.preventDefault();
      location.assign(`${form.dataset.comme}?brouillon=${form.dataset.dernier}`);
    } else if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
      if (undo()) event.preventDefault();
    } else if (event.key !== "Tab" && event.key !== "Shift") {
      delete input.dataset.pose;
    }
  });

  function remember(input) {
    history.push([input, input.dataset.before ?? ""]);
  }

  // What a cell held when it was entered comes back, one cell at a time.
  function undo() {
    const focused = document.activeElement;
    if (focused?.dataset?.before !== undefined && focused.value !== focused.dataset.before) {
      focused.value = focused.dataset.before;
      showSums();
      return true;
    }
    const [input, value] = history.pop() ?? [];
    if (!input) return false;
    input.value = value;
    input.dataset.before = value;
    input.focus();
    showSums();
    return true;
  }

  form.addEventListener("focusin", (event) => {
    if (event.target.matches?.("[data-cell], [data-tete]")) event.target.dataset.before = event.target.value;
  });
  form.addEventListener("focusout", (event) => {
    const input = event.target;
    if (!input.matches?.("[data-cell], [data-tete]")) return;
    leave(input);
    if (input.value !== input.dataset.before) history.push([input, input.dataset.before]);
    const line = row(input);
    line?.classList.toggle("wait", isBlank(line));
    if (line && event.relatedTarget && row(event.relatedTarget) !== line) keepScratch();
  });
  form.addEventListener("input", (event) => {
    row(event.target)?.classList.remove("prop");
    if (event.target.matches("[data-cell=debit], [data-cell=credit]")) showSums();
    if (event.target.matches("[data-cell=compte]")) row(event.target).querySelector("[data-nom]").textContent = "";
  });
  // Sent once: a second Enter while the page goes on would make a second entry.
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
