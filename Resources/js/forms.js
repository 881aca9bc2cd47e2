// Says while one types whether a value is right, sends a form once, and leads to the first fault.

export function checkWhileTyping(input) {
  const verdict = document.createElement("div");
  verdict.setAttribute("role", "status");
  verdict.id = `${input.id}-verdict`;
  // Its place is kept from the start: a page that moves under the pointer loses the click.
  verdict.className = "verdict";
  input.after(verdict);
  let timer = 0;
  let last = input.value;

  async function ask() {
    if (input.value === last) return;
    last = input.value;
    const address = `${input.dataset.check}?${new URLSearchParams({ [input.name]: input.value })}`;
    try {
      const answer = await fetch(address, { credentials: "same-origin" });
      if (!answer.ok || input.value !== last) return;
      const fragment = new DOMParser().parseFromString(await answer.text(), "text/html").body;
      verdict.replaceChildren(...fragment.childNodes);
      // What the server said of the value sent before no longer holds.
      document.getElementById(`${input.id}-faute`)?.remove();
      const isWrong = verdict.querySelector(".error") !== null;
      if (isWrong) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    } catch {
      verdict.replaceChildren();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    const digits = input.value.replace(/\s/g, "").length;
    timer = setTimeout(ask, digits >= 9 ? 150 : 1500);
  });
}

export function submitOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    const button = form.querySelector("button[type=submit]");
    // After the form was read: a disabled button would not be sent.
    setTimeout(() => {
      button.disabled = true;
      button.textContent = form.dataset.once;
    });
  });
  // A page shown again from the browser's memory may be sent again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

export function focusFaults() {
  const summary = document.querySelector(".summary-errors");
  // The first field at fault has the focus already; without one, the list of faults takes it.
  if (summary && !document.querySelector("[autofocus]")) summary.focus();
  summary?.addEventListener("click", (event) => {
    const target = event.target.closest("a")?.hash.slice(1);
    const field = target && document.getElementById(target);
    if (!field) return;
    event.preventDefault();
    field.focus();
  });
}
