// Two keys, one after the other: g then a letter goes to a page. Nothing while one types.

const pages = { a: "nav-accueil", c: "nav-comptabilite", d: "nav-declarations", r: "nav-reglages" };
// Pages of the books that the rail shows only once one is among them: they keep the year on show. For whoever reads the
// books, as the home page is.
const books = { b: "/balance", j: "/journaux", l: "/grand-livre", p: "/plan-comptable" };

export function listenToKeys() {
  let isGoing = false;
  document.addEventListener("keydown", (event) => {
    // Ctrl+Z and Ctrl+Y press the control that says what they would take back or do again.
    const isField = event.target.closest("input:not([type=checkbox]), select, textarea");
    if ((event.ctrlKey || event.metaKey) && !isField) {
      const key = event.shiftKey && event.key.toLowerCase() === "z" ? "y" : event.key.toLowerCase();
      const control = /^[yz]$/.test(key) && document.querySelector(`[data-touche=${key}]`);
      if (!control) return;
      event.preventDefault();
      control.click();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, .table-wrap")) return;
    if (isGoing) {
      isGoing = false;
      document.getElementById(pages[event.key])?.click();
      if (books[event.key] && document.getElementById(pages.a)) goTo(books[event.key]);
    } else if (event.key === "g") {
      isGoing = true;
      setTimeout(() => (isGoing = false), 1500);
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      document.querySelector(event.key === "ArrowRight" ? "a[rel=next]" : "a[rel=prev]")?.click();
    }
  });
}

function goTo(path) {
  const year = new URLSearchParams(location.search).get("exercice");
  location.assign(year ? `${path}?${new URLSearchParams({ exercice: year })}` : path);
}
