// The names and numbers of the Teams world: world.json is the playground's own configuration (JSON is YAML too), and
// everything else here is derived from it or given by the environment.
import { readFileSync } from 'node:fs'

const config = JSON.parse(readFileSync(process.env.CARE_TEAMS_WORLD ?? new URL('./world.json', import.meta.url)))
const playgroundPort = Number(process.env.CARE_PLAYGROUND_PORT ?? 56150)
const proxyPort = Number(process.env.CARE_TEAMS_PROXY_PORT ?? 56160)

export const world = {
  appId: config.bot.id.replace(/^28:/, ''),
  bot: config.bot,
  tenant: config.tenantId,
  people: [config.currentUser, ...config.users],
  team: config.team,
  channel: config.team.channels[0],
  playground: `http://127.0.0.1:${playgroundPort}`,
  proxy: `http://127.0.0.1:${proxyPort}`,
  proxyPort,
  serviceUrl: `http://127.0.0.1:${proxyPort}/_connector`,
  botEndpoint: process.env.CARE_BOT_ENDPOINT ?? 'http://127.0.0.1:3978/api/messages',
}
