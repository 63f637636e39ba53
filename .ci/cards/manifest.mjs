// The manifest in the repository, and the one in a package the bot just wrote, against Microsoft's schema 1.25.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { verdict } from './goldens.mjs';

const [schemas, ...files] = process.argv.slice(2);

// The schema declares draft 04, which ajv does not have; without these two members it means the same.
const schema = JSON.parse(readFileSync(join(schemas, 'teams-manifest-1.25.schema.json'), 'utf8'));
delete schema.$schema;
delete schema.id;
const valid = new Ajv({ strict: false, validateFormats: false, allErrors: true, logger: false }).compile(schema);
const good = JSON.parse(readFileSync(files[0], 'utf8'));

// A check that cannot fail is none: each of these must.
const spoilt = [
  ['an unknown member', m => { m.packageName = 'com.example'; }],
  ['an unknown scope', m => { m.bots[0].scopes = ['teams']; }],
  ['a long name', m => { m.name.short = 'n'.repeat(31); }],
  ['no developer', m => { delete m.developer; }],
  ['an id that is no GUID', m => { m.id = 'care-bot'; }],
  ['an address that is none', m => { m.developer.websiteUrl = 'ftp://example.com'; }],
  ['thirteen commands', m => { m.bots[0].commandLists[0].commands = Array(13).fill({ title: 'x', description: 'y' }); }],
];
for (const [why, spoil] of spoilt) {
  const bad = structuredClone(good);
  spoil(bad);
  if (valid(bad)) throw new Error(`the schema check lets ${why} pass`);
}

const faults = files.filter(file => !valid(JSON.parse(readFileSync(file, 'utf8')))).map(file =>
  `${file}: ${JSON.stringify((valid(JSON.parse(readFileSync(file, 'utf8'))), valid.errors)).slice(0, 600)}`);
verdict('manifest schema 1.25', files.length, faults);
