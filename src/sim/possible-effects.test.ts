import { expect, it } from 'vitest';
import { samples } from '../samples/catalogue.ts';
import { possibleEffects } from './possible-effects.ts';

const kindOf = ({ subject }: { subject: string }): string => subject.split(':')[0] ?? '';
const subjectsIn = (text: string): string[] => possibleEffects([text]).map(kindOf);

it.each(samples.map((sample) => ({ id: sample.id, sample })))(
  'finds in the text of $id what the sample says of itself',
  ({ sample: { source, next = '', counters } }) => {
    const found = possibleEffects([source, next]).map(kindOf);
    expect(new Set(found)).toEqual(new Set(counters.map(kindOf)));
  },
);

it.each<[what: string, text: string, subjects: string[]]>([
  ['nothing without an address', 'const charges = 1;', []],
  ['a path with an id in it', 'fetch(`https://stock.example/reservations/${id}`)', ['release']],
  ['a path and a query', "fetch('https://payments.example/charges?a=1')", ['charge']],
  ['each kind once, in the order of the text', twice(), ['parcel', 'mail']],
  ['no effect of who only tells', "fetch('https://rates.example/rates/EUR')", []],
  ['no service of that name', "fetch('https://constructor.example/charges')", []],
  ['no action of that path', "fetch('https://payments.example/chargesheets')", []],
])('finds %s', (_what, text, subjects) => {
  expect(subjectsIn(text)).toEqual(subjects);
});

function twice(): string {
  return `
    fetch('https://parcels.example/parcels');
    fetch("https://mail.example/messages");
    fetch('https://parcels.example/parcels');`;
}
