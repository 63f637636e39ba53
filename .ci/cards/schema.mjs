// Each golden card against the published schema of Adaptive Cards 1.5.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { goldens, verdict } from './goldens.mjs';

const [schemas, folder] = process.argv.slice(2);

// The schema declares a draft that ajv does not have and carries two boolean "required", which no draft allows.
const repair = node => {
  if (Array.isArray(node)) return node.map(repair);
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(Object.entries(node)
    .filter(([key, value]) => !(key === 'required' && typeof value === 'boolean'))
    .map(([key, value]) => [key, repair(value)]));
};

// Teams reads "msteams" on the card and in a submit's data; on the card the schema knows nothing of it.
const withoutTeams = card => {
  const { msteams, ...rest } = card;
  return rest;
};

const schema = repair(JSON.parse(readFileSync(join(schemas, 'adaptive-card-1.5.json'), 'utf8')));
delete schema.$schema;
delete schema.id;
const valid = new Ajv({ strict: false, allErrors: false, logger: false }).compile(schema);

// A check that cannot fail is none: these two must.
for (const [why, bad] of [
  ['an unknown property', { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'x', colour: 'Good' }] }],
  ['an unknown element', { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Blinking', text: 'x' }] }],
]) if (valid(bad)) throw new Error(`the schema check lets ${why} pass`);

const cards = goldens(folder);
const faults = cards.filter(({ card }) => !valid(withoutTeams(card)) || card.version !== '1.5')
  .map(({ name, card }) => `${name}: ${JSON.stringify((valid(withoutTeams(card)), valid.errors))?.slice(0, 600)}`);
verdict('schema 1.5', cards.length, faults);
