// The fake Slack's people and memory (RemoteSlack in Bot.Tests), and the way every script of this folder says what it saw.
import assert from 'node:assert/strict'

const remote = `http://127.0.0.1:${process.env.CARE_SLACK_REMOTE_PORT}`

export const act = async (name, body = {}) =>
  (await fetch(`${remote}/${name}`, { method: 'POST', body: JSON.stringify(body) })).json()

export const facts = () => act('facts')

export const step = async (sentence, work) => {
  try {
    await work()
    console.log(`    ok      ${sentence}`)
  } catch (error) {
    console.log(`    FAILED  ${sentence}\n${error.stack}`)
    process.exitCode = 1
  }
}

export const until = async (what, seen, seconds = 15) => {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await new Promise((go) => setTimeout(go, 50)))
    if (await seen()) return
  assert.fail(`${what}: not within ${seconds} s`)
}

export const rejects = async (error, call) =>
  assert.rejects(call, (thrown) => (assert.equal(thrown.data?.error, error), true))

export const quiet = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel: () => 'error', setName() {} }
