import { deflateSync } from 'fflate';
import { describe, expect, it, test } from 'vitest';
import type { Intervention, Moment, Scenario } from '../sim/scenario.ts';
import { parsePlace } from '../trace/place-text.ts';
import type { Place } from '../trace/place.ts';
import { checksumOf } from './checksum.ts';
import { encodeLink } from './codec.ts';
import { decodeLink, type LinkReading } from './decode.ts';
import { dictionaryOf } from './dictionary.ts';
import { pack } from './packed.ts';
import { MAX_UNPACKED_BYTES, unpack } from './unpack.ts';

function place(text: string): Place {
  const found = parsePlace(text);
  if (!found) throw new Error(`${text} is not a place.`);
  return found;
}

const crash = (at: string): Intervention => ({ do: 'crash', target: 'app', at: place(at) });
const restart: Intervention = { do: 'restart' };

const order: Scenario = {
  program: { sample: 'order' },
  mode: 'workflow',
  dialect: 'dapr',
  facade: 'dapr',
  input: { id: 'A-1042', total: 42 },
  seed: 1,
  environment: { variables: {}, events: [], services: [] },
  interventions: [],
};
const samples = {
  defaults: (id: string) => (id === 'order' ? order : undefined),
  mainInstance: 'order-1',
};

const crashed: Moment = {
  scenario: {
    ...order,
    seed: 3,
    interventions: [crash('t4:a4'), restart, crash('k4:effect1'), restart],
  },
  position: place('t4.2:e8'),
};
const link = encodeLink(crashed, samples);
/** What a link of a sample whose text is not known, or of own code, is packed with. */
const words = dictionaryOf(undefined, undefined);
const withChecksum = (content: string) => `${content}c=${checksumOf(content)}`;

describe('checksum', () => {
  it('is CRC-32', () => {
    // The check value of CRC-32/ISO-HDLC for these nine digits is 0xcbf43926.
    const digits = '0123456789abcdefghjkmnpqrstvwxyz';
    const value = Array.from(checksumOf('123456789')).reduce(
      (sum, digit) => sum * 32 + digits.indexOf(digit),
      0,
    );
    expect(value).toBe(0xcbf43926);
  });
});

describe('a link of a sample', () => {
  it('holds only what differs, in plain sight', () => {
    expect(link.replace(/c=.*/, 'c=…')).toBe(
      '1/order?seed=3&do=crash@t4:a4,restart,crash@k4:effect1,restart&at=t4.2:e8&c=…',
    );
    expect(encodeLink({ scenario: order }, samples)).toMatch(/^1\/order\?c=[0-9a-z]{7}$/);
  });

  it('leaves out the main instance and keeps any other', () => {
    const moment: Moment = {
      scenario: { ...order, interventions: [crash('order-1/t4:a4')] },
      position: place('order-1:0001/t1:e2'),
    };
    const text = encodeLink(moment, samples);
    expect(text).toContain('do=crash@t4:a4&at=order-1:0001/t1:e2&');
    expect(decodeLink(text, samples)).toEqual({
      kind: 'ok',
      moment: { ...moment, scenario: { ...order, interventions: [crash('t4:a4')] } },
    });
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'raise:approval@t5:saved&c'],
    ['a truth value', true, 'raise:approval:true@t5:saved&c'],
    ['a word', 'yes', 'raise:approval:yes@t5:saved&c'],
    ['a number', -1.5, 'raise:approval:-1.5@t5:saved&c'],
    ['a word that is a literal', 'true', 'raise:approval:$@t5:saved&z='],
    ['a number as text', '42', 'raise:approval:$@t5:saved&z='],
    ['an object', { approved: true, by: 'Ada & Co' }, 'raise:approval:$@t5:saved&z='],
  ])('carries an event with %s', (_, data, text) => {
    const at = place('t5:saved');
    const raise: Intervention = {
      do: 'raise',
      name: 'approval',
      ...(data !== undefined && { data }),
      at,
    };
    const moment = { scenario: { ...order, interventions: [raise, restart, raise] } };
    const encoded = encodeLink(moment, samples);
    expect(encoded.replace(',restart,', '&').split('&').slice(1).join('&')).toContain(text);
    expect(decodeLink(encoded, samples)).toEqual({ kind: 'ok', moment });
  });

  it('can take away the acts that the sample comes with', () => {
    const index = { defaults: () => ({ ...order, interventions: [crash('t1:a1')] }) };
    const encoded = encodeLink({ scenario: order }, index);
    expect(encoded).toContain('?do=none&');
    expect(decodeLink(encoded, index)).toEqual({ kind: 'ok', moment: { scenario: order } });
  });

  it('packs what is not readable, and only that', () => {
    const moment: Moment = {
      scenario: {
        ...order,
        input: { id: 'Ü "1"' },
        environment: { ...order.environment, variables: { REGION: 'west' } },
        interventions: [{ do: 'raise', name: 'go on', at: place('t1:saved') }],
      },
      position: place('a b/t1:e2'),
    };
    const encoded = encodeLink(moment, samples);
    expect(encoded).toMatch(/^1\/order\?z=[A-Za-z0-9_-]+&c=/);
    expect(decodeLink(encoded, samples)).toEqual({ kind: 'ok', moment });
  });

  it('needs no percent sign', () => {
    expect(link).toMatch(/^[A-Za-z0-9/?=&@:,._$-]+$/);
  });
});

