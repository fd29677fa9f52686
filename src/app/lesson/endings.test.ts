import { describe, expect, it } from 'vitest';
import { samples } from '../../samples/catalogue.ts';
import { codeOf } from '../programs.ts';
import { openedPage, type Page } from '../visit.test-support.ts';

type Act = (page: Page) => unknown;

const crash: Act = ({ session }) => session.crash();
const restart: Act = ({ session }) => session.restart();
const next: Act = ({ session }) => session.nextQuestion();
const playOut: Act = (page) => page.playOut();
const raise =
  (approved: boolean): Act =>
  ({ session }) =>
    session.raise('approval', { approved });

const GENERIC =
  'The workflow is complete, and nothing happened twice. What was kept was read again, not done again.';

const ENDS: readonly [sample: string, acts: readonly Act[], end: string][] = [
  ['saga', [], 'Undone: the money is back, and the stock is released. No parcel was sent.'],
  [
    'saga',
    [crash, restart],
    'Undone: the money is back, and the stock is released. No parcel was sent.',
  ],
  [
    'saga',
    [raise(false)],
    'Undone: the stock is released. The card was never charged, so no money had to go back.',
  ],
  [
    'approval',
    [crash, restart],
    'The wait went on without the app. The yes came later: one mail, and the card was charged once.',
  ],
  [
    'approval',
    [next, crash, restart],
    'No. Her answer was kept, so she was asked once, and the card was charged once.',
  ],
  ['approval', [crash, restart, raise(false)], 'She said no, and the card was not charged.'],
  [
    'reminders',
    [crash, restart],
    'Three mails in all. After the crash the replay read 1 answer, and only of its own round.',
  ],
  [
    'reminders',
    [],
    'Three mails, one in each round. A replay reads the history of its own round only.',
  ],
  [
    'clock-logged',
    [crash, restart],
    'No, nothing broke. Line 2 printed 4 times, and the mail was sent once.',
  ],
  ['clock-logged', [], 'No, nothing broke. Line 2 printed 3 times, and the mail was sent once.'],
  [
    'deploy-patch',
    [],
    'Yes. The old order went its old way: no stock was reserved, and the parcel is sent.',
  ],
  [
    'deploy-name',
    [],
    'It ended as shipOrder, as it began: no stock was reserved, and the parcel is sent.',
  ],
  [
    'gift',
    [crash, restart],
    'The parent did nothing again, and neither did the child. What each had done was kept in its own history.',
  ],
  // What happened twice is said first, and a sample without an end of its own has the general one.
  [
    'order',
    [next, crash, restart],
    'The workflow is complete, but this happened more than once: Card charged (2 times). The first answer was lost before it was kept, so the activity ran again.',
  ],
  ['coin-mended', [crash, restart], GENERIC],
];

async function endOf(sample: string, acts: readonly Act[]): Promise<Page> {
  const page = await openedPage();
  page.session.openSample(sample);
  await page.settled();
  for (const act of [...acts, playOut]) {
    await act(page);
    await page.settled();
  }
  page.session.toEnd();
  return page;
}

describe('the end of a sample answers its question', () => {
  it.each(ENDS)('%s, %o', async (sample, acts, end) => {
    const page = await endOf(sample, acts);
    expect(page.frame().sentence.text).toBe(end);
  });

  it('says what happened twice, where a crash made an undo happen twice', async () => {
    const page = await endOf('saga', []);
    const at = page
      .shown()
      .trace.steps.findIndex(
        (step) => step.kind === 'effect' && step.entry?.subject.startsWith('refund'),
      );
    page.session.seek(at, 0, 0);
    page.session.crash();
    await page.settled();
    page.session.restart();
    await page.settled();
    page.session.toEnd();
    expect(page.frame().sentence.text).toContain('Money returned (2 times)');
  });

  it('does not go to the worker, which takes no function', async () => {
    await openedPage();
    for (const { id, scenario } of samples)
      expect(() => structuredClone(codeOf(scenario)), id).not.toThrow();
  });

  it('is short', () => {
    for (const { endings = [] } of samples)
      for (const { text } of endings) expect(text.length, text).toBeLessThanOrEqual(110);
  });
});
