import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The golden cards of a folder, by name. */
export const goldens = folder => {
  const cards = readdirSync(folder).filter(file => file.endsWith('.json')).sort()
    .map(file => ({ name: file.slice(0, -5), card: JSON.parse(readFileSync(join(folder, file), 'utf8')) }));
  if (cards.length === 0) throw new Error(`no golden cards in ${folder}`);
  return cards;
};

/** Prints what is wrong and ends with 1, or says that all is well. */
export const verdict = (what, count, faults) => {
  for (const fault of faults) console.error(`cards: ${what}: ${fault}`);
  if (faults.length > 0) process.exit(1);
  console.log(`cards: ${what}: ${count} pass`);
};
