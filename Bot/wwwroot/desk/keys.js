// j and k move, Enter opens, c r e press the case's buttons, / searches, ? shows the list.
const rows = () => [...document.querySelectorAll(".queue .row")].filter(row => row.offsetParent !== null);

function move(by) {
  const all = rows();
  if (all.length === 0)
    return;
  const at = all.indexOf(document.activeElement);
  const from = at >= 0 ? at : all.findIndex(row => row.hasAttribute("aria-current"));
  const to = from < 0 ? 0 : Math.min(all.length - 1, Math.max(0, from + by));
  all[to].focus();
}

function press(key) {
  const button = document.querySelector(`.actions [data-key="${key}"]`);
  const more = button?.closest("details.more");
  if (more)
    more.open = true;
  button?.click();
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  c: () => press("c"),
  r: () => press("r"),
  e: () => press("e"),
  "/": () => document.getElementById("search").focus(),
  "?": () => document.getElementById("help").showModal(),
};

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog[open]"))
    return;
  const act = keys[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

for (const opener of document.querySelectorAll("[data-opens]")) {
  opener.hidden = false;
  opener.addEventListener("click", () => document.getElementById(opener.dataset.opens).showModal());
}
