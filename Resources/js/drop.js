// A file may be dropped on the form, and its sending shows how far it is.

export function watchDropZone(form) {
  const input = form.querySelector("input[type=file]");
  const word = form.querySelector("[data-drop-word]");
  if (word) word.hidden = false;
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
  }
  for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length === 0) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  // A file dropped beside the zone would replace the page.
  for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
  form.addEventListener("submit", (event) => send(event, form, input));
}

function send(event, form, input) {
  const file = input.files[0];
  if (!file) return;
  event.preventDefault();
  const progress = form.querySelector("[data-drop-progress]");
  const percent = form.querySelector("[data-drop-percent]");
  form.querySelector("[data-drop-name]").textContent = `Envoi de ${file.name}`;
  progress.hidden = false;
  form.querySelector("button[type=submit]").disabled = true;
  // fetch cannot tell how much was sent; XMLHttpRequest can.
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("X-Form-Token", form.elements.csrf.value);
  request.upload.addEventListener("progress", (step) => {
    if (!step.lengthComputable) return;
    const permille = Math.floor((step.loaded * 1000) / step.total);
    progress.querySelector("progress").value = permille;
    percent.textContent = `${Math.floor(permille / 10)}\u00a0%`;
  });
  request.addEventListener("load", () => {
    if (request.status === 200) return location.assign(request.responseURL);
    showAnswer(request.responseText);
  });
  // The plain form says in a page what went wrong.
  request.addEventListener("error", () => HTMLFormElement.prototype.submit.call(form));
  request.send(new FormData(form));
}

function showAnswer(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const main = page.querySelector("main");
  if (!main) return location.reload();
  document.title = page.title;
  document.querySelector("main").replaceWith(main);
  main.querySelectorAll("[data-drop]").forEach(watchDropZone);
  (main.querySelector("[aria-invalid=true]") ?? main).focus();
}
