// The official validator (npm botframework-connector) judges our matrix of tokens against our issuer. The verdicts below are
// what the bot's own tests expect of the bot. In two cases the bot is stricter by intent, and the table says so; it is never laxer.
// Prints the table; `--json FILE` writes it as well. Exit 1 when the official verdict is not the one written here.
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import connector from 'botframework-connector'
import { createKey, metadataPath, mint, publish } from './issuer.mjs'
import { world } from './world.mjs'

const serviceUrl = 'https://smba.trafficmanager.net/emea/'
const key = createKey({ kid: 'good' })
const otherKeySameKid = createKey({ kid: 'good' })
const unendorsed = createKey({ kid: 'unendorsed', endorsements: null })
const now = Math.floor(Date.now() / 1000)
const token = (options = {}) => `Bearer ${mint({ key, appId: world.appId, serviceUrl, ...options })}`

const cases = [
  ['valid', 'accepted', token()],
  ['RS512', 'accepted', token({ alg: 'RS512' })],
  ['expired 2 min ago', 'accepted', token({ claims: { nbf: now - 3600, exp: now - 120 } })],
  ['expired 10 min ago', 'refused', token({ claims: { nbf: now - 3600, exp: now - 600 } })],
  ['wrong audience', 'refused', token({ claims: { aud: '33333333-3333-4333-8333-333333333333' } })],
  ['wrong issuer', 'refused', token({ claims: { iss: 'https://sts.windows.net/11111111-1111-4111-8111-111111111111/' } })],
  ['serviceurl of another host', 'refused', token({ serviceUrl: 'https://evil.example/' })],
  ['serviceurl in another case', 'refused', token({ serviceUrl: serviceUrl.toUpperCase() })],
  ['serviceurl missing', 'refused', token({ claims: { serviceurl: undefined } })],
  ['another key under the same kid', 'refused', token({ key: otherKeySameKid })],
  ['channel not endorsed', 'refused', token(), { channelId: 'skype' }],
  ['key without endorsements', 'refused', token({ key: unendorsed }), { official: 'accepted' }],
  ['HS256', 'refused', token({ alg: 'HS256', key: { kid: 'good', secret: 'secret' } })],
  ['HS256 keyed with the public key', 'refused', token({ alg: 'HS256' })],
  ['alg none', 'refused', token({ alg: 'none' })],
  ['PS256', 'refused', token({ alg: 'PS256' })],
  ['unknown kid', 'refused', token({ kid: 'unknown' })],
  ['not valid for another hour', 'refused', token({ claims: { nbf: now + 3600, exp: now + 7200 } })],
  ['no expiry', 'refused', token({ claims: { exp: undefined } }), { official: 'accepted' }],
  ['no header', 'refused', ''],
  ['garbage', 'refused', 'Bearer garbage.garbage.garbage'],
]

const issuer = createServer((request, response) => {
  const found = publish(request.url, `http://127.0.0.1:${issuer.address().port}`, [key, unendorsed])
  response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(found ?? {}))
})
await new Promise((listening) => issuer.listen(0, '127.0.0.1', listening))

const { AuthenticationConfiguration, AuthenticationConstants, BotFrameworkAuthenticationFactory, PasswordServiceClientCredentialFactory } = connector
const login = AuthenticationConstants.ToChannelFromBotLoginUrlPrefix + AuthenticationConstants.DefaultChannelAuthTenant
const validator = BotFrameworkAuthenticationFactory.create(
  '', true, login, AuthenticationConstants.ToChannelFromBotOAuthScope, AuthenticationConstants.ToBotFromChannelTokenIssuer,
  AuthenticationConstants.OAuthUrl, `http://127.0.0.1:${issuer.address().port}${metadataPath}`,
  AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl, '', new PasswordServiceClientCredentialFactory(world.appId, 'unused'),
  new AuthenticationConfiguration())

console.error = () => {}      // the validator prints keys and stacks for every refusal
const verdicts = []
for (const [name, bot, header, { channelId = 'msteams', official = bot } = {}] of cases) {
  const activity = { type: 'message', channelId, serviceUrl, conversation: { id: 'c' }, recipient: { id: world.bot.id } }
  const reason = await validator.authenticateRequest(activity, header).then(() => null, (error) => error.message.split('\n')[0])
  verdicts.push({ case: name, bot, official: reason === null ? 'accepted' : 'refused', asWritten: (reason === null) === (official === 'accepted'), reason })
}
issuer.close()

for (const { case: name, bot, official, asWritten, reason } of verdicts)
  console.log(`  ${asWritten ? 'ok    ' : 'FAILED'}  ${name.padEnd(32)} ${bot.padEnd(9)} ${bot === official ? reason ?? '' : `official validator: ${official}`}`.trimEnd())
if (process.argv[2] === '--json') writeFileSync(process.argv[3], JSON.stringify(verdicts, null, 2))
const wrong = verdicts.filter((verdict) => !verdict.asWritten)
console.log(`token matrix: ${verdicts.length - wrong.length} verdicts as written, ${wrong.length} not`)
process.exit(wrong.length === 0 ? 0 : 1)
