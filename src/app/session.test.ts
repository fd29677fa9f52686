import { describe, expect, it } from 'vitest';
import { checksumOf } from '../link/checksum.ts';
import { openedPage, openPage, type Page } from './visit.test-support.ts';

const counted = (page: Page) =>
  Object.fromEntries(page.frame().world.map(({ label, entries }) => [label, entries.length]));

const withChecksum = (content: string) => `#${content}c=${checksumOf(content)}`;

describe('the first minute', () => {
  it('opens paused before the parcel: the card is charged, three answers are kept', async () => {
    const page = await openedPage();
    expect(page.place()).toBe('t4:a4');
    expect(page.store.getState().isFirstMinute).toBe(true);
    expect(page.player.getSnapshot().value).toBe('paused');
    expect(counted(page)).toEqual({ 'Card charged': 1, 'Stock reserved': 1, 'Parcel sent': 0 });
    expect(page.bar.hash).toBe('');
  });

  it('after Crash and Restart the history is read again, the order ends, and nothing happened twice', async () => {
    const page = await openedPage();
    page.session.crash();
    await page.settled();
    expect(page.frame().app).toMatchObject({ run: 1, status: 'dead' });
    page.session.restart();
    await page.settled();
    expect(page.player.getSnapshot().value).toBe('sweeping');
    expect(page.frame().app.run).toBe(2);
    expect(page.store.getState().isFirstMinute).toBe(true);
    page.playOut();
    expect(page.frame()).toMatchObject({ isOver: true, status: 'COMPLETED' });
    expect(counted(page)).toEqual({ 'Card charged': 1, 'Stock reserved': 1, 'Parcel sent': 1 });
  });

  it.each(['showTools', 'nextQuestion', 'stepBack'] as const)(
    'stays calm at the end, until more is asked for: %s',
    async (act) => {
      const page = await openedPage();
      page.session.crash();
      await page.settled();
      page.session.restart();
      await page.settled();
      page.playOut();
      expect(page.frame().isOver).toBe(true);
      expect(page.store.getState().isFirstMinute).toBe(true);
      page.session.toggleFold();
      expect(page.store.getState().isFirstMinute).toBe(true);
      page.session[act]();
      expect(page.store.getState().isFirstMinute).toBe(false);
    },
  );

  it('lasts while the new work plays, and ends where that is paused', async () => {
    const page = await openedPage();
    page.session.crash();
    await page.settled();
    page.session.restart();
    await page.settled();
    const mode = () => page.player.getSnapshot().value;
    for (let tick = 0; tick < 200 && mode() === 'sweeping'; tick += 1)
      page.player.send({ type: 'TICK', elapsedMs: 20 });
    expect(mode()).toBe('playing');
    expect(page.frame().app.mode).toBe('live');
    expect(page.store.getState().isFirstMinute).toBe(true);
    page.player.send({ type: 'PAUSE' });
    expect(page.store.getState().isFirstMinute).toBe(false);
    page.store.setState({ isFirstMinute: true });
    page.player.send({ type: 'SPEED', speed: 2 });
    expect(page.store.getState().isFirstMinute).toBe(true);
  });

  it('ends when a person does something else', async () => {
    const page = await openedPage();
    page.session.step();
    expect(page.store.getState().isFirstMinute).toBe(false);
  });

  it('a restart of a running app is refused in words', async () => {
    const page = await openedPage();
    page.session.restart();
    await page.settled();
    expect(page.store.getState().toast).toContain('running');
    page.clock.move(5000);
    expect(page.store.getState().toast).toBeUndefined();
  });
});

describe('before any app run has started', () => {
  it('the key for Crash and Restart does nothing, and says why', async () => {
    const page = await openedPage();
    page.session.toStart();
    expect(page.frame().app.run).toBe(0);
    const { hash } = page.bar;
    page.session.crashOrRestart();
    await page.settled();
    expect(page.store.getState().toast).toContain('No app run has started yet');
    expect(page.store.getState().acts).toEqual({ done: 0, undone: 0 });
    expect(page.player.getSnapshot().context.index).toBe(0);
    expect(page.shown().scenario.interventions).toEqual([]);
    expect(page.bar.hash).toBe(hash);
  });
});

