import { describe, expect, it } from 'vitest';
import type { Identity, ProcessIdentity } from '../sim/machine.ts';
import type { ToGuest } from './guest/messages.ts';
import { Lives } from './lives.ts';

const app: ProcessIdentity = { seed: 1, process: 1, nowMs: 0, variables: {} };

const turn = (number: number): Identity => ({
  seed: 1,
  process: 1,
  instance: 'order-1',
  of: 'turn',
  number,
  attempt: 1,
  nowMs: 0,
});

const messageOf = (number: number): ToGuest => ({
  do: 'turn',
  item: { dialect: 'dapr', facade: 'dapr', instanceId: 'order-1' },
  oldEvents: [] as unknown as Extract<ToGuest, { do: 'turn' }>['oldEvents'],
  newEvents: [] as unknown as Extract<ToGuest, { do: 'turn' }>['newEvents'],
  identity: turn(number),
  probes: true,
  life: 'once',
  forget: [],
});

describe('the life of a process', () => {
  it('is what it was given before a wake-up, without what was recorded for the eye', () => {
    const lives = new Lives();
    lives.begin(app, false);
    for (const number of [1, 2, 3]) lives.note(messageOf(number), 500);
    expect(lives.before(turn(3))?.work.map(({ message }) => message)).toEqual([
      { ...messageOf(1), probes: false },
      { ...messageOf(2), probes: false },
    ]);
    expect(lives.before(turn(4))).toBeUndefined();
  });

  it('is its start alone where no work leaves anything behind', () => {
    const lives = new Lives();
    lives.begin(app, true);
    lives.note(messageOf(1), 500);
    expect(lives.before(turn(1))).toEqual({ identity: app, work: [] });
  });
});
