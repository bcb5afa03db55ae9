// The page images: boxes of the fields, the word under the pointer, zoom, and the divider between the panes.

const viewer = document.querySelector(".viewer");
const pages = viewer.querySelector(".pages");
const SVG = "http://www.w3.org/2000/svg";
const ZOOM = "kontorist.zoom";
const WIDTH = "kontorist.viewer";
const words = new Map(); // page -> promise of [{text, box}]

// ---- boxes -------------------------------------------------------------------------------------------------

export function redraw(activeField) {
  for (const svg of pages.querySelectorAll("svg")) svg.replaceChildren();
  for (const field of document.querySelectorAll(".field[data-box]")) {
    const svg = pages.querySelector(`.paper[data-page="${field.dataset.page}"] svg`);
    if (!svg) continue;
    const rect = draw(svg, field.dataset.box.split(",").map(Number), "box", 0.0018);
    rect.dataset.field = field.dataset.field;
    rect.classList.toggle("open", field.matches(".open, .failed"));
    rect.classList.toggle("active", field.id === activeField?.id);
  }
}

function draw(svg, [left, top, right, bottom], kind, margin) {
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("class", kind);
  rect.setAttribute("x", left - margin);
  rect.setAttribute("y", top - margin);
  rect.setAttribute("width", right - left + 2 * margin);
  rect.setAttribute("height", bottom - top + 2 * margin);
  svg.append(rect);
  return rect;
}

export function showField(field) {
  for (const rect of pages.querySelectorAll(".box")) {
    rect.classList.toggle("active", rect.dataset.field === field.dataset.field);
  }
  if (!field.dataset.box) return;
  const paper = pages.querySelector(`.paper[data-page="${field.dataset.page}"]`);
  if (!paper) return;
  const [left, top, right, bottom] = field.dataset.box.split(",").map(Number);
  const { offsetLeft, offsetTop, offsetWidth: width, offsetHeight: height } = paper;
  bring("scrollTop", "clientHeight", offsetTop - pages.offsetTop + top * height, offsetTop - pages.offsetTop + bottom * height);
  bring("scrollLeft", "clientWidth", offsetLeft - pages.offsetLeft + left * width, offsetLeft - pages.offsetLeft + right * width);
}

// Scroll only if the box is not in sight already: an image that jumps at every Tab tires the eye.
function bring(scroll, size, from, to) {
  const edge = 24;
  if (from - edge < pages[scroll] || to + edge > pages[scroll] + pages[size]) {
    pages[scroll] = (from + to) / 2 - pages[size] / 2;
  }
}

// ---- words: click or frame them to fill the active field ---------------------------------------------------------

function wordsOf(paper) {
  const page = paper.dataset.page;
  if (!words.has(page)) {
    const loaded = fetch(paper.dataset.words, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : { words: [] }))
      .then((answer) => answer.words);
    words.set(page, loaded);
  }
  return words.get(page);
}

