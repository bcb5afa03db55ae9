// Upload: every file is sent by itself, so that one broken transfer does not stop the others and each shows its result.

const form = document.querySelector("#hochladen");
const field = form.querySelector("input[type=file]");
const drop = document.querySelector(".drop");
const list = document.querySelector(".uploads");
const status = document.querySelector("#stand");
const AT_ONCE = 2;
const waiting = [];
let running = 0;
let done = 0;
let total = 0;

function add(files) {
  for (const file of files) {
    const entry = list.appendChild(document.createElement("li"));
    const name = entry.appendChild(document.createElement("span"));
    name.className = "name";
    name.textContent = file.name;
    const bar = entry.appendChild(document.createElement("progress"));
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", `Übertragung von ${file.name}`);
    const result = entry.appendChild(document.createElement("span"));
    result.textContent = "wartet";
    // One key a file and attempt: the transfer may be repeated after a lost answer and still counts once.
    waiting.push({ file, bar, result, key: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` });
    total += 1;
  }
  next();
}

function next() {
  while (running < AT_ONCE && waiting.length) {
    running += 1;
    send(waiting.shift());
  }
}

function send(job) {
  const body = new FormData();
  body.append("files", job.file, job.file.name);
  const request = new XMLHttpRequest(); // fetch still tells nothing about the progress of an upload
  request.open("POST", "/api/v1/documents");
  request.setRequestHeader("X-CSRF-Token", form.elements.csrf.value);
  request.setRequestHeader("Idempotency-Key", job.key);
  request.responseType = "json";
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) job.bar.value = event.loaded / event.total;
    job.result.textContent = "wird übertragen";
  };
  request.onload = () => finish(job, () => show(job, request.status, request.response));
  request.onerror = () => finish(job, () => failed(job));
  request.send(body);
}

function finish(job, tell) {
  running -= 1;
  done += 1;
  job.bar.value = 1;
  tell();
  status.textContent = `${done} von ${total} Dateien übertragen`;
  next();
}

function show(job, code, answer) {
  const arrivals = answer?.arrivals;
  if (code >= 400 || !arrivals) {
    pill(job, "wrong", answer?.detail ?? "Die Übertragung ist fehlgeschlagen. Bitte laden Sie die Datei noch einmal hoch.");
    return;
  }
  job.result.textContent = "";
  for (const arrival of arrivals) {
    const link = document.createElement("a");
    link.href = `/belege/${arrival.document_id}`;
    if (arrival.outcome === "double") {
      link.textContent = `Schon vorhanden: zu Beleg ${arrival.document_id}`;
      job.result.append(tag("open", "Doppelt"), " ", link, " ");
    } else if (arrival.outcome === "document") {
      link.textContent = `Beleg ${arrival.document_id}`;
      job.result.append(tag("good", "Angenommen"), " ", link, " ");
    } else {
      job.result.append(tag("open", "Kein Beleg"), " ", arrival.reason, " ");
    }
  }
}

function failed(job) {
  pill(job, "wrong", "Keine Verbindung. ");
  const again = job.result.appendChild(document.createElement("button"));
  again.type = "button";
  again.textContent = "Erneut senden";
  again.addEventListener("click", () => {
    done -= 1;
    waiting.push(job);
    next();
  });
}

function tag(kind, text) {
  const element = document.createElement("span");
  element.className = `pill ${kind}`;
  element.textContent = text;
  return element;
}

function pill(job, kind, text) {
  job.result.textContent = "";
  job.result.append(tag(kind, "Fehler"), " ", text);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  add(field.files);
  field.value = "";
});
field.addEventListener("change", () => form.requestSubmit());
for (const name of ["dragenter", "dragover"]) {
  window.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
window.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) drop.classList.remove("over");
});
window.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  add(event.dataTransfer.files);
});
if (field.files.length) form.requestSubmit(); // chosen before this script was there
