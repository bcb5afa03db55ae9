// Tax lines: rows to add and remove, and the sum checked while typing. Whole cents, never floats; the server decides.

const cents = (text) => {
  const clean = text.trim().replace(/[\s€]/g, "");
  const match = /^(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:[,](\d{1,2}))?$/.exec(clean) ?? /^(-?)(\d+)(?:\.(\d{2}))?$/.exec(clean);
  if (!match) return null;
  const whole = BigInt(match[2].replaceAll(".", "")) * 100n + BigInt((match[3] ?? "").padEnd(2, "0"));
  return match[1] ? -whole : whole;
};

const german = (value) => {
  const sign = value < 0n ? "-" : "";
  const digits = String(value < 0n ? -value : value).padStart(3, "0");
  return `${sign}${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ".")},${digits.slice(-2)}`;
};

function check(table) {
  const sum = table.querySelector(".sum");
  if (!table.querySelector("tbody tr")) {
    say(sum, "", "Keine Steuerzeilen");
    return;
  }
  const gross = cents(document.querySelector("#wert-gross_total")?.value ?? "");
  let total = 0n;
  for (const row of table.querySelectorAll("tbody tr")) {
    const [base, tax] = ["base", "tax"].map((name) => cents(row.querySelector(`[name=${name}]`).value || "0"));
    if (base === null || tax === null) {
      say(sum, "wrong", "Ein Betrag ist nicht lesbar.");
      return;
    }
    total += base + tax;
  }
  if (gross === null) say(sum, "", `Summe ${german(total)}; Brutto fehlt noch.`);
  else if (gross === total) say(sum, "good", `Summe ${german(total)} = Brutto`);
  else say(sum, "wrong", `Summe ${german(total)}, es fehlen ${german(gross - total)} zum Brutto`);
}

function say(place, state, text) {
  place.className = `sum ${state}`;
  place.querySelector(".text").textContent = text;
}

export function watchTaxes() {
  const table = document.querySelector(".taxes");
  if (table) check(table);
}

document.addEventListener("input", (event) => {
  if (event.target.closest(".taxes") || event.target.id === "wert-gross_total") watchTaxes();
});

document.addEventListener("click", (event) => {
  const table = event.target.closest(".taxes");
  if (!table) return;
  const body = table.querySelector("tbody");
  if (event.target.closest("[data-add]")) {
    body.append(table.querySelector("template").content.cloneNode(true));
    body.lastElementChild.querySelector("input").focus();
  }
  const remove = event.target.closest("[data-remove]");
  if (remove) {
    const row = remove.closest("tr");
    (row.nextElementSibling ?? row.previousElementSibling ?? table).querySelector("input, [data-add]")?.focus();
    row.remove();
    check(table);
  }
});
