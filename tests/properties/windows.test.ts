/**
 * What a crash in each window repeats, and what the store holds then: worked out by hand from SEMANTICS sections 13 and 14, not
 * from the code.
 *
 * The order sample asks for one activity after the other: validate (task 1), reserveStock (2), chargeCard (3), sendParcel (4).
 * Each wake-up writes three events, so when chargeCard runs the history has 9 (history-000000 to history-000008). Wake-up 4 reads
 * the answer of task 3 and asks for task 4.
 */
import { describe, expect, test } from 'vitest';
import type { Intervention, Party } from '../../src/sim/scenario.ts';
import { parsePlace } from '../../src/trace/place-text.ts';
import type { Place } from '../../src/trace/place.ts';
import type { Step } from '../../src/trace/step.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { storeAt } from '../../src/view/store-at.ts';
import { cursorAt, runNow, sampleNamed } from '../support/run-sample.ts';

function place(text: string): Place {
  const found = parsePlace(text);
  if (!found) throw new Error(`${text} is no place.`);
  return found;
}

const crash = (target: Party, at: string): Intervention => ({
  do: 'crash',
  target,
  at: place(at),
});

function run(sample: string, ...interventions: Intervention[]): Trace {
  const chosen = sampleNamed(sample);
  const trace = runNow(chosen, { ...chosen.scenario, interventions });
  expect(trace.unused).toEqual([]);
  return trace;
}

const runWithCrash = (sample: string, target: Party, at: string): Trace =>
  run(sample, crash(target, at), { do: 'restart' });

const MAIN = 'order-1';

/** How often a turn or an activity was sent. */
const sent = (trace: Trace, kind: 'turn-sent' | 'task-sent', number: number, instance = MAIN) =>
  trace.steps.filter(
    (step) => step.kind === kind && step.instance === instance && step.place.number === number,
  ).length;

const effects = (trace: Trace, subject: string): number =>
  trace.steps.filter((step) => step.kind === 'effect' && step.entry?.subject.startsWith(subject))
    .length;

const count = (trace: Trace, kind: Step['kind']): number =>
  trace.steps.filter((step) => step.kind === kind).length;

/** The store of an instance at the last crash of the run. */
function storeAtCrash(trace: Trace, instance = MAIN) {
  const at = trace.steps.findLastIndex(
    (step) => step.kind === 'app-crashed' || step.kind === 'sidecar-crashed',
  );
  const store = storeAt(trace, cursorAt(at)).find((each) => each.instance === instance);
  const keys = (store?.rows ?? []).map(({ key }) => key);
  return {
    history: keys.filter((key) => key.startsWith('history-')).length,
    inbox: keys.filter((key) => key.startsWith('inbox-')).length,
    reminders: (store?.reminders ?? []).map(({ name, actor }) =>
      name === 'run-activity' ? `${name} ${actor}` : name,
    ),
  };
}

const endsWell = (trace: Trace): boolean =>
  trace.steps.some(
    (step) => step.kind === 'turn-saved' && step.instance === MAIN && step.status === 'COMPLETED',
  );

const RUN_3 = 'run-activity order-1::3::0';
const RUN_4 = 'run-activity order-1::4::0';
const ANSWER_3 = 'new-event-tc-3';

describe('a crash around chargeCard (task 3)', () => {
  // Window, who dies, how often chargeCard is sent and charges; inbox rows and reminders at the crash.
  test.each<[string, Party, number, number, number, string[]]>([
    // Sent, and nothing done yet: it is sent again, and charges once. What the sidecar was sending never arrived.
    ['k3:sent', 'app', 2, 1, 0, [RUN_3]],
    ['k3:sent', 'sidecar', 2, 1, 0, [RUN_3]],
    ['k3:sent', 'both', 2, 1, 0, [RUN_3]],
    // It ran, and its answer is not recorded: it runs again, whoever died.
    ['k3:effect1', 'app', 2, 2, 0, [RUN_3]],
    ['k3:effect1', 'sidecar', 2, 2, 0, [RUN_3]],
    ['k3:effect1', 'both', 2, 2, 0, [RUN_3]],
    ['k3:end', 'app', 2, 2, 0, [RUN_3]],
    ['k3:end', 'sidecar', 2, 2, 0, [RUN_3]],
    ['k3:end', 'both', 2, 2, 0, [RUN_3]],
    // The app has answered. Its death changes nothing; the sidecar's takes the answer with it.
    ['k3:returned', 'app', 1, 1, 0, [RUN_3]],
    ['k3:returned', 'sidecar', 2, 2, 0, [RUN_3]],
    ['k3:returned', 'both', 2, 2, 0, [RUN_3]],
    // The answer is in the inbox, and its reminder will wake the workflow.
    ['k3:recorded', 'app', 1, 1, 1, [ANSWER_3]],
    ['k3:recorded', 'sidecar', 1, 1, 1, [ANSWER_3]],
    ['k3:recorded', 'both', 1, 1, 1, [ANSWER_3]],
  ])('%s, %s', (at, party, timesSent, charged, inbox, reminders) => {
    const trace = runWithCrash('order', party, at);
    expect(sent(trace, 'task-sent', 3)).toBe(timesSent);
    expect(effects(trace, 'charge')).toBe(charged);
    expect(effects(trace, 'parcel')).toBe(1);
    expect(storeAtCrash(trace)).toEqual({ history: 9, inbox, reminders });
    // No turn was in flight, so none is sent again.
    expect([1, 2, 3, 4, 5].map((turn) => sent(trace, 'turn-sent', turn))).toEqual([1, 1, 1, 1, 1]);
    expect(count(trace, 'app-started')).toBe(party === 'sidecar' ? 1 : 2);
    expect(endsWell(trace)).toBe(true);
  });
});

