// A PDS, an AppView, a PLC directory and what they need, on CARE_BLUESKY_PORT and the six ports after it.
// Its state is in memory and temporary files: every start is a new, empty network.
import { TestNetwork } from '@atproto/dev-env'

const base = Number(process.env.CARE_BLUESKY_PORT ?? 2581)
const network = await TestNetwork.create({
  introspect: { port: base },
  plc: { port: base + 1 },
  pds: { port: base + 2, hostname: 'localhost', enableDidDocWithSession: true },
  bsky: { port: base + 3, publicUrl: `http://localhost:${base + 3}`, dbPostgresSchema: 'bsky' },
  ozone: { port: base + 6, chatUrl: `http://localhost:${base + 9}`, chatDid: 'did:example:chat', dbMaterializedViewRefreshIntervalMs: 30000 },
})
console.log('READY')
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, async () => { await network.close(); process.exit(0) })
