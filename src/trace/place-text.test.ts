import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { placeFromJson } from './place-json.ts';
import { formatPlace, parsePlace, placeToJson } from './place-text.ts';
import type { Place, Subject } from './place.ts';

const subjects: Subject[] = [
  'turn',
  'task',
  'call',
  'process',
  'sidecar',
  'client',
  'event',
  'timer',
  'clock',
  'idle',
  'run',
];

const count = fc.integer({ min: 1, max: 9_999_999_999 });

const beats = fc.oneof(
  fc.constantFrom('sent', 'end', 'returned', 'wait', 'd', 'l5.2', 'l12', 'a4', 'e11', 'y1', 'p1'),
  fc.stringMatching(/^[a-z][a-z0-9]{0,9}(\.[0-9]{1,3})?$/),
);

const momentOf = (subject: Subject): fc.Arbitrary<string> => {
  switch (subject) {
    case 'turn':
      return fc.oneof(fc.constantFrom('dispatched', 'saved'), beats);
    case 'task':
    case 'call':
      return fc.oneof(fc.constantFrom('effect1', 'effect12', 'recorded'), beats);
    case 'process':
    case 'sidecar':
      return fc.constantFrom('started', 'crashed');
    case 'client':
      return fc.constantFrom('started', 'printed', 'waits', 'got', 'called', 'ended');
    case 'event':
      return fc.constantFrom('recorded', 'lost', 'dropped', 'refused', 'torn', 'rewound');
    case 'timer':
      return fc.constant('fired');
    case 'clock':
      return fc.constant('moved');
    case 'idle':
      return fc.constant('idle');
    case 'run':
      return fc.constantFrom('scheduled', 'over');
  }
};

const anyPlace: fc.Arbitrary<Place> = fc.constantFrom(...subjects).chain((subject) =>
  fc
    .record({
      instance: fc.option(fc.string({ minLength: 1, unit: 'binary' }), { nil: undefined }),
      number: count,
      attempt: fc.oneof(fc.constant(1), count),
      moment: momentOf(subject),
    })
    .map(({ instance, ...rest }) => ({
      ...rest,
      subject,
      ...(instance !== undefined && { instance }),
    })),
);

const turn = (number: number, moment: string, attempt = 1): Place => ({
  subject: 'turn',
  number,
  attempt,
  moment,
});
const task = (number: number, moment: string, attempt = 1): Place => ({
  subject: 'task',
  number,
  attempt,
  moment,
});

