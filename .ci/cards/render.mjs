// Each golden card drawn by the official renderer in Chromium, narrow and wide, light and dark; once as it comes, and once for each
// button that opens something. Fails on what the parser reports, on anything wider than the card, and on any call to a foreign host.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { goldens, verdict } from './goldens.mjs';

const [schemas, folder, pictures] = process.argv.slice(2);
const widths = [320, 600];
const themes = { light: { page: '#f5f5f5', card: '#ffffff', text: '#242424', line: '#d1d1d1' }, dark: { page: '#1f1f1f', card: '#2d2c2c', text: '#ffffff', line: '#666666' } };
const cards = goldens(folder);
const faults = [];

rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });
const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64" fill="#8aa"/><circle cx="32" cy="26" r="12" fill="#cdd"/></svg>';

// The renderer leaves the looks of buttons and fields to its host. Teams lets a row of buttons wrap (allowButtonsToWrap).
const css = ({ page, card, text, line }) => `
  body { margin: 0; background: ${page}; font-family: 'Segoe UI', 'Liberation Sans', sans-serif; }
  #card { background: ${card}; color: ${text}; border: 1px solid ${line}; box-sizing: border-box; overflow: hidden; }
  .ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
  .ac-pushButton { padding: 5px 12px; min-height: 32px; border: 1px solid ${line}; border-radius: 4px; background: transparent; color: inherit; font: 600 14px 'Segoe UI', 'Liberation Sans', sans-serif; }
  .ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff; }
  .ac-pushButton.expanded { background: ${line}; }
  .ac-input { width: 100%; box-sizing: border-box; padding: 6px; border: 1px solid ${line}; border-radius: 4px; background: ${page}; color: inherit; font: inherit; }
  .ac-input[type=radio] { width: auto; }
  .ac-multiline { min-height: 72px; }
  a { color: ${card === '#ffffff' ? '#5b5fc7' : '#a8aaf0'}; }
  p { margin: 0; }`;

const browser = await chromium.launch({ executablePath: process.env.CARE_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const open = async (theme, width) => {
  const page = await browser.newPage({ viewport: { width: width + 20, height: 900 } });
  page.on('pageerror', error => faults.push(`${theme} ${width}: ${error.message}`));
  await page.route('**/*', route => {
    const host = new URL(route.request().url()).hostname;
    if (host === 'media.example') return route.fulfill({ contentType: 'image/svg+xml', body: picture });
    faults.push(`${theme} ${width}: a card calls ${route.request().url()}`);
    return route.abort();
  });
  await page.setContent(`<!doctype html><style>${css(themes[theme])}</style><div id="card" style="width:${width}px"></div>`);
  await page.addScriptTag({ path: 'node_modules/adaptivecards/dist/adaptivecards.js' });
  await page.addScriptTag({ path: 'node_modules/markdown-it/dist/markdown-it.js' });
  await page.evaluate(config => {
    const markdown = window.markdownit();
    AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => { result.outputHtml = markdown.render(text); result.didProcess = true; };
    window.config = config;
  }, JSON.parse(readFileSync(join(schemas, `microsoft-teams-${theme}.json`), 'utf8')));
  return page;
};

const draw = (page, json) => page.evaluate(json => {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(window.config);
  const context = new AdaptiveCards.SerializationContext();
  card.parse(json, context);
  const said = [];
  for (let i = 0; i < context.eventCount; i++) said.push(context.getEventAt(i).message);
  for (const event of card.validateProperties().validationEvents) said.push(event.message);
  document.getElementById('card').replaceChildren(card.render());
  return said;
}, json);

const tooWide = page => page.evaluate(() => {
  const card = document.getElementById('card');
  const right = card.getBoundingClientRect().right;
  return [...card.querySelectorAll('*')]
    .filter(element => element.getBoundingClientRect().width > 0)
    .filter(element => element.getBoundingClientRect().right > right + 1 || (element.matches('.ac-pushButton') && element.scrollWidth > element.clientWidth + 1))
    .map(element => `${element.className || element.tagName}: ${element.textContent.slice(0, 40)}`);
});

const hostile = page => page.evaluate(() => [...document.querySelectorAll('#card [href], #card [src]')]
  .map(element => element.getAttribute('href') ?? element.getAttribute('src'))
  .filter(address => /^\s*(javascript|data):|evil\.example/i.test(address)));

// Pictures of what opens are kept for these; all are checked.
const kept = ['case-new', 'case-claimed', 'reply-write', 'manager', 'nag'];
const look = async (page, name, theme, width) => {
  for (const wide of await tooWide(page)) faults.push(`${name} ${theme} ${width}: too wide: ${wide}`);
  for (const address of await hostile(page)) faults.push(`${name} ${theme} ${width}: a customer's words became ${address}`);
  const [card, opened] = name.split('+');
  if (opened === undefined || kept.includes(card)) await page.locator('#card').screenshot({ path: join(pictures, `${name}-${theme}-${width}.png`) });
};

// Everything behind a button: More first, then each small form.
const unfold = async (page, { name, card }, theme, width) => {
  const more = page.getByRole('button', { name: /^(More|Earlier)/ });
  if (await more.count() > 0) {
    await more.first().click();
    await look(page, `${name}+more`, theme, width);
  }
  for (const title of formTitles(card)) {
    await page.getByRole('button', { name: title, exact: true }).first().click();
    if (await page.locator('.ac-input:visible').count() === 0) faults.push(`${name} ${theme} ${width}: ${title} opens no form`);
    await look(page, `${name}+${title.toLowerCase().replaceAll(' ', '-')}`, theme, width);
    await page.getByRole('button', { name: title, exact: true }).first().click();
  }
};

const formTitles = node => {
  if (Array.isArray(node)) return node.flatMap(formTitles);
  if (node === null || typeof node !== 'object') return [];
  return node.type === 'Action.ShowCard' ? [node.title] : Object.values(node).flatMap(formTitles);
};

await Promise.all(Object.keys(themes).flatMap(theme => widths.map(async width => {
  const page = await open(theme, width);
  for (const golden of cards) {
    for (const said of await draw(page, golden.card)) faults.push(`${golden.name}: ${said}`);
    await look(page, golden.name, theme, width);
    await unfold(page, golden, theme, width);
  }
  await page.close();
})));
await browser.close();
verdict(`drawn at ${widths.join(' and ')} px, light and dark`, cards.length, [...new Set(faults)]);