describe('a crash around wake-up 4', () => {
  // Window, who dies, how often wake-up 4 is sent; history and inbox rows, and reminders, at the crash.
  test.each<[string, Party, number, number, number, string[]]>([
    // Not saved: it is sent again with the whole history.
    ['t4:sent', 'app', 2, 9, 1, [ANSWER_3]],
    ['t4:sent', 'sidecar', 2, 9, 1, [ANSWER_3]],
    ['t4:sent', 'both', 2, 9, 1, [ANSWER_3]],
    ['t4:a4', 'app', 2, 9, 1, [ANSWER_3]],
    ['t4:a4', 'sidecar', 2, 9, 1, [ANSWER_3]],
    ['t4:a4', 'both', 2, 9, 1, [ANSWER_3]],
    ['t4:end', 'app', 2, 9, 1, [ANSWER_3]],
    ['t4:end', 'sidecar', 2, 9, 1, [ANSWER_3]],
    ['t4:end', 'both', 2, 9, 1, [ANSWER_3]],
    // The sidecar has the answer: the app's death changes nothing any more.
    ['t4:returned', 'app', 1, 9, 1, [ANSWER_3]],
    ['t4:returned', 'sidecar', 2, 9, 1, [ANSWER_3]],
    ['t4:returned', 'both', 2, 9, 1, [ANSWER_3]],
    // Dispatched, not saved: sent again, and sends task 4 out again, to the same actor.
    ['t4:dispatched', 'app', 1, 9, 1, [ANSWER_3, RUN_4]],
    ['t4:dispatched', 'sidecar', 2, 9, 1, [ANSWER_3, RUN_4]],
    ['t4:dispatched', 'both', 2, 9, 1, [ANSWER_3, RUN_4]],
    ['t4:saved', 'app', 1, 12, 0, [RUN_4]],
    ['t4:saved', 'sidecar', 1, 12, 0, [RUN_4]],
    ['t4:saved', 'both', 1, 12, 0, [RUN_4]],
  ])('%s, %s', (at, party, timesSent, history, inbox, reminders) => {
    const trace = runWithCrash('order', party, at);
    expect(sent(trace, 'turn-sent', 4)).toBe(timesSent);
    expect(storeAtCrash(trace)).toEqual({ history, inbox, reminders });
    // Nothing runs twice: one actor for each activity.
    expect([1, 2, 3, 4].map((task) => sent(trace, 'task-sent', task))).toEqual([1, 1, 1, 1]);
    expect(['charge', 'reserve', 'parcel'].map((what) => effects(trace, what))).toEqual([1, 1, 1]);
    expect(endsWell(trace)).toBe(true);
  });
});

/**
 * giftOrder charges (task 1), calls the child workflow order-1:0002 (task 2), and sends the parcel (3). The child reserves (task 1),
 * sends a card (2), and its wake-up 3 ends it, which tells the parent.
 */
