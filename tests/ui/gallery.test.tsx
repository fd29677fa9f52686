import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { Screen, type ScreenProps } from '../../src/ui/screen.tsx';
import { fixtures, silent } from './fixtures.ts';

function markupOf(name: string, changes: Partial<ScreenProps> = {}): string {
  const drawn = fixtures[name];
  if (!drawn) throw new Error(`there is no screen named ${name}`);
  return renderToStaticMarkup(<Screen {...drawn} {...silent} {...changes} />);
}

/** Names of all buttons, as a screen reader hears them. */
function buttonNames(markup: string): string[] {
  return [...markup.matchAll(/<button([^>]*)>(.*?)<\/button>/gs)].map(
    ([, attributes = '', inside = '']) =>
      /aria-label="([^"]*)"/.exec(attributes)?.[1] ?? inside.replace(/<[^>]*>/g, '').trim(),
  );
}

/** What is read on the screen besides the code: no listing, no code, nothing that opens on demand. */
function wordsOf(markup: string): string[] {
  const text = markup
    .replace(/<ol class="code".*?<\/ol>/gs, ' ')
    .replace(/<div id="samples".*?<\/div>/gs, ' ')
    .replace(/<title>.*?<\/title>/gs, ' ')
    .replace(/<(code|dt|dd)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]*>/g, ' ');
  return text.split(/\s+/).filter((word) => /[a-z]/i.test(word));
}

