// Small forms close with Escape or a click beside them, put the cursor into their first field, and are sent once.
import { later } from "./live.js";

const opened = "details.form[open], details.more[open], details.call-rest[open]";

document.addEventListener("toggle", event => {
  const form = event.target;
  if (form instanceof HTMLDetailsElement && form.open && form.matches(".form"))
    form.querySelector("textarea, select")?.focus();
}, true);

document.addEventListener("click", event => {
  for (const form of document.querySelectorAll(opened))
    if (!form.contains(event.target))
      form.open = false;
});

document.addEventListener("keydown", event => {
  if (event.key !== "Escape")
    return;
  const last = [...document.querySelectorAll(opened)].at(-1);
  if (last) {
    last.open = false;
    last.querySelector("summary").focus();
  }
});

document.addEventListener("submit", event => {
  if (event.target.method === "post")
    setTimeout(() => event.target.querySelectorAll("button").forEach(button => { button.disabled = true; }));
});

// The time in which Undo works, second by second.
function tick() {
  for (const count of document.querySelectorAll("[data-leaves]")) {
    const left = Math.ceil((Number(count.dataset.leaves) - Date.now()) / 1000);
    count.hidden = left < 0 || left > 600;
    count.textContent = `· ${Math.max(0, left)} s`;
    if (left === -1)
      later();
  }
}

setInterval(tick, 1000);
document.addEventListener("desk:fresh", tick);
tick();