describe('a crash of the sidecar around a child workflow', () => {
  const CHILD = 'order-1:0002';

  // Place, how often the parent's wake-up 2 and the child's wake-up 3 are sent, how often the child starts, dropped answers.
  test.each<[string, number, number, number, number]>([
    // The parent's request for the child has gone out, but is not saved: asked again, and the child that runs is left alone.
    ['t2:dispatched', 2, 1, 1, 0],
    ['t2:returned', 2, 1, 1, 0],
    ['t2:saved', 1, 1, 1, 0],
    [`${CHILD}/t3:returned`, 1, 2, 1, 0],
    // The parent has the answer, but the child's end is not saved: the child ends again, and its second answer is dropped.
    [`${CHILD}/t3:dispatched`, 1, 2, 1, 1],
    ['k2:recorded', 1, 2, 1, 1],
    [`${CHILD}/t3:saved`, 1, 1, 1, 0],
  ])('%s', (at, parentTurn, childTurn, started, dropped) => {
    const trace = runWithCrash('gift', 'sidecar', at);
    expect(sent(trace, 'turn-sent', 2)).toBe(parentTurn);
    expect(sent(trace, 'turn-sent', 3, CHILD)).toBe(childTurn);
    const starts = trace.steps.filter(
      (step) => step.kind === 'scheduled' && step.instance === CHILD,
    );
    expect(starts).toHaveLength(started);
    expect(count(trace, 'dropped')).toBe(dropped);
    const world = ['charge', 'reserve', 'mail', 'parcel'].map((what) => effects(trace, what));
    expect(world).toEqual([1, 1, 1, 1]);
    expect(endsWell(trace)).toBe(true);
  });

  test('a result of a child that is lost on its way makes the child end again', () => {
    const trace = run('gift', { do: 'lose', at: place('k2:recorded') });
    expect(count(trace, 'lost')).toBe(1);
    expect(sent(trace, 'turn-sent', 3, CHILD)).toBe(2);
    expect(effects(trace, 'mail')).toBe(1);
    expect(endsWell(trace)).toBe(true);
  });

  test('a result of a child that comes twice is dropped the second time', () => {
    const trace = run('gift', { do: 'repeat', at: place('k2:recorded') });
    expect(count(trace, 'dropped')).toBe(1);
    expect(sent(trace, 'turn-sent', 3, CHILD)).toBe(1);
    expect(endsWell(trace)).toBe(true);
  });
});

describe('the store refuses', () => {
  test.each<['refuse' | 'tear', string, number]>([
    ['refuse', 't4:returned', 0],
    ['refuse', 't4:dispatched', 0],
    // OrchestratorStarted, TaskCompleted, TaskScheduled: two of three rows are there.
    ['tear', 't4:dispatched', 2],
  ])('%s at %s: wake-up 4 is sent again, and nothing runs twice', (what, at, unseen) => {
    const trace = run('order', { do: what, at: place(at) });
    const refused = trace.steps.findIndex((step) => step.kind === 'save-refused');
    const [store] = storeAt(trace, cursorAt(refused));
    const rows = store?.rows ?? [];
    expect(rows[0]?.text).toBe('inboxLength 1, historyLength 9, generation 0');
    expect(rows.filter((row) => row.isUnseen).map(({ key }) => key)).toEqual(
      ['history-000009', 'history-000010'].slice(0, unseen),
    );
    expect(store?.reminders.map(({ name }) => name)).toEqual([ANSWER_3, 'run-activity']);
    expect(sent(trace, 'turn-sent', 4)).toBe(2);
    expect(trace.steps.find((step) => step.place.attempt === 2)).toMatchObject({ oldCount: 9 });
    expect([1, 2, 3, 4].map((task) => sent(trace, 'task-sent', task))).toEqual([1, 1, 1, 1]);
    expect(endsWell(trace)).toBe(true);
  });

  test.each<['refuse' | 'tear']>([['refuse'], ['tear']])(
    '%s the inbox row of an answer: the activity runs again',
    (what) => {
      const trace = run('order', { do: what, at: place('k3:returned') });
      expect(sent(trace, 'task-sent', 3)).toBe(2);
      expect(effects(trace, 'charge')).toBe(2);
      expect(endsWell(trace)).toBe(true);
    },
  );
});

/** External events in the history of the main instance. */
const raisedIn = (trace: Trace): number =>
  trace.steps.flatMap((step) =>
    step.kind === 'turn-saved' ? step.events.filter(({ type }) => type === 'EventRaised') : [],
  ).length;

describe('a message', () => {
  test('that is lost: the activity runs again', () => {
    const trace = run('order', { do: 'lose', at: place('k3:returned') });
    expect(sent(trace, 'task-sent', 3)).toBe(2);
    expect(effects(trace, 'charge')).toBe(2);
    expect(endsWell(trace)).toBe(true);
  });

  test('that comes twice is dropped the second time', () => {
    const trace = run('order', { do: 'repeat', at: place('k3:returned') });
    expect(count(trace, 'dropped')).toBe(1);
    expect(effects(trace, 'charge')).toBe(1);
    expect(endsWell(trace)).toBe(true);
  });

  test('from a client that is lost never arrives; come twice it counts once, sent twice it counts twice', () => {
    expect(raisedIn(run('saga'))).toBe(1);
    const lost = run('saga', { do: 'lose', at: place('e1:recorded') });
    expect(count(lost, 'lost')).toBe(1);
    expect(raisedIn(lost)).toBe(0);
    const twice = run('saga', { do: 'repeat', at: place('e1:recorded') });
    expect(count(twice, 'dropped')).toBe(1);
    expect(raisedIn(twice)).toBe(1);
    const raise: Intervention = { do: 'raise', name: 'approval', data: 1, at: place('t2:saved') };
    const both = run('saga', raise, raise);
    expect(raisedIn(both)).toBe(2);
  });
});