describe('every screen', () => {
  test.each(Object.keys(fixtures))('%s is drawn the same from the same props', (name) => {
    const markup = markupOf(name);
    expect(markup).toContain('<h1');
    expect(markup).toContain('<main');
    expect(markupOf(name)).toBe(markup);
  });

  test.each(Object.keys(fixtures))('%s has ids that are unique', (name) => {
    const ids = [...markupOf(name).matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a note behind a line', () => {
  test.each([
    ['first minute', 'live', 'done: answer of chargeCard, event 11'],
    ['first minute', 'again', 'done: answer of chargeCard, event 11'],
    ['coin toss disagrees', 'live', 'ch_1: answer of chargeCard, event 11'],
    ['coin toss disagrees', 'again', 'ch_1, of chargeCard'],
  ] as const)('%s, %s: its name begins with what can be seen of it', (screen, tone, name) => {
    const frame = fixtures[screen]?.frame;
    const pane = frame?.panes[0];
    if (!pane) throw new Error('There is no such screen.');
    const chip = { line: 4, text: 'ch_1', tone, event: 11, value: '{}', of: 'chargeCard' };
    const markup = markupOf(screen, { frame: { ...frame, panes: [{ ...pane, chips: [chip] }] } });
    expect(buttonNames(markup)).toContain(name);
    const [, text = ''] = /<button[^>]*class="chip".*?>(.*?)<\/button>/s.exec(markup) ?? [];
    const seen = text.replace(/<span[^>]*aria-hidden.*?<\/span>/gs, '').replace(/<[^>]*>/g, '');
    expect(name.startsWith(seen)).toBe(true);
    expect(seen).not.toBe('');
  });
});

describe('a run that is still being computed', () => {
  const [name, { frame } = {}] = Object.entries(fixtures).find(
    ([, each]) => each.frame?.isOver,
  ) ?? [''];
  const last = {
    onToEnd: () => undefined,
    ...(frame && { frame: { ...frame, index: frame.count - 1 } }),
  };

  test('has no end yet: it says so at the slider, and the end can still be asked for', () => {
    const whole = markupOf(name, last);
    const part = markupOf(name, { ...last, isComputing: true });
    const toEnd = (markup: string) => /<button[^>]*aria-label="To end"[^>]*>/.exec(markup)?.[0];
    expect(toEnd(whole)).toContain('aria-disabled="true"');
    expect(toEnd(part)).toContain('aria-disabled="false"');
    expect(whole).not.toContain('so far');
    expect(part).toMatch(/<span class="position"[^>]*>\d+ so far</);
    expect(part).toMatch(/aria-valuetext="[^"]*so far/);
    expect(part).toContain('Step: the next moment is still being computed');
  });
});

describe('how often a line has run', () => {
  test.each([
    [9, false],
    [10, true],
    [1712, true],
  ])('%s times has room beside the number of the line: %s', (times, isWide) => {
    const [name, { frame } = {}] =
      Object.entries(fixtures).find(
        ([, each]) => each.frame?.panes[0]?.line !== undefined && !each.isFirstMinute,
      ) ?? [];
    const [pane] = frame?.panes ?? [];
    if (name === undefined || !frame || !pane) throw new Error('No fixture runs a line.');
    const runs = { within: 'wake-up' as const, lines: new Map([[pane.line ?? 1, times]]) };
    const markup = markupOf(name, { frame: { ...frame, panes: [{ ...pane, runs }] } });
    expect(markup).toContain(times > 999 ? '×999+' : `×${times}`);
    expect(markup.match(/×: runs in this wake-up/g)).toHaveLength(1);
    expect(markup.includes('data-counts="wide"')).toBe(isWide);
  });
});

describe('the first minute', () => {
  test('has at most 45 words besides the code, at most 8 lines of it, and one invitation', () => {
    const markup = markupOf('first minute');
    expect(wordsOf(markup).length).toBeLessThanOrEqual(45);
    expect(markup.match(/<li class="line"/g)?.length).toBeLessThanOrEqual(8);
    // The transport is always there, but it has no words.
    expect(buttonNames(markup)).toEqual(
      expect.arrayContaining(['To start', 'Step back', 'Play', 'Step', 'Crash', 'Share']),
    );
    expect(markup).toContain('type="range"');
    expect(markup).not.toContain('Speed');
  });

  test('shows what the kept answers hold, which is what a replay reads', () => {
    const titles = [...markupOf('first minute').matchAll(/role="img" aria-label="([^"]*)"/g)];
    expect(titles.map(([, title = '']) => title.replace(/:.*(ok|res_1|ch_9).*/, ': $1'))).toEqual([
      'validate answered: ok',
      'reserveStock answered: res_1',
      'chargeCard answered: ch_9',
    ]);
  });

  test('says of a living app that a crash would take all of it, of a dead one that it has', () => {
    expect(markupOf('first minute')).toContain('>all this is lost in a crash<');
    expect(markupOf('first minute dead')).toContain('>lost in a crash<');
  });

  test('does not speak of reading again before the first restart', () => {
    for (const name of ['first minute', 'first minute dead']) {
      const markup = markupOf(name);
      expect(markup).not.toContain('data-state="read-again"');
      expect(markup).not.toContain('answer from event');
    }
    expect(markupOf('first minute replaying')).toContain('answer from event 5');
  });

  test('a crash changes nothing in the History and World zones', () => {
    const zone = (markup: string, name: string) =>
      new RegExp(`<section[^>]*class="zone ${name}".*?</section>`, 's').exec(markup)?.[0];
    for (const name of ['history', 'world']) {
      const before = zone(markupOf('first minute'), name);
      expect(before).toBeDefined();
      expect(zone(markupOf('first minute dead'), name)).toBe(before);
    }
  });
});

describe('the controls', () => {
  test('have the names that people and tests look for', () => {
    const names = buttonNames(markupOf('live with an activity'));
    for (const name of ['To start', 'Step back', 'Play', 'Step', 'Crash', 'Share'])
      expect(names).toContain(name);
    expect(buttonNames(markupOf('replaying'))).toContain('Pause');
  });

  test('Crash becomes Restart in the same place', () => {
    // What lives in the app's memory goes with it: the place is counted from a control beside it.
    const controls = (name: Parameters<typeof markupOf>[0]) => {
      const names = buttonNames(markupOf(name));
      return names.slice(names.indexOf('To start'));
    };
    const [living, dead] = [controls('live with an activity'), controls('dead')];
    expect(dead).not.toContain('Crash');
    expect(dead.indexOf('Restart')).toBe(living.indexOf('Crash'));
  });

  test('the slider says where it stands in words', () => {
    expect(markupOf('replaying')).toMatch(
      /aria-valuetext="Event 9 of 14\. App run 2, replaying\. [^"]*chargeCard/,
    );
  });

  test('Play is never switched off: at the end it plays again', () => {
    const play = (name: string) =>
      /<button[^>]*aria-label="Play"[^>]*>/.exec(markupOf(name))?.[0] ?? '';
    const { frame } = fixtures.finished ?? {};
    expect(frame?.index).toBe((frame?.count ?? 0) - 1);
    expect(play('finished')).toContain('title="Play again"');
    for (const name of ['finished', 'live with an activity'])
      expect(play(name)).not.toContain('aria-disabled="true"');
  });

  test('Undo and Redo keep the focus when there is nothing left to do', () => {
    const markup = markupOf('finished', { canUndo: false, canRedo: false });
    for (const name of ['Undo', 'Redo'])
      expect(markup).toMatch(new RegExp(`aria-label="${name}"[^>]*aria-disabled="true"`));
    expect(markup).not.toMatch(/<button[^>]* disabled/);
  });

  test('at the end the next question has the place of Crash, which is small beside it', () => {
    const drawn = fixtures['finished'];
    if (!drawn?.frame) throw new Error('There is no such screen.');
    const offer = { onNextQuestion: () => undefined, nextQuestion: 'And now?' };
    const rest = { isOver: true, status: 'COMPLETED' as const };
    const at = (frame: typeof drawn.frame) => markupOf('finished', { ...offer, frame });
    const act = (markup: string) => /<div class="big-act">.*?<\/div>/s.exec(markup)?.[0] ?? '';
    const end = at({ ...drawn.frame, ...rest });
    expect(buttonNames(act(end))).toEqual(['Next question', 'Crash']);
    expect(end.match(/Next question/g)).toHaveLength(1);
    const dead = at({ ...drawn.frame, ...rest, app: { ...drawn.frame.app, status: 'dead' } });
    expect(buttonNames(act(dead))).toEqual(['Restart']);
    const waitingFor = [{ kind: 'event', name: 'packed' } as const];
    const asleep = at({ ...drawn.frame, ...rest, status: 'RUNNING', waitingFor });
    expect(buttonNames(act(asleep))).toEqual(['Crash']);
    const cut = at({ ...drawn.frame, ...rest, status: 'RUNNING', isCutShort: true });
    expect(buttonNames(act(cut))).toEqual(['Crash']);
  });

  test('where code and history disagree it has that place, too', () => {
    const frame = fixtures['coin toss disagrees']?.frame;
    if (!frame) throw new Error('There is no such screen.');
    const offer = { onNextQuestion: () => undefined, nextQuestion: 'And now?' };
    const act = /<div class="big-act">.*?<\/div>/s.exec(
      markupOf('coin toss disagrees', { ...offer, frame }),
    )?.[0];
    expect(buttonNames(act ?? '')).toEqual(['Next question', 'Crash']);
  });

  test('after the last question, code of one’s own has that place, and the first sample is a press away', async () => {
    const frame = fixtures['coin toss disagrees']?.frame;
    if (!frame) throw new Error('There is no such screen.');
    const draw = () => markupOf('coin toss disagrees', { frame, isLastQuestion: true });
    // It is loaded when it is first shown.
    await vi.waitFor(() => expect(draw()).toContain('After the last question'));
    const markup = draw();
    const act = /<div class="big-act">.*?<\/div>/s.exec(markup)?.[0] ?? '';
    const offer = /aria-label="After the last question".*?<\/div>/s.exec(markup)?.[0] ?? '';
    expect(buttonNames(act)).toEqual(['Your own code', 'Crash']);
    expect(offer).toContain('That was the last question.');
    expect(buttonNames(offer)).toEqual(['Back to the first']);
  });

  test('where a sample asks for a wake-up, that has the place of Crash, and the other way is said beside', async () => {
    const drawn = fixtures['nothing has woken it'];
    if (!drawn?.frame) throw new Error('There is no such screen.');
    const waitingFor = [{ kind: 'event', name: 'packed', arrivesAtMs: 86_400_000 } as const];
    const frame = { ...drawn.frame, atMs: 0, waitingFor };
    const named = (isWakeInvited: boolean) => {
      const markup = markupOf('nothing has woken it', { frame, isWakeInvited });
      const act = /<div class="big-act">.*?<\/div>/s.exec(markup)?.[0] ?? '';
      const offer = /aria-label="This would wake it".*?<\/div>/s.exec(markup)?.[0] ?? '';
      return [buttonNames(act), buttonNames(offer)];
    };
    named(true);
    await vi.dynamicImportSettled();
    expect(named(true)).toEqual([['Send packed now', 'Crash'], ['Let 1 day pass: packed arrives']]);
    expect(named(false)).toEqual([
      ['Crash'],
      ['Send packed now', 'Let 1 day pass: packed arrives'],
    ]);
  });

  test('an answer that a wake-up reads is not called unhandled', () => {
    const { frame } = fixtures['replaying'] ?? {};
    const row = frame?.history[0];
    if (!frame || !row) throw new Error('There is no such screen.');
    const inbox = (state: typeof row.state, more: Partial<typeof frame> = {}) =>
      markupOf('replaying', {
        isFirstMinute: false,
        frame: { ...frame, inbox: [{ ...row, number: 99, state }], ...more },
      });
    expect(inbox('kept')).toContain('Inbox: not handled yet');
    for (const state of ['ahead', 'reading', 'read-again'] as const)
      expect(inbox(state)).toContain('Inbox: this wake-up handles it');
    // A wake-up that was cut off in its middle handles nothing.
    const dead = { app: { ...frame.app, status: 'dead' as const } };
    for (const down of [dead, { isEngineDown: true }])
      expect(inbox('read-again', down)).toContain('Inbox: not handled yet');
  });

  test('variables of the calling functions are said to be those as of the call', () => {
    const { frame } = fixtures['replaying'] ?? {};
    const pane = frame?.panes[0];
    const outer = pane?.stack[0];
    if (!frame || !pane || !outer) throw new Error('There is no such screen.');
    const names = (stack: typeof pane.stack) =>
      [
        ...markupOf('replaying', {
          isFirstMinute: false,
          frame: { ...frame, panes: [{ ...pane, stack }] },
        }).matchAll(/<p class="frame-name">(.*?)<\/p>/g),
      ].map(([, name]) => name?.replace(/<[^>]*>/g, ''));
    const inner = { ...outer, fn: 'addUp' };
    expect(names([outer])).toEqual([]);
    expect(names([outer, inner])).toEqual(['processOrder as of this call', 'addUp']);
    expect(names([outer, { ...inner, variables: [] }])).toEqual(['processOrder as of this call']);
  });

  test('a short sentence keeps its size beside a question, a long one is marked', () => {
    const { frame } = fixtures['finished'] ?? {};
    if (!frame) throw new Error('There is no such screen.');
    const isLong = (text: string) =>
      /class="sentence"[^>]*data-long="(\w+)"/.exec(
        markupOf('finished', { frame: { ...frame, sentence: { lead: 'World.', text } } }),
      )?.[1];
    expect(isLong('Card charged: $42. The answer is not kept yet.')).toBe('false');
    expect(isLong('A sentence that goes on. '.repeat(6))).toBe('true');
  });

  test('what a program has not is not offered', () => {
    const names = buttonNames(markupOf('finished'));
    expect(names).not.toContain('Another seed');
    expect(names).not.toContain('Show both');
    expect(buttonNames(markupOf('coin toss disagrees'))).toContain('Another seed');
    expect(buttonNames(markupOf('side by side'))).toContain('Show both');
    expect(names).not.toContain('Next question');
    expect(buttonNames(markupOf('finished', { onNextQuestion: () => undefined }))).toContain(
      'Next question',
    );
  });
});

// What is loaded when it is first shown is there at the second look; a part may hold another one.
beforeAll(async () => {
  for (let look = 0; look < 3; look += 1) {
    for (const name of Object.keys(fixtures)) markupOf(name);
    await vi.dynamicImportSettled();
  }
});

describe('the states', () => {
  test('a dead app has no variables, and the zone is torn', () => {
    const markup = markupOf('dead');
    expect(markup).toContain('Lost in the crash');
    expect(markup).toContain('torn-edge');
    expect(markupOf('replaying')).not.toContain('torn-edge');
  });

  test('a second effect is told by a word and by a second mark', () => {
    const markup = markupOf('charged twice');
    expect(markup).toContain('>twice<');
    expect(markup).toMatch(
      /data-count="2"><span class="counter-marks"[^>]*>(<span class="counter-mark"><\/span>){2}/,
    );
  });

  test('nothing has woken it: every way to wake it is a button', () => {
    const names = buttonNames(markupOf('nothing has woken it'));
    expect(names).toEqual(
      expect.arrayContaining(['Approve', 'Reject', 'Let 3 days pass: timer 2 fires']),
    );
  });

  test('a disagreement shows both sides, the engine’s words and the numbers drawn', () => {
    const markup = markupOf('coin toss disagrees');
    for (const text of ['History says', 'This replay asks for', 'Why it broke', '0.8103'])
      expect(markup).toContain(text);
    const message = fixtures['coin toss disagrees']?.frame?.disagreement?.divergence.message ?? '';
    expect(markup.replaceAll('&#x27;', "'")).toContain(message);
  });

  test('a disagreement offers the mended sample, where there is one', () => {
    const mendedSample = { id: 'coin-mended', name: 'The coin toss, mended' };
    expect(buttonNames(markupOf('coin toss disagrees', { mendedSample }))).toContain(
      'Open the mended sample',
    );
    expect(buttonNames(markupOf('coin toss disagrees'))).not.toContain('Open the mended sample');
  });

  test('an activity shows the answers of its own app run only', () => {
    const { frame } = fixtures['live with an activity'] ?? {};
    if (!frame) throw new Error('there is no such screen');
    const card = (run: number) =>
      markupOf('live with an activity', { frame: { ...frame, app: { ...frame.app, run } } });
    const runs = frame.requests.map(({ process }) => process);
    expect(card(Math.max(...runs))).toContain('activity-answer');
    expect(card(Math.max(...runs) + 1)).not.toContain('activity-answer');
  });

  test('a program that cannot run says where and why', () => {
    expect(markupOf('does not compile')).toContain('Line 4: ');
  });
});
