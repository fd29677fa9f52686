import { expect } from 'vitest';
import { seenOf } from '../../src/app/share/seen.ts';
import { openedPage, type Page } from '../../src/app/visit.test-support.ts';
import { fingerprintOf } from '../../src/link/fingerprint.ts';
import type { Trace } from '../../src/trace/trace.ts';
import type { Golden } from './corpus.ts';

/** Opens a link in a page without a screen, with the real engine in the real sandbox, and runs it to its end. */
export async function opened(link: string): Promise<Page> {
  const page = await openedPage(`#${link}`);
  if (page.run.getState().standing.kind === 'asking') {
    page.session.answer(true);
    await page.settled();
  }
  return page;
}

/** `COMPLETED {"paid":42} · Card charged ×2 · app runs 2 · k3x9q` */
function endOf(trace: Trace): string {
  const { status, output, ledger, processes } = seenOf(trace);
  const effects = ledger.map(({ label, subject, count }) => `${label} (${subject}) ×${count}`);
  return [
    `${status} ${output ?? ''}`.trim(),
    ...effects,
    `app runs ${processes}`,
    fingerprintOf(trace),
  ].join(' · ');
}

const ENDS_DIFFERENTLY = 'This run ends differently';

type Seen = Pick<Golden, 'at' | 'view' | 'endsDifferently'> & { end: string };

/** What a link opens as, and how its run ends. */
export async function seenAt(link: string): Promise<Seen> {
  const page = await opened(link);
  const { trace, isComplete } = page.shown();
  expect(isComplete).toBe(true);
  const notice = page.store.getState().notice?.text ?? '';
  const endsDifferently = notice.includes(ENDS_DIFFERENTLY);
  if (!endsDifferently) expect(notice).toBe('');
  const { view } = page.session.moment();
  return {
    at: page.place(),
    ...(view && { view }),
    ...(endsDifferently && { endsDifferently }),
    end: endOf(trace),
  };
}
