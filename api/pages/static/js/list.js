// The list of documents: arrow keys move between rows, and the row you came from has the focus when you return.

const OPENED = "kontorist.opened";
const links = () => [...document.querySelectorAll("#liste a.row")];

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.row");
  if (link) sessionStorage.setItem(OPENED, link.id);
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
  if (event.target.id === "suche") {
    if (event.key === "Escape") event.target.blur();
    if (event.key !== "ArrowDown") return;
  } else if (event.target.matches("input, select, textarea")) {
    return;
  }
  if (!step) return;
  const all = links();
  const at = all.indexOf(document.activeElement);
  const next = all[at < 0 ? 0 : at + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});

const before = sessionStorage.getItem(OPENED);
if (before && document.activeElement === document.body) document.getElementById(before)?.focus();
