import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { openedPage } from '../app/visit.test-support.ts';
import { WAKE_UP_MEANING } from '../view/wake-up-word.ts';
import EventRecord from './event-record.tsx';
import { Memory } from './memory.tsx';

describe('what a wake-up is', () => {
  it('is said in the record of a wake-up, and in no other', async () => {
    const page = await openedPage();
    page.session.toEnd();
    const said = page
      .frame()
      .history.filter((row) =>
        renderToStaticMarkup(<EventRecord row={row} names="plain" />).includes(WAKE_UP_MEANING),
      );
    expect(said.length).toBeGreaterThan(3);
    expect(new Set(said.map(({ event }) => event.type))).toEqual(new Set(['OrchestratorStarted']));
  });
});

it('the variables of plain code are lost, not yet to come, when its order was lost', async () => {
  const page = await openedPage();
  page.session.openSample('plain');
  await page.settled();
  const memory = () =>
    page.frame().panes.map((pane) => renderToStaticMarkup(<Memory pane={pane} isDead={false} />));
  page.session.crash();
  await page.settled();
  page.session.restart();
  await page.settled();
  page.session.toEnd();
  expect(memory()).toHaveLength(1);
  expect(memory()[0]).toContain('Lost in the crash');
  expect(memory()[0]).not.toContain('None yet');
});