function place(event, paper) {
  const frame = paper.getBoundingClientRect();
  return [(event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height];
}

const inside = ([x, y], [left, top, right, bottom]) => x >= left && x <= right && y >= top && y <= bottom;
const middle = ([left, top, right, bottom]) => [(left + right) / 2, (top + bottom) / 2];
const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

let start = null;

pages.addEventListener("pointerdown", (event) => {
  const paper = event.target.closest(".paper");
  if (!paper?.querySelector("svg") || event.button !== 0) return;
  event.preventDefault(); // the field keeps the focus
  start = { paper, from: place(event, paper), frame: null };
  wordsOf(paper);
});

pages.addEventListener("pointermove", async (event) => {
  const paper = start?.paper ?? event.target.closest?.(".paper");
  const svg = paper?.querySelector("svg");
  if (!svg) return;
  const at = place(event, paper);
  if (start) {
    const box = [Math.min(at[0], start.from[0]), Math.min(at[1], start.from[1]), Math.max(at[0], start.from[0]), Math.max(at[1], start.from[1])];
    start.frame?.remove();
    start.frame = draw(svg, box, "under", 0);
    start.box = box;
    return;
  }
  const found = (await wordsOf(paper)).find((word) => inside(at, word.box));
  pages.querySelectorAll(".under").forEach((rect) => rect.remove());
  if (found && !start) draw(svg, found.box, "under", 0.002);
});

window.addEventListener("pointerup", async (event) => {
  if (!start) return;
  const { paper, from, box, frame } = start;
  start = null;
  frame?.remove();
  const all = await wordsOf(paper);
  const framed = box && (box[2] - box[0] > 0.008 || box[3] - box[1] > 0.008);
  const field = event.target.closest?.(".box")?.dataset.field;
  let picked;
  if (framed) {
    const thin = box[3] - box[1] < 0.012; // drawn along a line of text: whatever it crosses is meant
    picked = all.filter((word) => {
      const [x, y] = middle(word.box);
      const crossed = word.box[1] < box[3] && word.box[3] > box[1];
      return x >= box[0] && x <= box[2] && (thin ? crossed : y >= box[1] && y <= box[3]);
    });
  } else if (event.ctrlKey && field) {
    tell("kontorist:jump", { field });
    return;
  } else {
    picked = all.filter((word) => inside(from, word.box)).slice(0, 1);
    const known = field && document.querySelector(`#feld-${field}`);
    if (known) {
      const whole = known.dataset.box.split(",").map(Number);
      const within = all.filter((word) => inside(middle(word.box), whole));
      if (within.length) picked = within;
    }
  }
  if (picked.length) tell("kontorist:fill", { text: picked.map((word) => word.text).join(" ") });
});

// ---- zoom, text view --------------------------------------------------------------------------------------------

function zoom(percent) {
  const value = Math.min(300, Math.max(40, percent));
  pages.style.setProperty("--zoom", value);
  viewer.querySelector("#zoom").textContent = `${value} %`;
  localStorage.setItem(ZOOM, value);
  if (value > 130) for (const image of pages.querySelectorAll("img[data-sharp]")) sharpen(image);
}

function sharpen(image) {
  image.src = image.dataset.sharp;
  delete image.dataset.sharp;
}

function fallBack(image) {
  const paper = image.closest(".paper");
  paper.querySelector("svg")?.remove();
  image.remove();
  paper.querySelector("pre").hidden = false;
}

for (const image of pages.querySelectorAll("img")) {
  image.addEventListener("error", () => fallBack(image));
  if (image.complete && image.naturalWidth === 0 && image.loading !== "lazy") fallBack(image);
}

viewer.addEventListener("click", (event) => {
  const step = event.target.closest("[data-zoom]")?.dataset.zoom;
  if (step) zoom(step === "fit" ? 100 : Number(localStorage.getItem(ZOOM) ?? 100) + Number(step));
  const text = event.target.closest("#textansicht");
  if (text) {
    const on = text.getAttribute("aria-pressed") !== "true";
    text.setAttribute("aria-pressed", on);
    for (const paper of pages.querySelectorAll(".paper")) {
      paper.querySelector("pre").hidden = !on && paper.querySelector("img") !== null;
      for (const part of paper.querySelectorAll("img, svg")) part.toggleAttribute("hidden", on);
    }
  }
});
zoom(Number(localStorage.getItem(ZOOM) ?? 100));

// ---- the divider: draggable, by arrow keys, remembered ---------------------------------------------------------

const divider = document.querySelector(".divider");
const panes = document.querySelector(".panes");

function divide(percent) {
  const value = Math.round(Math.min(75, Math.max(25, percent)));
  // on the root: the server's new version of the panes would take the attribute away
  document.documentElement.style.setProperty("--viewer", `${value}%`);
  divider.setAttribute("aria-valuenow", value);
  localStorage.setItem(WIDTH, value);
}

divide(Number(localStorage.getItem(WIDTH) ?? 54));
divider.addEventListener("pointerdown", (event) => divider.setPointerCapture(event.pointerId));
divider.addEventListener("pointermove", (event) => {
  if (!divider.hasPointerCapture(event.pointerId)) return;
  const frame = panes.getBoundingClientRect();
  divide(((event.clientX - frame.left) / frame.width) * 100);
});
divider.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -2, ArrowRight: 2 }[event.key];
  if (!step) return;
  event.preventDefault();
  divide(Number(divider.getAttribute("aria-valuenow")) + step);
});
