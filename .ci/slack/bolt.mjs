// A receiver made with Slack's own framework, as its documentation shows it; the bot is compared with it.
import { App, HTTPReceiver } from '@slack/bolt'
import { facts, quiet } from './remote.mjs'

const world = await facts()
let events = 0
const receiver = new HTTPReceiver({
  signingSecret: world.secret, endpoints: ['/slack/events'], logger: quiet,
  customRoutes: [{ path: '/count', method: ['GET'], handler: (_, response) => response.end(`${events}`) }],
})
const app = new App({ receiver, token: world.botToken, botId: world.botId, botUserId: world.bot, tokenVerificationEnabled: false, logger: quiet, clientOptions: { slackApiUrl: world.api } })
app.event('message', async () => { events++ })
app.action('claim', ({ ack }) => ack())
app.view('note', ({ ack, view }) => (view.state.values.noteText.noteText.value ?? '').trim() ? ack() : ack({ response_action: 'errors', errors: { noteText: 'Write a few words first.' } }))
app.command('/care', ({ ack }) => ack({ text: 'Here you are.' }))
await app.start({ port: Number(process.env.CARE_SLACK_BOLT_PORT), host: '127.0.0.1' })
