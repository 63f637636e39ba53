// Each golden card as a literal of Microsoft's own type for Teams cards: catches misspelt properties and wrong words.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { goldens, verdict } from './goldens.mjs';

const [folder] = process.argv.slice(2);
const cards = goldens(folder);

rmSync('types', { recursive: true, force: true });
mkdirSync('types');
// Teams' documents write msteams.width "Full", the typings "full".
const spelt = card => card.msteams?.width ? { ...card, msteams: { ...card.msteams, width: card.msteams.width.toLowerCase() } } : card;
const literal = card => `import type { IAdaptiveCard } from '@microsoft/teams.cards';\nexport const card: IAdaptiveCard = ${JSON.stringify(spelt(card), null, 2)};\n`;
for (const { name, card } of cards) writeFileSync(`types/${name}.ts`, literal(card));
// A check that cannot fail is none: this one must.
writeFileSync('types/must-fail.ts', literal({ type: 'AdaptiveCard', version: '1.5', body: [], actions: [{ type: 'Action.Execute', vrb: 'claim' }] }));

const compile = files => spawnSync('node', ['node_modules/typescript/bin/tsc', '--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022',
  '--module', 'nodenext', '--moduleResolution', 'nodenext', ...files], { encoding: 'utf8' });
const { stdout, stderr } = compile([...cards.map(({ name }) => `types/${name}.ts`), 'types/must-fail.ts']);
const lines = `${stdout}${stderr}`.split('\n').filter(line => line.trim() !== '');
if (!lines.some(line => line.startsWith('types/must-fail.ts'))) throw new Error(`tsc lets a misspelt property pass: ${lines.join('\n')}`);
verdict('tsc with @microsoft/teams.cards', cards.length, lines.filter(line => /^\S/.test(line) && !line.startsWith('types/must-fail.ts')));
