// One box that ticks all others.

export function tickAll(box) {
  const boxes = () => [...document.querySelectorAll("[data-un]")];
  box.hidden = false;
  box.addEventListener("change", () => {
    for (const one of boxes()) one.checked = box.checked;
  });
}
