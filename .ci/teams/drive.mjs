// Drives the playground as a person with a mouse would. Stories import it:
//   import { openTeams } from './drive.mjs'
//   const teams = await openTeams()
//   await teams.openChannel('Complaints')            before the card is posted: a page is not shown older messages
//   await teams.press('Claim', 'C-2')                on the newest card that says C-2; without it, on the newest that has the button
//   await teams.extension('reply')                   "+", Action Command; then teams.dialog is the form
//   await teams.sees('Claimed by Ana Bell')
//   await teams.shot('claimed')                      artifacts/teams/01-claimed.png
// Every wait ends after `patience` milliseconds with a picture of what was there instead.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { world } from './world.mjs'

const pictures = join(process.env.CARE_ARTIFACTS ?? 'artifacts', 'teams')

/** Opens the playground. `person` is always its current user; other people act over its REST side, see `playground` below. */
export async function openTeams({ patience = 15_000, width = 1280, height = 1000, dark = false } = {}) {
  mkdirSync(pictures, { recursive: true })
  const browser = await chromium.launch({ executablePath: process.env.CARE_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light' })
  page.setDefaultTimeout(patience)
  let shots = 0

  const shot = async (name) => {
    const file = join(pictures, `${String(++shots).padStart(2, '0')}-${name}.png`)
    await page.screenshot({ path: file })
    return file
  }
  const step = async (what, act) => {
    try { return await act() } catch (error) {
      throw new Error(`${what}: ${error.message.split('\n')[0]} See ${await shot('failed')}`)
    }
  }
  const dialog = page.getByRole('dialog').last()
  // The playground puts the newest thread first, and in a thread the case's card before what was said about it.
  const cardOf = (text) => page.locator('.ac-adaptiveCard').filter({ hasText: text ?? '' })
  // The button that opens a form often has the name of the one that sends it, which comes after it.
  const button = (name, within) => within.getByRole('button', { name, exact: true }).last()
  const cardWith = (name, text) => cardOf(text).filter({ has: page.getByRole('button', { name, exact: true }) }).first()
  const input = async (label, card) =>
    (await page.getByRole('dialog').count() > 0 ? dialog : cardOf(card)).getByLabel(label).filter({ visible: true }).first()

  const teams = {
    page, dialog, shot,
    /** Selects a channel; the first time, the playground tells the bot that it was installed there. */
    openChannel: (name) => step(`open ${name}`, () => page.getByRole('treeitem', { name: new RegExp(name) }).click()),
    openPersonalChat: () => step('open the personal chat', () => page.getByRole('treeitem', { name: 'Personal Chat' }).click()),
    /** The newest card with this text on it. */
    card: (text) => cardOf(text).first(),
    /** Presses a button on a card; that of an Action.ShowCard opens its form in place, and then the form's button of that name is meant. */
    press: (name, card) => step(`press ${name}`, () => button(name, cardWith(name, card)).click()),
    /** Fills an input by its label: in the dialog where one is open, else on a card. */
    fill: (label, text, card) => step(`fill ${label}`, async () => (await input(label, card)).fill(text)),
    /** Picks from an Input.ChoiceSet by the words of the choice. */
    choose: (label, choice, card) => step(`choose ${choice}`, async () => pick(page, await input(label, card), choice)),
    sees: (text) => step(`see "${text}"`, () => page.getByText(text).first().waitFor()),
    missing: (text) => step(`not see "${text}"`, () => page.getByText(text).first().waitFor({ state: 'detached' })),
    /** Opens a message-extension action by its command id and waits for the bot's form. */
    extension: (command) => step(`open ${command}`, async () => {
      await page.getByRole('button', { name: 'Trigger Message Extension App' }).first().click()
      await page.getByRole('menuitem', { name: 'Action Command' }).click()
      const question = page.getByRole('dialog', { name: 'Command ID option dialog' })
      await question.getByRole('textbox', { name: 'Command ID' }).fill(command)
      await question.getByRole('button', { name: 'Create', exact: true }).click()
      await dialog.locator('.ac-adaptiveCard').waitFor()      // the question becomes the form, in the same dialog
    }),
    pressInDialog: (name) => step(`press ${name} in the dialog`, () => button(name, dialog).click()),
    closeDialog: () => step('close the dialog', async () => {
      await dialog.getByRole('button', { name: 'Close', exact: true }).first().click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }),
    /** Starts a post in the open channel that mentions the bot: `help` becomes `@SocialCareBot help`. */
    mention: (text) => step(`say ${text}`, async () => {
      await page.getByRole('textbox').first().click()
      await page.keyboard.type('@')
      await page.getByRole('listbox', { name: 'Typeahead menu' }).getByRole('menuitem', { name: world.bot.name }).click()
      await page.keyboard.type(` ${text}`)
      await page.getByRole('button', { name: 'Post', exact: true }).click()
    }),
    close: () => browser.close(),
  }

  await step('open the playground', async () => {
    await page.goto(world.playground, { waitUntil: 'domcontentloaded' })
    // Its introduction comes up before it is ready; the tree is the sign.
    await page.getByRole('treeitem', { name: new RegExp(world.channel.name) }).waitFor()
  })
  return teams
}

/** The playground's REST side: what a browser cannot do, such as clicks of other people. */
export const playground = {
  /** A click on a card's button by anybody; answers what the bot answered. */
  invoke: ({ by, conversation, card, verb, data, name = 'adaptiveCard/action', trigger = 'manual' }) => post('/_conversation/v1/invoke', {
    name, from: { id: by }, conversation: { id: conversation }, replyToId: card,
    value: { action: { type: 'Action.Execute', verb, data }, trigger },
  }),
  submit: ({ by, conversation, card, value }) => post('/_conversation/v1/submit', { from: { id: by }, conversation: { id: conversation }, replyToId: card, value }),
  /** A message to the bot; it always comes from the current user, whoever is named, and no page shows it or what is answered to it. */
  say: (conversation, text) => post(`/_conversation/v1/conversations/${encodeURIComponent(conversation)}/messages`, {
    from: { id: world.people[0].id }, text: `<at>${world.bot.name}</at> ${text}`, textFormat: 'plain',
    mentions: [{ mentioned: { id: world.bot.id, name: world.bot.name }, text: `<at>${world.bot.name}</at>` }],
  }),
  /** Any activity, forwarded to the bot as it is: duplicates, odd ones, task/fetch. The bot's answer stands in `recorded`. */
  activity: (activity) => post('/_internal/v1/customActivities', activity),
  template: (conversation, type) => get(`${world.playground}/_internal/v1/customActivities/template?conversationId=${encodeURIComponent(conversation)}&type=${type}`),
  recorded: () => get(`${world.proxy}/_recorded`),
}

async function post(path, body) {
  const answer = await fetch(world.playground + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 300)}`)
  try { return JSON.parse(text) } catch { return text }
}

const get = async (url) => (await fetch(url)).json()

// A compact choice is a combobox with a list that opens elsewhere on the page, an expanded one is a group of radio buttons.
async function pick(page, input, choice) {
  if (await input.getAttribute('role') === 'radiogroup') return input.getByRole('radio', { name: choice, exact: true }).check()
  await input.click()
  return page.getByRole('option', { name: choice, exact: true }).click()
}
