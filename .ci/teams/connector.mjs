// npm botframework-connector, unmodified, against the connector of the fake Teams: what its ConnectorClient sends is understood, and on a
// refusal it does what it does with Teams.
import assert from 'node:assert/strict'
import connector from 'botframework-connector'

const remote = `http://127.0.0.1:${process.env.CARE_TEAMS_REMOTE_PORT}`
const act = async (name, body = {}) => (await fetch(`${remote}/${name}`, { method: 'POST', body: JSON.stringify(body) })).json()
const facts = () => act('facts')
const world = await facts()
const bearer = (token) => ({ async signRequest(request) { request.headers.set('authorization', `Bearer ${token}`); return request } })
const client = new connector.ConnectorClient(bearer(world.token), { baseUri: world.serviceUrl })
const words = (text) => ({ type: 'message', textFormat: 'plain', text })
const rejects = (status, code, call) => assert.rejects(call, (thrown) => (assert.deepEqual([thrown.statusCode, thrown.code], [status, code]), true))
const message = async (id) => (await facts()).messages.find((one) => one.id === id)
let root, thread

const step = async (sentence, work) => {
  try {
    await work()
    console.log(`    ok      ${sentence}`)
  } catch (error) {
    console.log(`    FAILED  ${sentence}\n${error.stack}`)
    process.exitCode = 1
  }
}

await step('a thread is begun in a channel', async () => {
  const begun = await client.conversations.createConversation({ isGroup: true, bot: { id: world.bot }, tenantId: world.tenant, channelData: { channel: { id: world.care } }, activity: words('C-1') })
  assert.equal(begun.id, `${world.care};messageid=${begun.activityId}`)
  ;({ activityId: root, id: thread } = begun)
})

await step('a message and a reply stand in the thread', async () => {
  const sent = await client.conversations.sendToConversation(thread, words('Bo claimed it'))
  const replied = await client.conversations.replyToActivity(world.care, root, words('Ana asks'))
  assert.deepEqual([(await message(sent.id)).root, (await message(replied.id)).root], [root, root])
})

await step('a message is edited and taken away', async () => {
  assert.equal((await client.conversations.updateActivity(world.care, root, words('C-1, claimed'))).id, root)
  assert.deepEqual([(await message(root)).text, (await message(root)).edits], ['C-1, claimed', 1])
  const sent = await client.conversations.sendToConversation(thread, words('wrong'))
  await client.conversations.deleteActivity(world.care, sent.id)
  assert.equal((await message(sent.id)).deleted, true)
  await rejects(404, 'ActivityNotFoundInConversation', () => client.conversations.updateActivity(world.care, sent.id, words('again')))
})

await step('the chat with one person is opened and written to', async () => {
  const chat = await client.conversations.createConversation({ isGroup: false, bot: { id: world.bot }, tenantId: world.tenant, members: [{ id: world.ana }] })
  assert.ok((await client.conversations.sendToConversation(chat.id, words('Hello'))).id)
})

await step('members come in pages, each person once', async () => {
  const seen = []
  let token, pages = 0
  do {
    const page = await client.conversations.getConversationPagedMembers(world.care, { pageSize: 50, continuationToken: token })
    seen.push(...page.members.map((one) => one.id))
    token = page.continuationToken
    pages++
  } while (token)
  assert.deepEqual([pages, new Set(seen).size, seen.length], [2, 61, 61])
})

await step('429 with Retry-After is waited for and then done', async () => {
  await act('next', { operation: 'send', how: '429' })
  const start = Date.now()
  assert.ok((await client.conversations.sendToConversation(thread, words('after the rest'))).id)
  assert.ok(Date.now() - start >= 1900, `waited ${Date.now() - start} ms`)
})

await step('412 comes to the caller, who may try again', async () => {
  await act('next', { operation: 'send', how: '412' })
  await rejects(412, 'PreconditionFailed', () => client.conversations.sendToConversation(thread, words('beside another')))
  assert.ok((await client.conversations.sendToConversation(thread, words('beside another'))).id)
})

await step('a token that is not ours is refused', () =>
  assert.rejects(new connector.ConnectorClient(bearer('other'), { baseUri: world.serviceUrl }).conversations.sendToConversation(thread, words('x')), { statusCode: 401 }))

await step('nothing was called that Teams does not have', async () => assert.deepEqual((await facts()).unexpected, []))
