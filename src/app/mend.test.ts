import { expect, it } from 'vitest';
import { frameAt } from '../view/frame-at.ts';
import { mendsFor, newLinesText, placeAfter } from './mend.ts';
import { withNewMarks } from './mended-lines.ts';
import { openedPage } from './visit.test-support.ts';

const SILENT = `export async function* flow(ctx) {
  const id = crypto.randomUUID();
  yield ctx.callActivity(one, id);
  yield ctx.callActivity(one, id);
}
export async function one(ctx, id) { return id; }
`;

it('changes the code at the cause, starts a new workflow, and Undo leads back to the broken one', async () => {
  const page = await openedPage('');
  await page.session.ownCode.openText(SILENT);
  await page.settled();
  const broken = page.shown();
  const end = { step: broken.trace.steps.length - 1, beat: 0, fraction: 0 };
  const why = frameAt(broken.trace, end, broken.program).silent?.why ?? [];
  const lines = why.flatMap(({ line }) => line ?? []);
  const mends = await mendsFor(SILENT, lines, page.around.readProgram);
  const [first] = mends;
  if (!first) throw new Error('Nothing is offered.');
  await page.session.mend(first);
  await page.settled();
  const mended = page.shown();
  expect(mended.program.source).not.toContain('const id = crypto.randomUUID()');
  expect(mended.scenario.interventions).toEqual([]);
  expect(page.session.editor.store.getState().name).toBe('Your program');
  const over = { step: mended.trace.steps.length - 1, beat: 0, fraction: 0 };
  const frame = frameAt(mended.trace, over, mended.program);
  expect([frame.status, frame.silent, frame.disagreement]).toEqual([
    'COMPLETED',
    undefined,
    undefined,
  ]);
  expect(page.store.getState().notice?.text).toMatch(
    /^A new workflow runs the mended code \(new: lines /,
  );
  page.session.undo();
  await page.settled();
  expect(page.shown().program.source).toBe(SILENT);
});

it('names the mended sample, stands where the crash belongs, and leads on to the next question', async () => {
  const page = await openedPage();
  page.session.openSample('coin');
  await page.settled();
  page.session.crash();
  await page.settled();
  page.session.restart();
  await page.settled();
  page.session.toDisagreement();
  const { program } = page.shown();
  const why = page.frame().disagreement?.why ?? [];
  const lines = why.flatMap(({ line }) => line ?? []);
  const [first] = await mendsFor(program.source, lines, page.around.readProgram);
  if (!first) throw new Error('Nothing is offered.');
  await page.session.mend(first);
  await page.settled();
  expect(page.session.editor.store.getState().name).toBe('The coin toss, mended by you');
  // The same request as in the sample, one wake-up later: the draw is an activity now.
  expect(page.place()).toBe('t3:a3');
  // The same crash and a restart play by themselves, and the message says what holds now.
  expect(page.player.getSnapshot().value).not.toBe('paused');
  page.playOut();
  expect(page.store.getState().notice?.text).toMatch(
    /^The same crash, and the mended code \(new: lines 2 and \d+ to \d+\) goes the same way again: event 5 holds the answer\. Undo /,
  );
  const marked = withNewMarks(page.frame(), page.store.getState()).panes[0]?.chips;
  expect(marked?.filter(({ text }) => text === 'new').map(({ line }) => line)).toContain(2);
  const answer = page.frame().history.find(({ number }) => number === 5);
  expect(answer?.event.type).toBe('TaskCompleted');
  expect(page.frame()).toMatchObject({ status: 'COMPLETED', app: { run: 2 } });
  expect(page.frame().disagreement).toBeUndefined();
  page.session.undo();
  await page.settled();
  expect(withNewMarks(page.frame(), page.store.getState())).toEqual(page.frame());
  page.session.redo();
  await page.settled();
  expect(withNewMarks(page.frame(), page.store.getState()).panes[0]?.chips).toEqual(
    expect.arrayContaining([expect.objectContaining({ line: 2, text: 'new' })]),
  );
  page.session.nextQuestion();
  await page.settled();
  expect(page.shown().scenario.program).toEqual({ sample: 'coin-mended' });
});

it('finds the same place behind a new activity', () => {
  const at = (subject: 'turn' | 'task' | 'process', moment: string) => ({
    subject,
    number: 2,
    attempt: 1,
    moment,
  });
  expect(placeAfter(at('turn', 'a2'), 1)).toMatchObject({ number: 3, moment: 'a3' });
  expect(placeAfter(at('task', 'effect1'), 1)).toMatchObject({ number: 3, moment: 'effect1' });
  expect(placeAfter(at('process', 'started'), 1)).toEqual(at('process', 'started'));
});

it('offers nothing for lines in which the linter finds nothing', async () => {
  const page = await openedPage('');
  expect(await mendsFor(SILENT, [3, 4], page.around.readProgram)).toEqual([]);
});

it.each([
  ['one line', 'a\nb\nc', [[2, 3, 'x']], ' (new: line 2)'],
  ['a line after another', 'a\nb\nc', [[1, 1, '\nnew']], ' (new: line 2)'],
  [
    'a line, and a function after the others',
    'a\nb\nc',
    [
      [2, 3, 'x'],
      [5, 5, '\n\nf\ng\n'],
    ],
    ' (new: lines 2 and 5 to 6)',
  ],
  [
    'lines that follow each other',
    'a\nb\nc',
    [
      [0, 1, 'x'],
      [2, 3, 'y'],
    ],
    ' (new: lines 1 to 2)',
  ],
  ['nothing but a line less', 'a\nb\nc', [[1, 3, '']], ''],
] as const)('says which lines are new: %s', (_, lookedAt, edits, text) => {
  const fix = {
    label: '',
    lookedAt,
    edits: edits.map(([from, to, insert]) => ({ from, to, insert })),
  };
  expect(newLinesText(fix)).toBe(text);
});
