// Files may be dropped on the form, and their sending shows how far it is: one after the other, then the page of all.

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
  form.addEventListener("submit", (event) => {
    if (input.files.length === 0) return;
    event.preventDefault();
    if (form.dataset.sending) return;
    if (input.files.length === 1) sendOne(form, input.files[0]);
    else sendAll(form, [...input.files]);
  });
}

async function sendOne(form, file) {
  try {
    const request = await send(form, file, form.action, () => `Envoi de ${file.name}`, 0, file.size);
    if (request.status === 200) return location.assign(request.responseURL);
    showAnswer(request.responseText);
  } catch {
    // The plain form says in a page what went wrong.
    HTMLFormElement.prototype.submit.call(form);
  }
}

// The server keeps what it refuses for the page of the set. Only a lost connection stops the rest.
async function sendAll(form, files) {
  const total = files.reduce((sum, file) => sum + file.size, 0);
  let sent = 0;
  let taken = 0;
  for (const [place, file] of files.entries()) {
    const name = () => `Envoi de ${file.name} (${place + 1} sur ${files.length})`;
    try {
      const request = await send(form, file, `${form.action}?suite=oui`, name, sent, total);
      // A page instead of nothing: too long, cut short, or the session is over.
      if (request.status !== 204) return showAnswer(request.responseText);
      taken += 1;
    } catch {
      return stop(form, file, taken);
    }
    sent += file.size;
  }
  location.assign(form.dataset.drop);
}

// fetch cannot tell how much was sent; XMLHttpRequest can.
function send(form, file, address, name, before, total) {
  form.dataset.sending = "yes";
  const progress = form.querySelector("[data-drop-progress]");
  const percent = form.querySelector("[data-drop-percent]");
  form.querySelector("[data-drop-name]").textContent = name();
  progress.hidden = false;
  form.querySelector("button[type=submit]").disabled = true;
  const body = new FormData();
  body.append("csrf", form.elements.csrf.value);
  body.append("fichier", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("X-Form-Token", form.elements.csrf.value);
    request.upload.addEventListener("progress", (step) => {
      if (!step.lengthComputable || total === 0) return;
      const permille = Math.min(1000, Math.floor(((before + step.loaded) * 1000) / total));
      progress.querySelector("progress").value = permille;
      percent.textContent = `${Math.floor(permille / 10)}\u00a0%`;
    });
    request.addEventListener("load", () => resolve(request));
    request.addEventListener("error", reject);
    request.send(body);
  });
}

function stop(form, file, taken) {
  delete form.dataset.sending;
  form.querySelector("[data-drop-progress]").hidden = true;
  form.querySelector("button[type=submit]").disabled = false;
  const fault = form.querySelector("[data-drop-fault]");
  const rest = taken > 0 ? " Les fichiers d’avant sont contrôlés et attendent." : "";
  fault.textContent = `L’envoi de ${file.name} a été interrompu.${rest} Recommencez avec les autres.`;
  fault.hidden = false;
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