describe('moving', () => {
  it('goes by wake-ups, by interesting moments and by rows of the staircase', async () => {
    const page = await openedPage();
    page.session.crash();
    await page.settled();
    page.session.restart();
    await page.settled();
    page.session.toStart();
    const turns: string[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      page.session.toWakeUp(1);
      turns.push(page.place());
    }
    expect(turns).toEqual(['t1:sent', 't2:sent', 't3:sent', 't4:sent', 't4.2:sent', 't5:sent']);
    page.session.toRow(-1);
    expect(page.frame().app.run).toBeLessThan(2);
    page.session.toRow(1);
    expect(page.frame().app.run).toBe(2);
    page.session.toRow(1);
    expect(page.frame().app.run).toBe(2);
    page.session.toInteresting(-1);
    expect(page.frame().app).toMatchObject({ run: 1, status: 'dead' });
  });
});

describe('acts and their undoing', () => {
  it('Back undoes the crash, Forward does it again', async () => {
    const page = await openedPage();
    page.session.crash();
    await page.settled();
    const crashed = page.bar.hash;
    expect(page.store.getState().acts).toEqual({ done: 1, undone: 0 });
    page.bar.back();
    await page.settled();
    expect(page.place()).toBe('t4:a4');
    expect(page.shown().scenario.interventions).toEqual([]);
    expect(page.store.getState().acts).toEqual({ done: 0, undone: 1 });
    page.session.redo();
    await page.settled();
    expect(page.frame().app.status).toBe('dead');
    expect(page.bar.hash).toBe(crashed);
    expect(page.store.getState().acts).toEqual({ done: 1, undone: 0 });
  });

  it('moving the cursor adds no entry; at rest the address follows', async () => {
    const page = await openedPage();
    page.session.step();
    page.session.step();
    expect(page.bar.hash).toBe('');
    page.clock.move(1000);
    expect(page.bar.entries).toHaveLength(1);
    expect(page.bar.hash).toContain('at=');
    const { step, beat } = page.cursor();
    const other = await openedPage(page.bar.hash);
    expect(other.cursor()).toMatchObject({ step, beat });
  });

  it('acting in the past drops what was done later', async () => {
    const page = await openedPage();
    page.session.crash();
    await page.settled();
    page.session.restart();
    await page.settled();
    page.session.seekIndex(3);
    page.session.crash();
    await page.settled();
    expect(page.shown().scenario.interventions).toHaveLength(1);
    page.session.undo();
    await page.settled();
    expect(page.shown().scenario.interventions).toHaveLength(2);
    expect(page.player.getSnapshot().context.index).toBe(3);
  });

  it('a second press while the first is being computed does nothing', async () => {
    const page = await openedPage();
    page.session.crash();
    page.session.crash();
    page.session.restart();
    await page.settled();
    expect(page.bar.entries).toHaveLength(2);
  });

  it('works without a history: nothing can be undone then', async () => {
    const page = openPage();
    page.bar.isForbidden = true;
    void page.session.start();
    await page.settled();
    page.session.crash();
    await page.settled();
    expect(page.frame().app.status).toBe('dead');
    expect(page.store.getState().acts).toEqual({ done: 0, undone: 0 });
  });
});

