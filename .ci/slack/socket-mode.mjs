// @slack/socket-mode, unmodified, against the fake: hello, envelopes and their acknowledgement, pings, a refresh and a cut.
import assert from 'node:assert/strict'
import { SocketModeClient } from '@slack/socket-mode'
import { act, facts, quiet, step, until } from './remote.mjs'

const world = await facts()
const client = new SocketModeClient({ appToken: world.appToken, logger: quiet, clientPingTimeout: 2000, serverPingTimeout: 9000, clientOptions: { slackApiUrl: world.api } })
const heard = []
client.on('slack_event', async ({ type, body, ack, retry_num }) => {
  heard.push({ type, kind: body.type ?? body.command, event: body.event?.type, id: body.event_id, retry_num })
  if (body.silent) return
  await ack(type === 'slash_commands' ? { text: 'Here you are.' } : undefined)
})
await act('sockets')

await step('it connects, and hello is heard', async () => {
  await client.start()
  assert.equal((await facts()).open, 1)
})

await step('a slash command comes through the socket, and its answer is seen by the person', async () => {
  const seen = await act('command', { text: 'help' })
  assert.equal(seen.status, 200)
  assert.match(seen.told, /Here you are\./)
  assert.deepEqual(heard.map((one) => [one.type, one.kind]), [['slash_commands', '/care']])
})

await step('an event is acknowledged once', async () => {
  assert.equal((await act('home')).status, 200)
  assert.deepEqual(heard.slice(1).map((one) => [one.type, one.event]), [['events_api', 'app_home_opened']])
})

await step('pings go both ways for longer than either patience', async () => {
  await new Promise((go) => setTimeout(go, 10_000))
  assert.deepEqual([(await facts()).open, (await facts()).ever], [1, 1])
})

await step('asked to refresh it opens another socket, and goes on hearing', async () => {
  await act('disconnect', { reason: 'refresh_requested' })
  await until('another socket', async () => (await facts()).ever >= 2 && (await facts()).open === 1)
  assert.equal((await act('command', { text: 'help' })).status, 200)
})

await step('cut off it comes back by itself', async () => {
  const before = (await facts()).ever
  await act('cut')
  await until('another socket', async () => (await facts()).ever > before && (await facts()).open === 1, 40)
  assert.equal((await act('command', { text: 'help' })).status, 200)
})

await client.disconnect()
await step('after it has left, an event is kept for its retries and not lost', async () => {
  await until('no socket', async () => (await facts()).open === 0)
  assert.equal((await act('home')).status, 0)
  assert.deepEqual((await facts()).unexpected, [])
})
process.exit()
