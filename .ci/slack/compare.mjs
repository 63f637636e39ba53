// The same bytes, signed here, go to Bolt and to the bot. Where the answers differ the table says how, and why that is meant.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { act, facts, step, until } from './remote.mjs'

const world = await facts()
const bolt = { root: `http://127.0.0.1:${process.env.CARE_SLACK_BOLT_PORT}`, path: () => '/slack/events' }
const bot = { root: `http://127.0.0.1:${process.env.CARE_SLACK_DOOR}`, path: (door) => `/slack/${door}` }
const form = 'application/x-www-form-urlencoded'
const json = 'application/json'

async function send(to, { door, body, type = form, age = 0, secret = world.secret, headers = {} }) {
  const stamp = `${Math.floor(Date.now() / 1000) - age}`
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')}`
  const start = Date.now()
  const answer = await fetch(to.root + to.path(door), { method: 'POST', body, headers: { 'content-type': type, 'x-slack-request-timestamp': stamp, 'x-slack-signature': signature, ...headers } })
  const text = await answer.text()
  return { status: answer.status, text, json: text.startsWith('{') ? JSON.parse(text) : undefined, ms: Date.now() - start }
}

// [Bolt's answer, the bot's answer]
async function both(request) {
  const [theirs, ours] = [await send(bolt, request), await send(bot, request)]
  assert.ok(ours.ms < 3000, `the bot took ${ours.ms} ms`)
  return [theirs, ours]
}

const same = async (request, status, text) => {
  for (const answer of await both(request)) assert.deepEqual([answer.status, answer.text], [status, text])
}

const payload = (inner) => `payload=${encodeURIComponent(JSON.stringify(inner))}`
const person = { user: { id: world.ana, username: 'ana', team_id: world.team }, team: { id: world.team, domain: 'grid' }, api_app_id: 'A0CARE', token: 'deprecated', enterprise: null, is_enterprise_install: false }
const press = (id, value) => payload({ type: 'block_actions', ...person, trigger_id: '1.2.3', response_url: `${world.api.replace('/api/', '')}/hooks/actions/T/none`, channel: { id: world.care, name: 'care' },
  container: { type: 'message', message_ts: '1.1', channel_id: world.care, is_ephemeral: false }, message: { ts: '1.1', text: '' }, state: { values: {} },
  actions: [{ type: 'button', action_id: id, block_id: 'b', value, action_ts: '1.1' }] })
const command = (text) => new URLSearchParams({ token: 'deprecated', team_id: world.team, team_domain: 'grid', channel_id: world.care, channel_name: 'care', user_id: world.ana, user_name: 'ana',
  command: '/care', text, api_app_id: 'A0CARE', is_enterprise_install: 'false', response_url: `${world.api.replace('/api/', '')}/hooks/commands/T/none`, trigger_id: '1.2.3' }).toString()
const verification = { door: 'events', type: json, body: JSON.stringify({ token: 'deprecated', challenge: 'abc', type: 'url_verification' }) }
const said = (id) => ({ door: 'events', type: json, body: JSON.stringify({ token: 'deprecated', team_id: world.team, api_app_id: 'A0CARE', type: 'event_callback', event_id: id, event_time: 1,
  authorizations: [{ enterprise_id: null, team_id: world.team, user_id: world.bot, is_bot: true, is_enterprise_install: false }],
  event: { type: 'message', channel_type: 'im', channel: world.dm, user: world.ana, text: 'help', ts: '5.5', event_ts: '5.5' } }) })

await act('doors', { root: bot.root })

