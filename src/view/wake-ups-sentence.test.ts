import { describe, expect, it } from 'vitest';
import { runOf } from './view-run.test-support.ts';
import { wakeUpsSentence } from './wake-ups-sentence.ts';

describe('what is said where every wake-up is shown', () => {
  it.each([
    ['t4:a4', ' Rows 2, 3 and 4 are before the crash.'],
    ['t3:a3', ' Rows 2 and 3 are before the crash.'],
    ['t2:a2', ' Row 2 is before the crash.'],
    ['t1:a1', ''],
  ])('after a crash at %s names the rows that read before it', async (place, where) => {
    const run = await runOf('order', [place, 'restart']);
    const { text } = wakeUpsSentence(run.stairs('r1:over', false), 1);
    expect(text).toBe(`ran from line 1 and read what was known.${where}`);
  });

  it('names no row without a crash, and the first and the last of many', async () => {
    const calm = await runOf('order');
    expect(wakeUpsSentence(calm.stairs('r1:over', false), 12).text).toBe(
      'ran from line 12 and read what was known.',
    );
    const { rows } = (await runOf('order', ['t4:a4', 'restart'])).stairs('r1:over', false);
    const [first, read] = rows;
    const many =
      first && read ? [first, ...Array.from({ length: 8 }, () => read), ...rows.slice(2)] : [];
    expect(wakeUpsSentence({ rows: many }, 1).text).toContain(' Rows 2 to 11 are before');
  });
});
