// Slack's own receiver, which checks signatures, acknowledges every press and does nothing: what the bot is measured against.
// Needs @slack/bolt beside itself; the first line it prints is its address.
import bolt from "@slack/bolt";

const receiver = new bolt.HTTPReceiver({ signingSecret: process.env.SLACK_SIGNING_SECRET, endpoints: ["/slack/interactivity"], logLevel: bolt.LogLevel.ERROR });
const app = new bolt.App({
  receiver,
  logLevel: bolt.LogLevel.ERROR,
  authorize: async () => ({ botToken: "xoxb-bench", botId: "B1", botUserId: "U1" }),
});
app.action(/.*/, async ({ ack }) => { await ack(); });
const server = await receiver.start(0);
console.log(`http://127.0.0.1:${server.address().port}`);
