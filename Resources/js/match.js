// Lines being matched: what the ticked ones make up, and the arrows from one to the next.
import { formatCents } from "./cells.js";

export function sumTicked(form) {
  const boxes = [...form.querySelectorAll("input[data-d]")];
  form.querySelector("[data-touches]")?.removeAttribute("hidden");

  function show() {
    const total = (side) =>
      [form, ...boxes.filter((box) => box.checked)].reduce((sum, one) => sum + BigInt(one.dataset[side] ?? 0), 0n);
    const [d, c] = [total("d"), total("c")];
    for (const [name, value] of Object.entries({ d, c, e: d - c })) {
      const shown = form.querySelector(`[data-somme=${name}]`);
      if (shown) shown.textContent = formatCents(value);
    }
    const gap = form.querySelector(".gap");
    gap?.classList.toggle("ok", d === c && d !== 0n);
    gap?.classList.toggle("bad", d !== c);
  }

  form.addEventListener("change", show);
  form.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const place = boxes.indexOf(event.target);
    if (!step || place < 0) return;
    event.preventDefault();
    boxes[place + step]?.focus();
  });
  window.addEventListener("pageshow", show);
  if (!form.querySelector(":focus")) boxes[0]?.focus();
}