describe('links', () => {
  it('a shared link opens the same picture', async () => {
    const page = await openedPage();
    page.session.crash();
    await page.settled();
    page.session.restart();
    await page.settled();
    for (let tick = 0; tick < 12; tick += 1) page.player.send({ type: 'TICK', elapsedMs: 120 });
    page.session.pause();
    page.player.send({ type: 'SEEK', index: page.player.getSnapshot().context.index });
    await page.session.share();
    const other = await openedPage(new URL(page.copied[0] ?? '').hash);
    expect(other.frame()).toEqual(page.frame());
    expect(other.store.getState()).toMatchObject({ isFirstMinute: false, notice: undefined });
  });

  it('a person opens a link in this page', async () => {
    const first = await openedPage();
    first.session.openSample('coin');
    await first.settled();
    const page = await openedPage();
    page.bar.visit(first.bar.hash);
    await page.settled();
    expect(page.frame()).toEqual(first.frame());
    expect(page.store.getState().acts).toEqual({ done: 0, undone: 0 });
    page.bar.back();
    await page.settled();
    expect(page.place()).toBe('t4:a4');
  });

  it('says what is wrong with a link, and opens its sample', async () => {
    const whole = await openedPage();
    whole.session.openSample('saga');
    await whole.settled();
    const { hash } = whole.bar;
    const cases: [string, string][] = [
      [hash.slice(0, -3), 'cut off'],
      [hash.replace('at=', 'at=x'), 'damaged'],
      [withChecksum('1/saga?seed=x&'), 'seed: '],
      [hash.replace('#1/', '#9/'), 'newer version'],
    ];
    for (const [damaged, word] of cases) {
      const page = await openedPage(damaged);
      expect(page.store.getState().notice?.text).toContain(word);
      expect(page.store.getState().notice?.text).toContain('An order that can fail');
      expect(page.shown().scenario.program).toEqual({ sample: 'saga' });
    }
  });

  it('shows the address when the browser does not let it copy', async () => {
    const page = await openedPage();
    page.around.copy = () => Promise.reject(new Error('NotAllowedError'));
    await page.session.share();
    expect(page.store.getState().toCopy?.text).toContain('#1/order?');
  });
});

describe('a restart while the workflow waits', () => {
  it('rests where nothing has woken it, says so, and goes on when asked', async () => {
    const page = await openedPage();
    page.session.openSample('saga');
    await page.settled();
    const waiting = page.shown().trace.steps.findIndex((step) => step.kind === 'idle');
    page.session.seek(waiting, 0, 0);
    page.session.crash();
    await page.settled();
    page.session.restart();
    await page.settled();
    page.playOut();
    expect(page.frame()).toMatchObject({ isUnwoken: true, isOver: false, app: { run: 2 } });
    expect(page.frame().waitingFor.map((each) => each.kind)).toContain('timer');
    page.session.play();
    page.playOut();
    expect(page.frame()).toMatchObject({ isUnwoken: false, isOver: true, status: 'COMPLETED' });
  });
});

describe('questions, samples and seeds', () => {
  it('asks three questions in a row', async () => {
    const page = await openedPage();
    page.session.nextQuestion();
    await page.settled();
    expect(page.place()).toBe('k3:effect1');
    expect(page.store.getState().question).toBe(1);
    page.session.nextQuestion();
    await page.settled();
    expect(page.shown().scenario.program).toEqual({ sample: 'order-key' });
    expect(page.store.getState().question).toBe(0);
  });

  it('after the effect the card is charged twice, with a key once', async () => {
    for (const [sample, times] of [
      ['order', 2],
      ['order-key', 1],
    ] as const) {
      const page = await openedPage();
      page.session.openSample(sample);
      if (sample === 'order') {
        await page.settled();
        page.session.nextQuestion();
      }
      await page.settled();
      page.session.crash();
      await page.settled();
      page.session.restart();
      await page.settled();
      page.playOut();
      expect(counted(page)['Card charged']).toBe(times);
      expect(page.frame().status).toBe('COMPLETED');
    }
  });

  it('shows plain code and workflow side by side, killed by the same crash', async () => {
    const page = await openedPage();
    page.session.openSample('plain');
    await page.settled();
    expect(page.frame().panes.map((pane) => pane.kind)).toEqual(['plain']);
    const { place } = page;
    const before = place();
    page.session.toggleBoth();
    await page.settled();
    expect(place()).toBe(before);
    expect(
      page
        .frame()
        .panes.map((pane) => pane.kind)
        .sort(),
    ).toEqual(['plain', 'workflow']);
  });

  it('another seed of the coin toss disagrees without a crash', async () => {
    const page = await openedPage();
    page.session.openSample('coin');
    await page.settled();
    page.session.changeSeed();
    await page.settled();
    page.session.toDisagreement();
    expect(page.frame().disagreement).toBeDefined();
  });

  it('a person approves before the scripted answer comes', async () => {
    const page = await openedPage();
    page.session.openSample('saga');
    await page.settled();
    page.session.raise('approval', { approved: false });
    await page.settled();
    expect(page.shown().trace.steps[page.cursor().step]?.kind).toBe('recorded');
    page.playOut();
    expect(page.frame().status).toBe('COMPLETED');
    expect(counted(page)).toMatchObject({ 'Card charged': 0, 'Stock released': 1 });
  });
});
