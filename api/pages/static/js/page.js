// On every page: pause live updates in hidden tabs, `/` for the search, `?` for the keys, rows that open.

const typing = (element) =>
  element?.matches?.("textarea, select, input:not([type=checkbox], [type=radio], [type=file])") ?? false;

// A hidden tab asks for nothing; the first update after it is shown again comes within one interval.
document.addEventListener("htmx:before:request", (event) => {
  const source = event.detail.ctx.sourceElement;
  if (document.hidden && source.getAttribute("hx-trigger")?.startsWith("every")) event.preventDefault();
});

// Lost and found again: said once, in words.
const lost = document.querySelector("#verbindung");
document.addEventListener("htmx:error", () => (lost.hidden = false));
document.addEventListener("htmx:after:request", () => (lost.hidden = true));

const keys = document.querySelector("#tasten");

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "?" && keys) {
    event.preventDefault();
    keys.showModal();
  }
  const search = document.querySelector("#suche");
  if (event.key === "/" && search) {
    event.preventDefault();
    search.focus();
    search.select();
  }
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.querySelector(`#${opener.dataset.opens}`)?.showModal();
  if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
  const row = event.target.closest("tr[data-row]");
  if (row && !event.target.closest("a, button, input") && !String(window.getSelection())) row.querySelector("a.row")?.click();
});

// The time to think: count down, and take the offer away when it is over.
const undo = document.querySelector(".undo[data-seconds]");
if (undo) {
  const end = performance.now() + Number(undo.dataset.seconds) * 1000;
  const rest = undo.querySelector(".rest");
  const tick = () => {
    const seconds = Math.ceil((end - performance.now()) / 1000);
    if (seconds <= 0) {
      undo.remove();
      return;
    }
    rest.textContent = `noch ${seconds} s`;
    setTimeout(tick, 250);
  };
  tick();
}
