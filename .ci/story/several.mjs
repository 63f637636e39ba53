// Several people at once, over the test client's REST side and straight at the bot's door: two agents claim in the same moment, an old copy of the card is
// pressed, a role is not enough; and the bot is asked to stop while two hundred presses are under way (row 31 of the fault matrix).
import { readFileSync } from 'node:fs'
import { playground } from './drive.mjs'
import { world } from './world.mjs'

const pds = `${process.env.CARE_BLUESKY}/xrpc`
const desk = `http://127.0.0.1:${process.env.CARE_STORY_PORT}`
const account = (name) => JSON.parse(readFileSync(`${process.env.CARE_CI_WORK}/bluesky/accounts/${name}.json`))
const [brand, alice] = [account('brand'), account('alice')]
const [ana, bo, lea] = world.people.map((person) => person.id)
const words = (answer) => JSON.stringify(answer)
const fail = (what, answer) => { throw new Error(`${what}: ${words(answer).slice(0, 600)}`) }

async function until(what, seconds, look) {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`${what} did not happen within ${seconds} s`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function complain(text) {
  const answer = await fetch(`${pds}/com.atproto.repo.createRecord`, {
    method: 'POST', headers: { authorization: `Bearer ${alice.accessJwt}`, 'content-type': 'application/json' },
    body: JSON.stringify({ repo: alice.did, collection: 'app.bsky.feed.post', record: {
      $type: 'app.bsky.feed.post', text: `@brand.test ${text}`, createdAt: new Date().toISOString(),
      facets: [{ index: { byteStart: 0, byteEnd: 11 }, features: [{ $type: 'app.bsky.richtext.facet#mention', did: brand.did }] }],
    } }),
  })
  if (!answer.ok) fail('the post', await answer.text())
}

// The card as the bot posted it: from what passed the proxy on its way to the test client.
async function cardOf(text) {
  const made = (await playground.recorded()).find((call) =>
    call.direction === 'to-playground' && call.method === 'POST' && call.url.endsWith('/v3/conversations') && call.status === 201 && words(call.request).includes(text))
  if (!made) return null
  const data = JSON.parse(words(made.request).match(/\{"verb":"claim"[^}]*\}/)[0])
  return { conversation: made.response.id, card: made.response.activityId, data }
}

const press = (by, { conversation, card, data }, verb, more = {}) => playground.invoke({ by, conversation, card, verb, data: { ...data, verb, ...more } })
const see = async (number) => (await (await fetch(`${desk}/api/cases/${number}`)).json()).case

await complain('no power in the whole street')
const found = await until('the card', 30, () => cardOf('whole street'))
const number = (await (await fetch(`${desk}/api/cases?size=1`)).json()).items[0].number

const both = await Promise.all([press(ana, found, 'claim'), press(bo, found, 'claim')])
const owner = (await see(number)).owner.name
if (both.filter((answer) => words(answer).includes(`${owner} has this one`)).length !== 1) fail('two claims at once', both)
console.log(`two agents claimed at once: ${owner} has it, the other was told so`)

const late = await press(lea, found, 'claim')
if (!words(late).includes(`${owner} has this one`)) fail('an old copy of the card', late)
const wrong = await press(owner === 'Ana Bell' ? bo : lea, found, 'release')
if (!words(wrong).includes('needs a lead')) fail('a role that is not enough', wrong)
if ((await see(number)).owner.name !== owner) fail('the owner changed', await see(number))
console.log('an old copy and a role that is not enough changed nothing and said why')

const token = await (await fetch(`${world.proxy}/_token`, { method: 'POST', body: '{}' })).text()
const presses = Array.from({ length: 200 }, (_, i) => fetch(world.botEndpoint, {
  method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  body: JSON.stringify({
    type: 'invoke', name: 'adaptiveCard/action', id: `stop-${i}`, channelId: 'msteams', serviceUrl: world.serviceUrl, replyToId: found.card,
    from: { id: ana, name: 'Ana Bell', aadObjectId: world.people[0].aadObjectId }, recipient: world.bot,
    conversation: { id: found.conversation, conversationType: 'channel', isGroup: true, tenantId: world.tenant }, channelData: { tenant: { id: world.tenant } },
    value: { action: { type: 'Action.Execute', verb: 'note', data: { ...found.data, verb: 'note', noteText: `note ${i}` } }, trigger: 'manual' },
  }),
}).then(async (answer) => ({ status: answer.status, body: await answer.text() })))
const pid = Number(readFileSync(`${process.env.CARE_CI_WORK}/run/story-bot.pid`, 'utf8'))
await Promise.race(presses)
const asked = Date.now()
process.kill(pid, 'SIGTERM')
const answers = await Promise.all(presses)
await until('the end of the bot', 10, () => { try { process.kill(pid, 0); return false } catch { return true } })
const odd = answers.filter((answer) => answer.status !== 200 || !answer.body.includes('statusCode'))
if (odd.length > 0) fail(`${odd.length} of 200 presses were not answered`, odd[0])
console.log(`asked to stop with 200 presses under way: all were answered, and the bot ended after ${Date.now() - asked} ms`)
