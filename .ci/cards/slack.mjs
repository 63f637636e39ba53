// Each golden message, modal and home page as literals of Slack's own types: catches misspelt properties, wrong words and elements that
// cannot stand where they stand. Slack's View and MessageAttachment take any object as a block, so the blocks are held to KnownBlock too.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { goldens } from './goldens.mjs';

const [folder] = process.argv.slice(2);
const drawings = goldens(folder);
if (drawings.length < 40) throw new Error(`only ${drawings.length} drawings for Slack in ${folder}`);

rmSync('slack', { recursive: true, force: true });
mkdirSync('slack');
const constant = (name, type, value) => value === undefined ? '' : `export const ${name}: ${type} = ${JSON.stringify(value, null, 2)};\n`;
const literal = ({ type, blocks, text, attachments, ...rest }) => [
  `import type { KnownBlock, MessageAttachment, View } from '@slack/types';\n`,
  type === undefined ? constant('text', 'string', text ?? null) : constant('view', 'View', { type, blocks, ...rest }),
  constant('blocks', 'KnownBlock[]', blocks),
  constant('attachments', 'MessageAttachment[]', attachments),
  ...(attachments ?? []).map((attachment, i) => constant(`blocks${i}`, 'KnownBlock[]', attachment.blocks)),
  type === undefined ? constant('nothing', 'Record<string, never>', rest) : '',
].join('');
const file = name => `slack/${name}.ts`;
for (const { name, card } of drawings) writeFileSync(file(name), literal(card));

// A check that cannot fail is none: each of these must.
const section = { type: 'section', text: { type: 'plain_text', text: 'x' } };
const wrong = {
  'an unknown block': { text: 'x', blocks: [{ type: 'sections', text: section.text }] },
  'a misspelt property': { text: 'x', blocks: [{ type: 'actions', elements: [{ type: 'button', text: section.text, action: 'claim' }] }] },
  'a wrong style': { text: 'x', blocks: [{ type: 'actions', elements: [{ type: 'button', text: section.text, action_id: 'claim', style: 'positive' }] }] },
  'a misspelt property in an attachment': { text: 'x', attachments: [{ color: '#000000', blocks: [{ ...section, txt: 1 }] }] },
  'markup where words must be plain': { type: 'modal', title: { type: 'mrkdwn', text: 'x' }, blocks: [section] },
  'an unknown member of a message': { text: 'x', colour: '#000000' },
  'a message without text': { blocks: [section] },
};
const mustFail = Object.keys(wrong).map((_, i) => `must-fail-${i}`);
Object.values(wrong).forEach((json, i) => writeFileSync(file(mustFail[i]), literal(json)));

const { stdout, stderr } = spawnSync('node', ['node_modules/typescript/bin/tsc', '--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022',
  '--module', 'nodenext', '--moduleResolution', 'nodenext', ...[...drawings.map(({ name }) => name), ...mustFail].map(file)], { encoding: 'utf8' });
const lines = `${stdout}${stderr}`.split('\n').filter(line => /^\S/.test(line));
Object.keys(wrong).forEach((why, i) => {
  if (!lines.some(line => line.startsWith(file(mustFail[i])))) throw new Error(`tsc lets ${why} pass: ${lines.join('\n')}`);
});
const faults = lines.filter(line => !line.startsWith('slack/must-fail-'));
for (const fault of faults) console.error(`cards: tsc with @slack/types: ${fault}`);
if (faults.length > 0) process.exit(1);
const count = kind => drawings.filter(({ card }) => (card.type ?? 'message') === kind).length;
console.log(`cards: tsc with @slack/types: ${drawings.length} drawings pass (${count('message')} messages, ${count('modal')} modals, ${count('home')} home pages)`);
