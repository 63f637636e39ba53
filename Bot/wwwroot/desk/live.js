// Server-sent events say only that something changed; the page asks itself what it looks like now and swaps the parts marked data-live.
const soon = 250;
const often = 20_000;
let waiting = 0;
let asking = false;
let again = false;

function busy(part) {
  if (part.dataset.live === "reply")
    return true;
  return part.contains(document.activeElement) && document.activeElement.matches("textarea, select, input")
    || part.querySelector("details.form[open], details.more[open]") !== null;
}

function fold(from, to) {
  for (const group of to.querySelectorAll("details[data-group]")) {
    const old = from.querySelector(`details[data-group="${CSS.escape(group.dataset.group)}"]`);
    if (old)
      group.open = old.open;
  }
}

function swap(old, fresh) {
  if (busy(old) || old.innerHTML === fresh.innerHTML)
    return;
  fold(old, fresh);
  const atEnd = old.dataset.keep === "end" && old.scrollHeight - old.scrollTop - old.clientHeight < 60;
  const focused = old.contains(document.activeElement) ? document.activeElement.dataset.number ?? document.activeElement.dataset.key : null;
  const top = old.scrollTop;
  old.replaceChildren(...fresh.childNodes);
  old.scrollTop = atEnd ? old.scrollHeight : top;
  if (focused)
    old.querySelector(`[data-number="${CSS.escape(focused)}"], [data-key="${CSS.escape(focused)}"]`)?.focus();
}

async function refresh() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    const answer = await fetch(document.body.dataset.liveFrom || location.pathname + location.search, { headers: { Accept: "text/html" } });
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const old of document.querySelectorAll("[data-live]")) {
        const fresh = page.querySelector(`[data-live="${old.dataset.live}"]`);
        if (fresh)
          swap(old, fresh);
      }
      document.dispatchEvent(new Event("desk:fresh"));
    }
  } catch {
    // The bot is away for a moment; the event source comes back by itself and asks again.
  }
  asking = false;
  if (again) {
    again = false;
    later();
  }
}

export function later() {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, soon);
}

if (document.querySelector("[data-live]") && document.body.className !== "at-trouble") {
  const news = new EventSource("/live");
  for (const kind of ["case", "board", "hello"])
    news.addEventListener(kind, later);
  setInterval(() => document.hidden || refresh(), often);
  document.addEventListener("visibilitychange", () => document.hidden || later());
  addEventListener("pagehide", () => news.close());
}

// The newest stands at the bottom: that is where reading begins.
const talk = document.querySelector(".talk");
if (talk && getComputedStyle(talk).overflowY === "auto")
  talk.scrollTop = talk.scrollHeight;
else if (talk && !document.querySelector(".reply"))
  talk.querySelector("ol > li:last-child")?.scrollIntoView({ block: "nearest" });
document.querySelector(".queue .row[aria-current]")?.scrollIntoView({ block: "nearest" });
