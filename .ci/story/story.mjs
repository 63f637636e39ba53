// Plays the story with a browser as the agent's Teams and plain calls as the customer's Bluesky.
import { readFileSync } from 'node:fs'
import { openTeams } from './drive.mjs'

const words = `@brand.test the power is out since six and my mother is on oxygen.`
const answer = 'The crew is on its way to you now.'
const pds = `${process.env.CARE_BLUESKY}/xrpc`
const account = (name) => JSON.parse(readFileSync(`${process.env.CARE_CI_WORK}/bluesky/accounts/${name}.json`))
const [brand, alice] = [account('brand'), account('alice')]

async function xrpc(method, { by, body, query }) {
  const url = `${pds}/${method}${query ? `?${new URLSearchParams(query)}` : ''}`
  const headers = { authorization: `Bearer ${by.accessJwt}`, ...(body ? { 'content-type': 'application/json' } : {}) }
  const reply = await fetch(url, { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body) })
  if (!reply.ok) throw new Error(`${method}: ${reply.status} ${await reply.text()}`)
  return reply.json()
}

const post = () => xrpc('com.atproto.repo.createRecord', { by: alice, body: {
  repo: alice.did, collection: 'app.bsky.feed.post', record: {
    $type: 'app.bsky.feed.post', text: words, createdAt: new Date().toISOString(),
    facets: [{ index: { byteStart: 0, byteEnd: 11 }, features: [{ $type: 'app.bsky.richtext.facet#mention', did: brand.did }] }],
  } } })

async function until(what, seconds, look) {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`${what} did not happen within ${seconds} s`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

const teams = await openTeams()
try {
  await teams.openChannel('Complaints')
  await teams.mention('route here care')
  await teams.sees('Route "care" is here now')
  const { uri } = await post()
  const posted = Date.now()
  await teams.sees(/on oxygen/)
  console.log(`the card stood in the channel ${Date.now() - posted} ms after the post`)
  await teams.shot('new')
  await teams.press('Claim', 'on oxygen')
  await teams.sees(/Claimed by Ana Bell/)
  await teams.shot('claimed')
  await teams.extension('reply')
  await teams.shot('pick')
  await teams.pressInDialog('Write the answer')
  await teams.fill('Your answer', answer)
  await teams.pressInDialog('Preview')
  await teams.shot('preview')
  await teams.pressInDialog('Send')
  await teams.sees(/goes out at/)
  await teams.shot('sent')
  await teams.closeDialog()
  const thread = await until('the answer on Bluesky', 30, async () => {
    const { thread } = await xrpc('app.bsky.feed.getPostThread', { by: alice, query: { uri, depth: '2' } })
    return thread.replies?.length > 0 && thread
  })
  if (thread.replies.length !== 1 || thread.replies[0].post.record.text !== `${answer} ^AB`) throw new Error(`the thread holds ${JSON.stringify(thread.replies.map((r) => r.post.record.text))}`)
  await teams.sees(/Answered by Ana Bell/)
  await teams.shot('answered')
  await teams.press('Resolve', 'on oxygen')
  await teams.choose(/How it ended/, 'fixed', 'on oxygen')
  await teams.shot('resolving')
  await teams.press('Resolve', 'on oxygen')
  await teams.sees(/Resolved by Ana Bell/)
  await teams.shot('resolved')
} finally {
  await teams.close()
}
