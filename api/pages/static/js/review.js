// One document: where the focus is, what the keys do. The server renders every state; nothing here decides anything.

import { showField, redraw } from "./viewer.js";
import { watchTaxes } from "./taxes.js";

const root = () => document.querySelector("#beleg");
const INPUTS = "input[name=value], select[name=value], .taxes input";
const openFields = () => [...document.querySelectorAll(".field.open, .field.failed")];
let active = null; // the field that a click in the image fills

function inputOf(field) {
  return field?.querySelector(INPUTS);
}

function focusField(field) {
  const input = inputOf(field);
  if (!input) return;
  field.closest("details")?.setAttribute("open", "");
  input.focus({ preventScroll: true });
  if (input.select) input.select();
  field.scrollIntoView({ block: "nearest" });
}

function focusFirstOpen() {
  const first = openFields().find(inputOf);
  const doubt = document.querySelector("#freigeben[aria-disabled=true]") && document.querySelector(".note.open a, .note.open button");
  if (first) focusField(first);
  else (doubt || document.querySelector("#freigeben") || document.querySelector("#ablegen") || root()).focus();
}

// The next field that needs a person, after this one on the page; around the end to the first; else the approval.
function focusNextOpen(after) {
  const fields = [...document.querySelectorAll(".field")];
  const from = fields.indexOf(after);
  const ordered = [...fields.slice(from + 1), ...fields.slice(0, from)];
  const next = ordered.find((field) => field.matches(".open, .failed") && !pending.has(field.id) && inputOf(field));
  if (next) focusField(next);
  else document.querySelector("#freigeben")?.focus();
}

function isChanged(input) {
  return input.dataset.saved !== undefined && input.value !== input.dataset.saved;
}

function mark(input) {
  input.classList.toggle("changed", isChanged(input));
}

function activate(field) {
  if (!field || active === field) return;
  active = field;
  showField(field);
}

// What the viewer's clicks do: fill the active field, not yet confirmed (Escape takes it back, Enter confirms).
function fill(text) {
  const field = active?.isConnected ? active : document.getElementById(active?.id);
  const input = field?.querySelector("input[name=value], .taxes input.last-active, .taxes input");
  if (!input || input.readOnly || input.disabled) return;
  input.value = text;
  mark(input);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus({ preventScroll: true });
}

document.addEventListener("kontorist:fill", (event) => fill(event.detail.text));
document.addEventListener("kontorist:jump", (event) => focusField(document.querySelector(`#feld-${event.detail.field}`)));
document.addEventListener("focusin", (event) => {
  const field = event.target.closest?.(".field");
  if (field) activate(field);
  if (event.target.closest?.(".taxes")) {
    document.querySelectorAll(".last-active").forEach((input) => input.classList.remove("last-active"));
    event.target.classList.add("last-active");
  }
});
document.addEventListener("input", (event) => mark(event.target));

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  const field = event.target.closest?.(".field");
  if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    finish(field);
  } else if (event.key === "Enter" && field && event.target.matches("input, select")) {
    event.preventDefault();
    field.requestSubmit();
  } else if (event.key === "Escape") {
    event.preventDefault();
    escape(event.target);
  } else if (event.ctrlKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    document.querySelector(event.key === "ArrowDown" ? "#naechster" : "#voriger")?.click();
  }
});

function escape(target) {
  if (target.matches("input") && isChanged(target)) {
    target.value = target.dataset.saved;
    mark(target);
    target.dispatchEvent(new Event("input", { bubbles: true }));
    target.select();
    return;
  }
  document.querySelector("#zurueck").click();
}

// Ctrl+Enter: a value typed and not yet confirmed is confirmed first, then the whole document is approved.
function finish(field) {
  const input = field?.querySelector(".changed");
  if (input) field.requestSubmit();
  const button = document.querySelector("#freigeben") ?? document.querySelector("#ablegen");
  if (!button) return;
  if (input) document.addEventListener("htmx:after:swap", () => approve(), { once: true });
  else approve();
}

function approve() {
  const button = document.querySelector("#freigeben") ?? document.querySelector("#ablegen");
  if (button?.getAttribute("aria-disabled") === "true") {
    document.querySelector("#fehlt")?.scrollIntoView({ block: "nearest" });
    focusFirstOpen();
  } else {
    button?.click();
  }
}

// Every act carries the version that the page shows at the moment it is sent (acts wait for one another in a queue).
document.addEventListener("htmx:before:request", (event) => {
  const { body } = event.detail.ctx.request;
  if (body?.has?.("version")) body.set("version", root().dataset.version);
});

const pending = new Set(); // fields whose confirmation is under way
document.addEventListener("submit", (event) => {
  const field = event.target.closest?.(".field");
  if (!field) return;
  pending.add(field.id);
  focusNextOpen(field); // at once: whoever types quickly does not wait for the server
}, true);

document.addEventListener("htmx:finally:request", (event) => pending.delete(event.detail.ctx.sourceElement.id));

document.addEventListener("htmx:after:swap", (event) => {
  const field = document.getElementById(event.detail.ctx.sourceElement.id)?.closest(".field");
  if (field && !field.classList.contains("failed")) {
    for (const input of field.querySelectorAll("input[data-saved], select[data-saved]")) input.value = input.dataset.saved;
  }
  watchTaxes();
  document.querySelectorAll(INPUTS).forEach(mark);
  if (field?.classList.contains("failed")) focusField(field);
  else if (!document.activeElement || document.activeElement === document.body) focusFirstOpen();
  active = document.activeElement.closest?.(".field") ?? document.getElementById(active?.id ?? "");
  redraw(active);
});

document.addEventListener("click", (event) => {
  const jump = event.target.closest("[data-jump]");
  if (jump) focusField(document.querySelector(`#feld-${jump.dataset.jump}`));
  const disabled = event.target.closest("[aria-disabled=true]");
  if (disabled) {
    event.preventDefault();
    event.stopPropagation();
    focusFirstOpen();
  }
}, true);

watchTaxes();
redraw(null);
if (document.activeElement === document.body) focusFirstOpen();
