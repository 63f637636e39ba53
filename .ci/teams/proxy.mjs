// Stands between the playground and the bot, because the playground sends no token.
//   POST /api/messages        to the bot, with a token of our own issuer and the tenant that real Teams always sends
//   ANY  /_connector/...      from the bot to the playground's connector
//   GET  /v1/.well-known/...  the issuer's metadata and keys, for the bot's settings
//   GET  /_recorded           everything that passed, oldest first; DELETE forgets it
//   POST /_token              {serviceUrl?, alg?, kid?, claims?} -> a token, for tests that speak to the bot directly
//   POST /_rotate             a new signing key; the old one is gone
import { createServer } from 'node:http'
import { createKey, mint, publish } from './issuer.mjs'
import { world } from './world.mjs'

let key = createKey()
let recorded = []
const tokens = new Map()

// One token per service address until it is near its end, as the real service does it.
function tokenFor(serviceUrl) {
  const kept = tokens.get(serviceUrl)
  if (kept?.key === key && kept.until > Date.now()) return kept.token
  const token = mint({ key, appId: world.appId, serviceUrl })
  tokens.set(serviceUrl, { key, token, until: Date.now() + 50 * 60_000 })
  return token
}

function asTeamsSendsIt(activity) {
  activity.channelData = { ...activity.channelData, tenant: activity.channelData?.tenant ?? { id: world.tenant } }
  if (activity.conversation) activity.conversation.tenantId ??= world.tenant
  return activity
}

async function toBot(method, body) {
  if (method !== 'POST') return forward('to-bot', method, world.botEndpoint, {}, undefined)
  const activity = asTeamsSendsIt(JSON.parse(body))
  const headers = { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${tokenFor(activity.serviceUrl)}` }
  return forward('to-bot', method, world.botEndpoint, headers, JSON.stringify(activity))
}

function toPlayground(method, path, body, request) {
  const headers = { 'content-type': request.headers['content-type'] ?? 'application/json' }
  if (request.headers.authorization) headers.authorization = request.headers.authorization
  return forward('to-playground', method, world.playground + path, headers, body)
}

async function forward(direction, method, url, headers, body) {
  const start = Date.now()
  const answer = await fetch(url, { method, headers, body: method === 'GET' || method === 'HEAD' ? undefined : body, redirect: 'manual' })
  const text = await answer.text()
  recorded.push({
    at: new Date(start).toISOString(), direction, method, url, authorized: 'authorization' in headers,
    request: readable(body), status: answer.status, response: readable(text), milliseconds: Date.now() - start,
  })
  const type = answer.headers.get('content-type')
  return { status: answer.status, text, headers: type ? { 'content-type': type } : {} }
}

function readable(text) {
  try { return text ? JSON.parse(text) : null } catch { return text }
}

const json = (value, status = 200) => ({ status, text: JSON.stringify(value), headers: { 'content-type': 'application/json' } })

async function answer(request, body) {
  const { method } = request
  const path = request.url.split('?')[0]
  if (path === '/api/messages') return toBot(method, body)
  if (path.startsWith('/_connector/')) return toPlayground(method, request.url, body, request)
  if (path === '/_recorded' && method === 'DELETE') { recorded = []; return json({}) }
  if (path === '/_recorded') return json(recorded)
  if (path === '/_token') return { status: 200, text: mint({ key, appId: world.appId, serviceUrl: world.serviceUrl, ...JSON.parse(body || '{}') }), headers: {} }
  if (path === '/_rotate') { key = createKey(); return json({ kid: key.kid }) }
  const published = publish(path, world.proxy, [key])
  return published ? json(published) : json({ error: 'not found' }, 404)
}

createServer(async (request, response) => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const result = await answer(request, Buffer.concat(chunks).toString('utf8'))
    .catch((error) => json({ error: `${error.message} ${error.cause?.message ?? ''}`.trim() }, 502))
  response.writeHead(result.status, result.headers).end(result.text)
}).listen(world.proxyPort, '127.0.0.1', () => console.log(`proxy on ${world.proxy}, bot at ${world.botEndpoint}`))
