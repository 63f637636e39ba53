// The draft keeps itself while somebody types; the count comes back from the network's own measure.
const form = document.querySelector("form[data-draft]");

if (form) {
  const pause = 500;
  const count = form.querySelector("#reply-count");
  const banner = form.querySelector(".audience");
  const kept = form.querySelector(".reply-kept");
  let waiting = 0;
  let turn = 0;

  async function keep() {
    const mine = ++turn;
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form) });
      if (!answer.ok || mine !== turn)
        return;
      const { count: left, fits, banner: words, isPublic } = await answer.json();
      count.textContent = left;
      banner.textContent = words;
      banner.classList.toggle("audience-public", isPublic);
      banner.classList.toggle("audience-private", !isPublic);
      count.classList.toggle("over", !fits);
      kept.hidden = false;
    } catch {
      // Preview keeps it too.
    }
  }

  form.addEventListener("input", () => {
    kept.hidden = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, pause);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
  form.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
      form.requestSubmit();
  });
  const field = form.querySelector("textarea");
  field.setSelectionRange(field.value.length, field.value.length);
}
