// Fetches the posts anew every two seconds, unless somebody is editing one or has something in a form under the pointer.
const stream = document.getElementById('stream')

async function refresh() {
  if (document.hidden || stream.querySelector('textarea') || stream.contains(document.activeElement)) return
  const answer = await fetch('/square/stream')
  if (answer.ok) stream.innerHTML = await answer.text()
}

setInterval(() => refresh().catch(() => {}), 2000)