await step('the same: the address is verified with the challenge', async () => {
  for (const answer of await both(verification)) assert.deepEqual([answer.status, answer.json], [200, { challenge: 'abc' }])
})
await step('the same: a signature by another secret is refused', () => same({ ...verification, secret: 'another' }, 401, ''))
await step('the same: no signature at all is refused', () => same({ ...verification, headers: { 'x-slack-signature': '' } }, 401, ''))
await step('the same: 301 seconds old is refused, 299 is not', async () => {
  await same({ ...verification, age: 301 }, 401, '')
  for (const answer of await both({ ...verification, age: 298 })) assert.equal(answer.status, 200)
})
await step('stricter: 301 seconds ahead is refused, where Bolt takes it', async () => {
  const [theirs, ours] = await both({ ...verification, age: -303 })
  assert.deepEqual([theirs.status, ours.status, ours.text], [200, 401, ''])
})
await step('the same: the probe of the command address is answered', () => same({ door: 'commands', body: 'ssl_check=1&token=deprecated' }, 200, ''))
await step('the same: a press is acknowledged empty', () => same({ door: 'interactivity', body: press('claim', 'none:1') }, 200, ''))
await step('kinder: a press of an unknown button is acknowledged at once, where Bolt lets the person wait three seconds for a warning', async () => {
  const [theirs, ours] = await both({ door: 'interactivity', body: press('silence_2019', '17') })
  assert.deepEqual([theirs.status, ours.status, ours.text], [404, 200, ''])
  assert.ok(theirs.ms > 2500 && ours.ms < 1000, `${theirs.ms} and ${ours.ms} ms`)
})
await step('other: a command is acknowledged empty and answered by its own address, where Bolt answers in place', async () => {
  const [theirs, ours] = await both({ door: 'commands', body: command('help') })
  assert.deepEqual([theirs.status, theirs.json, ours.status, ours.text], [200, { text: 'Here you are.' }, 200, ''])
  const seen = await act('command', { text: 'help' })
  assert.equal(seen.status, 200)
  await until('the answer to a command', async () => (await facts()).messages.some((message) => message.only === world.ana))
})
await step('stricter: an event that comes twice is done once, where Bolt does it twice', async () => {
  const count = async () => Number(await (await fetch(`${bolt.root}/count`)).text())
  const told = async () => (await facts()).messages.filter((message) => message.channel === world.dm).length
  const [theirs, ours] = [await count(), await told()]
  for (const headers of [{}, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' }]) await same({ ...said('Ev0TWICE'), headers }, 200, '')
  await until('the answer in the conversation', async () => (await told()) > ours)
  await new Promise((go) => setTimeout(go, 1500))
  assert.deepEqual([(await count()) - theirs, (await told()) - ours], [2, 1])
})
await step('the same: a form that is right is closed, one that is not has its fault at the field', async () => {
  await act('command', { text: 'route here care' })
  await until('the route', async () => (await facts()).messages.some((message) => /is here now/.test(message.text)))
  await complain()
  await until('the card', async () => (await facts()).messages.some((message) => message.channel === world.care && !message.only && /C-1/.test(message.text)))
  await act('click', { verb: 'note' })
  await until('the form', async () => (await facts()).inputs.includes('noteText'))
  for (const answer of await both({ door: 'interactivity', body: payload(await act('submission', { inputs: { noteText: '   ' } })) })) {
    assert.deepEqual([answer.status, answer.json?.response_action, Object.keys(answer.json?.errors ?? {})], [200, 'errors', ['noteText']])
  }
  await same({ door: 'interactivity', body: payload(await act('submission', { inputs: { noteText: 'She rang too.' } })) }, 200, '')
})
await step('nothing was called that Slack does not have', async () => assert.deepEqual((await facts()).unexpected, []))

async function complain() {
  const body = JSON.stringify({ type: 'post.created', id: 'post-1', network: 'Trustpilot', author: { id: 'mira', name: 'Mira K' }, text: 'No power since six.' })
  const stamp = Math.floor(Date.now() / 1000)
  const key = Buffer.from(process.env.SHOP_SECRET.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`msg_1.${stamp}.${body}`).digest('base64')
  const answer = await fetch(`${bot.root}/webhooks/shop`, { method: 'POST', body, headers: { 'content-type': json, 'webhook-id': 'msg_1', 'webhook-timestamp': `${stamp}`, 'webhook-signature': `v1,${signature}` } })
  assert.ok(answer.ok, `the webhook answered ${answer.status}`)
}
