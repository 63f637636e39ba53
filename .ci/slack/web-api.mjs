// @slack/web-api, unmodified, against the fake: what its methods send is understood, and what it does on a refusal is what it does with Slack.
import assert from 'node:assert/strict'
import { WebClient, WebClientEvent } from '@slack/web-api'
import { act, facts, quiet, rejects, step } from './remote.mjs'

const world = await facts()
const options = { slackApiUrl: world.api, logger: quiet, retryConfig: { retries: 2, minTimeout: 50, maxTimeout: 100 } }
const web = new WebClient(world.botToken, options)
const once = new WebClient(world.botToken, { ...options, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true })
const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '*C-1*' } }, { type: 'actions', elements: [{ type: 'button', action_id: 'claim', value: 'c1:1', text: { type: 'plain_text', text: 'Claim' } }] }]
const modal = (title) => ({ type: 'modal', callback_id: 'note', title: { type: 'plain_text', text: title }, submit: { type: 'plain_text', text: 'Save' },
  blocks: [{ type: 'input', block_id: 'noteText', label: { type: 'plain_text', text: 'Note' }, element: { type: 'plain_text_input', action_id: 'noteText' } }] })
let ts

await step('auth.test names the workspace and the bot', async () => {
  const who = await web.auth.test()
  assert.equal(who.team_id, world.team)
  assert.match(who.user_id, /^U/)
})

await step('a message is posted, edited, linked and taken away', async () => {
  const posted = await web.chat.postMessage({ channel: world.care, text: 'C-1', attachments: [{ color: '#a30200', blocks }] })
  assert.deepEqual([posted.channel, posted.message.text], [world.care, 'C-1'])
  ts = posted.ts
  assert.equal((await web.chat.update({ channel: world.care, ts, text: 'C-1', blocks })).ts, ts)
  assert.match((await web.chat.getPermalink({ channel: world.care, message_ts: ts })).permalink, /^https:/)
  const gone = await web.chat.postMessage({ channel: world.care, text: 'wrong', thread_ts: ts })
  assert.equal(gone.message.thread_ts, ts)
  assert.ok((await web.chat.delete({ channel: world.care, ts: gone.ts })).ok)
  await rejects('message_not_found', () => web.chat.update({ channel: world.care, ts: gone.ts, text: 'x' }))
})

await step('a word for one person, and a conversation with one', async () => {
  assert.ok((await web.chat.postEphemeral({ channel: world.care, user: world.ana, text: 'for you' })).message_ts)
  const dm = (await web.conversations.open({ users: world.ana })).channel.id
  assert.match(dm, /^D/)
  assert.equal((await web.chat.postMessage({ channel: world.ana, text: 'hello' })).channel, dm)
})

await step('blocks that Slack would refuse come back with the place of the fault', async () => {
  const long = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }]
  await assert.rejects(web.chat.postMessage({ channel: world.care, text: 'x', blocks: long }), (thrown) => {
    assert.equal(thrown.data.error, 'invalid_blocks')
    assert.match(thrown.data.response_metadata.messages[0], /json-pointer:\/blocks\/0\/text/)
    return true
  })
  await rejects('channel_not_found', () => web.chat.postMessage({ channel: 'C404', text: 'x' }))
})

await step('people, channels and groups are read as forms', async () => {
  assert.equal((await web.users.info({ user: world.ana })).user.real_name, 'Ana')
  assert.equal((await web.users.info({ user: world.gus })).user.is_restricted, true)
  assert.equal((await web.users.lookupByEmail({ email: 'ana@grid.example' })).user.id, world.ana)
  assert.equal((await web.conversations.info({ channel: world.care })).channel.is_member, true)
  const members = []
  for await (const page of web.paginate('conversations.members', { channel: world.care, limit: 1 })) members.push(...page.members)
  assert.equal(new Set(members).size, 3)
  assert.deepEqual((await web.usergroups.list()).usergroups, [])
})

await step('a trigger opens a modal once; it is filled by its hash; a home page is published', async () => {
  const heard = await triggerOf('help')
  const opened = await web.views.open({ trigger_id: heard, view: modal('Note') })
  await rejects('exchanged_trigger_id', () => web.views.open({ trigger_id: heard, view: modal('Again') }))
  assert.equal((await web.views.update({ view_id: opened.view.id, hash: opened.view.hash, view: modal('Filled') })).view.title.text, 'Filled')
  await rejects('hash_conflict', () => web.views.update({ view_id: opened.view.id, hash: opened.view.hash, view: modal('Late') }))
  assert.match((await web.views.push({ trigger_id: await triggerOf('help'), view: modal('Above') })).view.previous_view_id, /^V/)
  assert.ok((await web.views.publish({ user_id: world.ana, view: { type: 'home', blocks } })).view.hash)
  assert.match((await facts()).home, /C-1/)
})

await step('429 with Retry-After is waited for and then done', async () => {
  const said = []
  web.on(WebClientEvent.RATE_LIMITED, (seconds) => said.push(seconds))
  await act('next', { method: 'conversations.info', how: '429' })
  const start = Date.now()
  assert.ok((await web.conversations.info({ channel: world.care })).ok)
  assert.deepEqual(said, [2])
  assert.ok(Date.now() - start >= 1900, `waited ${Date.now() - start} ms`)
  assert.equal((await facts()).violations, 0)
})

await step('a caller that does not wait is told how long', async () => {
  await act('next', { method: 'users.info', how: '429' })
  await assert.rejects(once.users.info({ user: world.ana }), (thrown) => (assert.equal(thrown.retryAfter, 2), true))
})

await step('the sixth message at once in a channel is one too many, and counted', async () => {
  const sent = await Promise.allSettled(Array.from({ length: 8 }, () => once.chat.postMessage({ channel: world.care, text: 'flood' })))
  assert.ok(sent.some((one) => one.status === 'rejected' && one.reason.retryAfter >= 1))
  assert.ok((await facts()).violations > 0)
})

await step('an outage page is no answer, and the next try gets through', async () => {
  await act('next', { method: 'auth.test', how: '503' })
  assert.ok((await web.auth.test()).ok)
})

await step('a refresh token is exchanged once', async () => {
  const { refresh } = await act('rotating')
  const ask = { grant_type: 'refresh_token', refresh_token: refresh, client_id: world.clientId, client_secret: world.clientSecret }
  const renewed = await new WebClient(undefined, options).oauth.v2.access(ask)
  assert.equal(renewed.expires_in, 43200)
  assert.ok((await new WebClient(renewed.access_token, options).auth.test()).ok)
  await rejects('invalid_refresh_token', () => new WebClient(undefined, options).oauth.v2.access(ask))
})

await step('a revoked token says so', async () => {
  const { access } = await act('rotating')
  assert.equal((await new WebClient(access, options).auth.revoke()).revoked, true)
  await rejects('token_revoked', () => new WebClient(access, options).auth.test())
})

await step('nothing was called that Slack does not have', async () => assert.deepEqual((await facts()).unexpected, []))

// A command whose answer only keeps its trigger.
async function triggerOf(text) {
  const { createServer } = await import('node:http')
  let heard
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => (body += part))
    request.on('end', () => { heard = new URLSearchParams(body).get('trigger_id'); response.end() })
  }).listen(0, '127.0.0.1')
  await new Promise((go) => server.once('listening', go))
  await act('doors', { root: `http://127.0.0.1:${server.address().port}` })
  await act('command', { text })
  server.close()
  return heard
}
