// Presses every small form of a card once, with a mouse, in the test client; complaints come in by a signed webhook.
import { createHmac } from 'node:crypto'
import { openTeams } from './drive.mjs'
import { world } from './world.mjs'

const words = 'The power is out since six and my mother is on oxygen.'
const desk = `http://127.0.0.1:${process.env.CARE_DESK_PORT}`

async function complain(id, text) {
  const body = JSON.stringify({ type: 'post.created', id, network: 'Trustpilot', author: { id: `author-${id}`, name: 'Mira K' }, text })
  const stamp = Math.floor(Date.now() / 1000)
  const key = Buffer.from(process.env.SHOP_SECRET.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`msg_${id}.${stamp}.${body}`).digest('base64')
  const answer = await fetch(`${world.botEndpoint.replace('/api/messages', '')}/webhooks/shop`, {
    method: 'POST', body, headers: { 'content-type': 'application/json', 'webhook-id': `msg_${id}`, 'webhook-timestamp': `${stamp}`, 'webhook-signature': `v1,${signature}` },
  })
  if (!answer.ok) throw new Error(`the webhook answered ${answer.status} ${await answer.text()}`)
}

const see = async () => (await (await fetch(`${desk}/api/cases?size=1`)).json()).items[0]

async function until(what, look) {
  const end = Date.now() + 10_000
  while (!look(await see())) {
    if (Date.now() > end) throw new Error(`${what} was not done: ${JSON.stringify(await see())}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

const teams = await openTeams()
// The edit that everybody sees comes up to two seconds after a press, draws the card anew and closes what was open on it.
const everybodySees = () => teams.page.waitForTimeout(2_500)

// Forms behind More open below it; after each press the card is drawn anew and More is closed again.
async function more(name, fillIn, done) {
  const before = (await see()).version
  await teams.press('More', words)
  await teams.press(name, words)
  await fillIn()
  await teams.shot(`${name.toLowerCase()}-form`)
  await teams.press(done, words)
  await until(name, (row) => row.version > before)
  console.log(`  ${name}: done by mouse`)
  await everybodySees()
}

try {
  await teams.openChannel('Complaints')
  await teams.mention('route here care')
  await teams.sees('Route "care" is here now')
  const asked = Date.now()
  await complain('post-1', words)
  await teams.sees(/on oxygen/)
  console.log(`  the card stood in the channel ${Date.now() - asked} ms after the webhook`)
  await teams.shot('new')
  await teams.press('Claim', words)
  await teams.sees(/Claimed by Ana Bell/)
  await everybodySees()
  await more('Note', () => teams.fill(/^Note \(the customer/, 'Called her, she has a battery for two hours.', words), 'Add note')
  await more('Snooze', () => teams.choose(/^Quiet until/, '1 hour', words), 'Snooze')
  await teams.sees(/quiet until/)
  await more('Reclassify', () => teams.choose('Priority', 'P2', words), 'Reclassify')
  await teams.sees(/P2 · Complaint/)
  await more('Assign', () => teams.choose('Who takes it', 'Bo Frank', words), 'Assign')
  await teams.sees(/Claimed by Bo Frank/)
  await teams.press('Escalate', words)
  await teams.fill(/^For the manager/, 'She is on oxygen. Please call the grid operator.', words)
  await teams.shot('escalate-form')
  await teams.press('Escalate', words)
  await teams.sees(/With Dana Reyes/)
  await everybodySees()
  await teams.shot('escalated')
  await more('Resolve', () => teams.choose('How it ended', 'fixed', words), 'Resolve')
  await teams.sees(/Resolved by Ana Bell/)
  await teams.shot('resolved')
} finally {
  await teams.close()
}