describe('a link of own code', () => {
  const moment: Moment = {
    scenario: {
      ...order,
      program: {
        source: 'export async function* f(ctx) { return "é" }\n'.repeat(50),
        workflow: 'f',
      },
      interventions: [crash('t1:e2')],
    },
    position: place('t1.2:e2'),
  };

  it('keeps acts and position readable', () => {
    const encoded = encodeLink(moment, samples);
    expect(encoded).toMatch(/^1\/own\?do=crash@t1:e2&at=t1.2:e2&z=/);
    expect(encoded.length).toBeLessThan(400);
    expect(decodeLink(encoded, samples)).toEqual({ kind: 'ok', moment });
  });

  it('keeps dialect and facade apart', () => {
    for (const dialect of ['dapr', 'durabletask'] as const)
      for (const facade of ['dapr', 'durabletask'] as const) {
        const changed = { ...moment, scenario: { ...moment.scenario, dialect, facade } };
        expect(decodeLink(encodeLink(changed, samples), samples)).toEqual({
          kind: 'ok',
          moment: changed,
        });
      }
  });

  it('may be as large as a document may be', () => {
    let state = 1;
    const noise = Array.from({ length: 262_144 }, () => {
      state = (state * 48_271) % 2_147_483_647;
      return String.fromCharCode(32 + (state % 95));
    }).join('');
    const large = {
      scenario: { ...moment.scenario, program: { source: noise, workflow: 'f' } },
    };
    expect(decodeLink(encodeLink(large, samples), samples)).toEqual({ kind: 'ok', moment: large });
  });
});