describe('the text form', () => {
  test.each<[string, Place]>([
    ['t4:a4', turn(4, 'a4')],
    ['t4.2:saved', turn(4, 'saved', 2)],
    ['k3:effect1', task(3, 'effect1')],
    ['f1:l5.2', { subject: 'call', number: 1, attempt: 1, moment: 'l5.2' }],
    ['p2:started', { subject: 'process', number: 2, attempt: 1, moment: 'started' }],
    ['e7:recorded', { subject: 'event', number: 7, attempt: 1, moment: 'recorded' }],
    ['m2:fired', { subject: 'timer', number: 2, attempt: 1, moment: 'fired' }],
    ['c1:moved', { subject: 'clock', number: 1, attempt: 1, moment: 'moved' }],
    ['i1:idle', { subject: 'idle', number: 1, attempt: 1, moment: 'idle' }],
    ['r1:over', { subject: 'run', number: 1, attempt: 1, moment: 'over' }],
    ['order-1:0001/t1:e2', { ...turn(1, 'e2'), instance: 'order-1:0001' }],
    ['a/t1:b/k2:end', { ...task(2, 'end'), instance: 'a/t1:b' }],
  ])('%s', (text, place) => {
    expect(formatPlace(place)).toBe(text);
    expect(parsePlace(text)).toEqual(place);
  });

  test.each([
    '',
    't4',
    't4:',
    ':a4',
    'x4:a4',
    't0:a4',
    't04:a4',
    't4.0:a4',
    't4.:a4',
    't-1:a4',
    'T4:a4',
    't4:A4',
    't4:4a',
    't4:a4 ',
    ' t4:a4',
    't4:a..4',
    '/t4:a4',
    't99999999999:a4',
    't4:a4/',
  ])('%j is not a place', (text) => {
    expect(parsePlace(text)).toBeUndefined();
  });

  it('gives back every place that it was made from', () => {
    fc.assert(
      fc.property(anyPlace, (place) => {
        expect(parsePlace(formatPlace(place))).toEqual(place);
      }),
      { numRuns: 500 },
    );
  });

  it('reads only texts that it would write, apart from an attempt of 1', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^(x\/)?[tkfpemcirz]?\d{0,2}(\.\d)?:[a-z0-9.]{0,3}$/),
        (text) => {
          const place = parsePlace(text);
          const canonical = text.replace(/\.1:/, ':');
          expect(place ? formatPlace(place) : canonical).toBe(canonical);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the JSON form', () => {
  test.each<[Place, object]>([
    [turn(4, 'end'), { turn: 4, window: 'before-save' }],
    [turn(4, 'a4'), { turn: 4, window: 'before-save', beat: 'a4' }],
    [turn(4, 'sent', 2), { turn: 4, attempt: 2, window: 'before-save', beat: 'sent' }],
    [turn(4, 'returned'), { turn: 4, window: 'before-save', beat: 'returned' }],
    [turn(4, 'dispatched'), { turn: 4, window: 'after-dispatch' }],
    [turn(4, 'saved'), { turn: 4, window: 'after-save' }],
    [task(3, 'sent'), { task: 3, window: 'before-effect' }],
    [task(3, 'effect1'), { task: 3, window: 'after-effect', beat: 'effect1' }],
    [task(3, 'end'), { task: 3, window: 'after-effect' }],
    [task(3, 'returned'), { task: 3, window: 'after-effect', beat: 'returned' }],
    [task(3, 'recorded'), { task: 3, window: 'after-record' }],
    [task(3, 'l12'), { task: 3, beat: 'l12' }],
    [
      { ...task(1, 'l2'), instance: 'order-1:0001' },
      { instance: 'order-1:0001', task: 1, beat: 'l2' },
    ],
    [
      { subject: 'process', number: 2, attempt: 1, moment: 'started' },
      { process: 2, window: 'started' },
    ],
  ])('%j', (place, json) => {
    expect(placeToJson(place)).toEqual(json);
    expect(placeFromJson(json)).toEqual({ ok: true, place });
  });

  test.each<[object | string, Place]>([
    [{ event: 5 }, { subject: 'event', number: 5, attempt: 1, moment: 'recorded' }],
    [{ turn: 4, beat: 'saved' }, turn(4, 'saved')],
    [{ task: 3, beat: 'effect1' }, task(3, 'effect1')],
    [{ task: 3, window: 'before-effect', beat: 'sent', attempt: 1 }, task(3, 'sent')],
    ['k3.2:effect1', task(3, 'effect1', 2)],
  ])('also reads %j', (json, place) => {
    expect(placeFromJson(json)).toEqual({ ok: true, place });
  });

  test.each<[unknown, string]>([
    [undefined, 'A place is a text like "t4:a4", or an object'],
    [[], 'A place is a text like "t4:a4", or an object'],
    ['t4', '"t4" is not a place'],
    [{}, 'A place needs one of "turn"'],
    [{ task: 1 }, 'A place with "task" needs a window'],
    [{ turn: 1 }, 'A place with "turn" needs a window'],
    [{ process: 1 }, 'A place with "process" needs a window: "started" or "crashed"'],
    [{ turn: 1, task: 2, window: 'after-effect' }, 'names turn and task'],
    [{ process: 1, task: 2, window: 'after-effect' }, 'names task and process'],
    [{ task: 0, window: 'after-effect' }, '"task" of a place must be a whole number from 1'],
    [{ task: '3', window: 'after-effect' }, '"task" of a place must be a whole number from 1'],
    [{ task: 3, attempt: 1.5, window: 'after-effect' }, '"attempt" of a place must be'],
    [{ task: 3, window: 'after-save' }, 'The window of a place with "task" is "before-effect"'],
    [{ turn: 3, window: 'after-effect' }, 'The window of a place with "turn" is "before-save"'],
    [{ turn: 3, window: 'before-save', beat: 'saved' }, 'does not lie in the window'],
    [{ turn: 3, window: 'after-save', beat: 'a4' }, 'The window "after-save" has no beat "a4"'],
    [{ task: 3, window: 'before-effect', beat: 'l5' }, 'has no beat "l5"'],
    [{ task: 3, window: 'after-effect', beat: 'l5' }, 'Leave the window out for "l5"'],
    [{ event: 3, beat: 'l5' }, 'A place with "event" has no beat'],
    [{ turn: 3, beat: 'A 4' }, '"A 4" is not a beat'],
    [{ turn: 3, beat: '' }, '"beat" of a place must be a text that is not empty'],
    [{ turn: 3, when: 'now' }, 'A place has no field called "when"'],
    [{ turn: 3, beat: 'a4', instance: 7 }, '"instance" of a place must be a text'],
  ])('%j is refused with a plain reason', (json, problem) => {
    const reading = placeFromJson(json);
    expect(reading.ok ? reading.place : reading.problem).toContain(problem);
  });

  it('gives back every place that it was made from', () => {
    fc.assert(
      fc.property(anyPlace, (place) => {
        const json: unknown = JSON.parse(JSON.stringify(placeToJson(place)));
        expect(placeFromJson(json)).toEqual({ ok: true, place });
      }),
      { numRuns: 500 },
    );
  });
});
