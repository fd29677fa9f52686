import { describe, expect, it } from 'vitest';
import { publicDoor, publicStateOf } from './public-state.ts';
import { isStopped } from './run.ts';
import { openedPage, type Page } from './visit.test-support.ts';

const stateOf = (page: Page) =>
  publicStateOf({
    frame: page.frame(),
    scenario: page.shown().scenario,
    isComputing: page.run.getState().isComputing,
    isStopped: isStopped(page.run.getState().shown),
    isPlaying: page.player.getSnapshot().value !== 'paused',
    address: page.session.address(),
  });

describe('what the page says about itself', () => {
  it('is plain JSON, and tells the opening moment', async () => {
    const state = stateOf(await openedPage());
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    expect(state).toMatchObject({
      sample: 'order',
      shows: 'workflow',
      position: 't4:a4',
      isComputing: false,
      isStopped: false,
      appRun: 1,
      appStatus: 'running',
      mode: 'live',
      isReplaying: false,
      verdict: 'running',
    });
    expect(state.ledger.map(({ label, count }) => [label, count])).toEqual([
      ['Card charged', 1],
      ['Stock reserved', 1],
      ['Parcel sent', 0],
    ]);
    expect(state.address).toContain('#1/order?at=t4:a4&');
  });

  it('gives a verdict for a dead app, a finished order, a disagreement and a waiting one', async () => {
    const page = await openedPage();
    page.session.crash();
    await page.settled();
    expect(stateOf(page)).toMatchObject({ verdict: 'down', appStatus: 'dead' });
    page.session.restart();
    await page.settled();
    page.session.toEnd();
    expect(stateOf(page)).toMatchObject({ verdict: 'completed', status: 'COMPLETED', appRun: 2 });
    page.session.openSample('coin');
    await page.settled();
    page.session.changeSeed();
    await page.settled();
    page.session.toDisagreement();
    expect(stateOf(page).verdict).toBe('disagrees');
    page.session.openSample('saga');
    await page.settled();
    const idle = page.shown().trace.steps.findIndex((step) => step.kind === 'idle');
    page.session.seek(idle, 0, 0);
    expect(stateOf(page)).toMatchObject({ verdict: 'waiting', mode: 'none' });
  });

  it('does not tell the same twice, and survives a listener that fails', async () => {
    const page = await openedPage();
    const reported: unknown[] = [];
    const { door, tell } = publicDoor((error) => reported.push(error));
    const heard: string[] = [];
    expect(door.state()).toBeUndefined();
    expect(Object.isFrozen(door)).toBe(true);
    const stop = door.subscribe((state) => heard.push(state.position));
    const fault = new Error('not ours');
    const stopFailing = door.subscribe(() => {
      throw fault;
    });
    tell(stateOf(page));
    tell(stateOf(page));
    stopFailing();
    page.session.step();
    tell(stateOf(page));
    stop();
    page.session.step();
    tell(stateOf(page));
    expect(heard).toHaveLength(2);
    expect(heard[0]).toBe('t4:a4');
    expect(reported).toEqual([fault]);
    expect(door.state()?.index).toBe(page.player.getSnapshot().context.index);
    // In its place stands code that can't run.
    tell(undefined);
    expect(door.state()).toBeUndefined();
  });
});