describe('what mail and chat do to a link', () => {
  const percent = (text: string) =>
    text.replace(/[^A-Za-z0-9]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
  const some = (text: string) => text.replace(/[@:,/]/g, encodeURIComponent);
  test.each<[string, (text: string) => string]>([
    ['the hash sign', (text) => `#${text}`],
    ['an encoded hash sign', (text) => `%23${text}`],
    ['some marks encoded', some],
    ['some marks encoded in lower case', (text) => some(text).replaceAll('%3A', '%3a')],
    ['every mark encoded', percent],
    ['every mark encoded twice', (text) => encodeURIComponent(percent(text))],
    [
      'every mark encoded three times',
      (text) => encodeURIComponent(encodeURIComponent(some(text))),
    ],
    ['an HTML mail', (text) => text.replaceAll('&', '&amp;')],
    ['an encoded HTML mail', (text) => encodeURIComponent(text.replaceAll('&', '&amp;'))],
    ['wrapped lines', (text) => text.replace(/.{20}/g, '$&\r\n  ')],
    ['a quoted mail', (text) => text.replace(/.{30}/g, '$&\n> ')],
    ['encoded line breaks', (text) => text.replace(/.{30}/g, '$&%0D%0A%20')],
    ['spaces that cannot be seen', (text) => text.replace(/.{9}/g, '$&\u200b\u00ad\u00a0\ufeff')],
    ...Array.from(`.,;:!?)>]"'»”’*_}`, (mark): [string, (text: string) => string] => [
      `${mark} after it`,
      (text) => text + mark,
    ]),
    ['a sentence that ends', (text) => `${text}").`],
    ['encoded punctuation', (text) => `${text}%22%29.`],
    ['encoded quotation marks that are not ASCII', (text) => `${text}%E2%80%9D`],
    ['lines of an encoded mail', (text) => text.replace(/.{20}/g, '$&=\r\n')],
    ['equals signs of an encoded mail', (text) => text.replaceAll('=', '=3D')],
    [
      'an encoded mail with both',
      (text) => text.replaceAll('=', '=3D').replace(/.{20}/g, (part) => `${part}=\n`),
    ],
    ['an HTML mail in an HTML mail', (text) => text.replaceAll('&', '&amp;amp;')],
    ['fields that follow the reader', (text) => `${text}&utm_source=chat&fbclid=x.1`],
    ['another question mark', (text) => `${text}?utm_source=chat`],
    ['smart quotation marks around it', (text) => `\u201c${text}\u201d`],
    ['angle brackets around it', (text) => `<${text}>`],
    ['a direction mark', (text) => `\u202a${text}\u202c`],
    ['an angle bracket as HTML has it', (text) => `${text}&gt;`],
  ])('survives %s', (_, change) => {
    const own = encodeLink({ scenario: { ...order, input: 'own & other' } }, samples);
    expect(change(link)).not.toBe(link);
    expect(decodeLink(change(link), samples)).toEqual({ kind: 'ok', moment: crashed });
    expect(decodeLink(change(own), samples)).toEqual(decodeLink(own, samples));
    expect(decodeLink(own, samples).kind).toBe('ok');
  });

  it('survives dashes of a word processor', () => {
    const moments = Array.from({ length: 100 }, (_, each) => {
      const input = Array.from(
        { length: 200 },
        (__, index) => (each * 7919 + index * index) % 1009,
      );
      return { scenario: { ...order, input } };
    });
    const links = moments.map((moment) => encodeLink(moment, samples));
    const withHyphens = links.filter((text) => text.includes('--'));
    expect(withHyphens.length).toBeGreaterThan(0);
    for (const text of withHyphens)
      expect(decodeLink(text.replaceAll('--', '\u2014'), samples)).toEqual(
        decodeLink(text, samples),
      );
  });

  it('does not take another field for the end: what stands behind the checksum says nothing', () => {
    const longer = `${link}&do=crash@t1:a1&c=0000000`;
    expect(decodeLink(longer, samples)).toEqual({ kind: 'ok', moment: crashed });
  });
});

describe('a link that does not open', () => {
  it('is cut off wherever it ends', () => {
    const question = link.indexOf('?');
    for (let length = 1; length < link.length; length += 1) {
      const sample = length >= question ? { sample: 'order' } : {};
      expect(decodeLink(link.slice(0, length), samples)).toEqual({
        kind: 'truncated',
        ...sample,
      });
    }
  });

  test.each<[string, LinkReading]>([
    ['', { kind: 'empty' }],
    ['#', { kind: 'empty' }],
    [' \n', { kind: 'empty' }],
    ['section-2', { kind: 'foreign' }],
    ['/settings', { kind: 'foreign' }],
    ['!', { kind: 'foreign' }],
    ['access_token=1&state=2', { kind: 'foreign' }],
    [link.replace('1/', '2/'), { kind: 'newer', version: 2, sample: 'order' }],
    ['7/odrer?anything', { kind: 'newer', version: 7 }],
    [link.replace('seed=3', 'seed=4'), { kind: 'damaged', sample: 'order' }],
    [link.replace('order', 'odrer'), { kind: 'damaged' }],
    [link.slice(1), { kind: 'damaged' }],
    ['99999999999999999999/order', { kind: 'damaged' }],
    ['01/order?seed=3', { kind: 'damaged' }],
    [`${link}7`, { kind: 'damaged', sample: 'order' }],
    [
      link.replace(/[a-z](?=[^a-z]*$)/, (letter) => letter.toUpperCase()),
      { kind: 'damaged', sample: 'order' },
    ],
  ])('%s', (text, reading) => {
    expect(text).not.toBe(link);
    expect(decodeLink(text, samples)).toEqual(reading);
  });

  it('is newer when its checksum is right and it speaks of what is not known here', () => {
    const known = { kind: 'newer', version: 1, sample: 'order' };
    expect(decodeLink(withChecksum('1/order?do=flood@t1:a1&'), samples)).toEqual(known);
    expect(decodeLink(withChecksum('1/order?weather=rain&'), samples)).toEqual(known);
    expect(decodeLink(withChecksum('1/tomorrow?'), samples)).toEqual({ kind: 'newer', version: 1 });
  });

  test.each([
    ['a seed that is no number', 'seed=x&'],
    ['a place that is none', 'at=t4&'],
    ['an act without a place', 'do=crash&'],
    ['an unknown mode', 'mode=fast&'],
    ['text that is not packed', 'z=AAAA&'],
    ['packed text that is no object', `z=${pack(null, words)}&`],
    [
      'packed acts that are none',
      `z=${pack({ interventions: 7 }, dictionaryOf(order, undefined))}&`,
    ],
    ['data that is missing', `do=raise:a:$@t1:a1&`],
  ])('is whole but wrong by %s', (_, query) => {
    expect(decodeLink(withChecksum(`1/order?${query}`), samples)).toMatchObject({
      kind: 'wrong',
      sample: 'order',
    });
  });

  test.each([
    ['nothing', {}],
    ['a number', { program: 7 }],
    ['a text', { program: 'x' }],
    ['code without a text', { program: { workflow: 'x' } }],
  ])('is wrong when its own program is %s', (_, packed) => {
    const content = `1/own?z=${pack(packed, words)}&`;
    expect(decodeLink(withChecksum(content), samples)).toMatchObject({ kind: 'wrong' });
  });

  it('names the field that is not allowed', () => {
    const naming = (fields: string) => decodeLink(withChecksum(fields), samples);
    expect(naming('1/order?seed=x&')).toMatchObject({ problem: expect.stringMatching(/^seed: /) });
    expect(naming(`1/own?z=${pack({ program: { source: 'x', next: 7 } }, words)}&`)).toMatchObject({
      problem: expect.stringMatching(/^program\.next: /),
    });
  });

  it('is too large when its code is', () => {
    const source = 'x'.repeat(900_000);
    for (const program of [{ source }, { source: 'x', next: source }]) {
      const content = `1/own?z=${pack({ program }, words)}&`;
      expect(decodeLink(withChecksum(content), samples)).toEqual({ kind: 'too-large' });
    }
  });
});

describe('the packed part', () => {
  it('unpacks up to a bound', () => {
    const most = 'x'.repeat(MAX_UNPACKED_BYTES - 2);
    expect(unpack(pack(most, words), words)).toEqual({ value: most });
    expect(unpack(pack(`${most}x`, words), words)).toBe('too-large');
  });

  it('gives up a bomb', () => {
    const bomb = deflateSync(new Uint8Array(20_000_000).fill(32));
    // Format 1 has a proof before what is deflated.
    const proved = Buffer.concat([new Uint8Array(3), bomb]);
    for (const content of [
      `0/own?z=${Buffer.from(bomb).toString('base64url')}&`,
      `1/own?z=${proved.toString('base64url')}&`,
    ])
      expect(decodeLink(withChecksum(content), samples)).toEqual({ kind: 'too-large' });
  });

  it('refuses what is cut or no base64url', () => {
    const value = { a: 'some text, program, some text' };
    const text = pack(value, words);
    expect(unpack(text.slice(0, -4), words)).not.toEqual({ value });
    expect(
      unpack(
        text.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
        words,
      ),
    ).toBe('unlike');
    expect(unpack(text, words.toReversed())).not.toEqual({ value });
    expect(unpack(`${text}*`, words)).toBeUndefined();
    expect(unpack('A', words)).toBeUndefined();
    expect(unpack('', words)).toBeUndefined();
  });
});
