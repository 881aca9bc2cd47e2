// Keeps a part of the page fresh: asks for its fragment every second, less often when the tab is hidden.
// 200: the new fragment. 204: nothing runs (the part is emptied). 205: it is over, the page asks for itself again.

export function keepFresh(part) {
  // Nothing runs: a page that waits for nothing asks for nothing.
  if (part.childElementCount === 0) return;
  const pause = () => (document.hidden ? 5000 : 1000);
  let failures = 0;

  async function ask() {
    try {
      const answer = await fetch(part.dataset.live, { credentials: "same-origin", redirect: "error" });
      failures = 0;
      if (answer.status === 205) return location.reload();
      if (answer.status === 204) {
        return part.replaceChildren();
      } else if (answer.ok) {
        replace(part, await answer.text());
      } else {
        return;
      }
    } catch {
      failures += 1;
      // The node stopped, or the session is over: the page stays as it is.
      if (failures > 5) return;
    }
    setTimeout(ask, pause());
  }

  setTimeout(ask, pause());
}

// The progress bar itself is kept, so that it moves instead of being drawn anew.
function replace(part, text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").body;
  const [oldBar, newBar] = [part.querySelector("progress"), fresh.querySelector("progress")];
  if (!oldBar || !newBar || part.textContent === "") return part.replaceChildren(...fresh.childNodes);
  oldBar.value = newBar.value;
  const words = "[role=status], .muted";
  const [oldWords, newWords] = [part.querySelector(words), fresh.querySelector(words)];
  if (oldWords && newWords) oldWords.textContent = newWords.textContent;
}
