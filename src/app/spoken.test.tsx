import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { spokenOf } from '../ui/live-region.tsx';
import { NoticeBar } from '../ui/notice.tsx';
import { PredictCard } from '../ui/predict/predict-card.tsx';
import { heldSentence } from './drawing/held-sentence.ts';
import { openedPage, type Page } from './visit.test-support.ts';

type Act = (page: Page) => unknown;

/** Opens a page, does these things, and waits after each until it is computed. */
async function pageAfter(acts: readonly Act[]): Promise<Page> {
  const page = await openedPage();
  for (const act of acts) {
    await act(page);
    await page.settled();
  }
  return page;
}

/** As the screen says it: the sentence that is held while a run plays, or that of the moment. */
function spokenIn(page: Page) {
  const { trace, program } = page.shown();
  const { timeline, index } = page.player.getSnapshot().context;
  const isPlaying = page.player.getSnapshot().value !== 'paused';
  const held = isPlaying ? heldSentence(trace, timeline, index, program) : undefined;
  const frame = page.frame();
  return spokenOf(held ? { ...frame, sentence: held } : frame);
}

const open =
  (id: string): Act =>
  ({ session }) =>
    session.openSample(id);
const crash: Act = ({ session }) => session.crash();
const restart: Act = ({ session }) => session.restart();
const toEnd: Act = ({ session }) => session.toEnd();
const playOut: Act = (page) => page.playOut();
const undo: Act = ({ session }) => session.undo();
const toDisagreement: Act = ({ session }) => session.toDisagreement();
const apart = [open('coin'), ({ session }: Page) => session.changeSeed(), toDisagreement];
const silent = [open('http-charge'), toDisagreement];

const polite: Record<string, [acts: readonly Act[], text: string]> = {
  'a step back': [
    [({ session }) => session.stepBack()],
    'New work starts here. Event 11 brings the answer of chargeCard to line 4: ch_1.',
  ],
  'the start': [
    [({ session }) => session.toStart()],
    'Start. Somebody starts processOrder with A-1042. The request is kept in the inbox.',
  ],
  'a restart and the whole sweep after it': [
    [crash, restart],
    'Replay. App run 2 starts at line 1 and reads 3 answers from the history. These activities do not run again.',
  ],
  'the end after a restart': [
    [crash, restart, playOut],
    'The end. The workflow is complete, and nothing happened twice. What was kept was read again, not done again.',
  ],
  'the end after a duplicate': [
    [({ session }) => session.nextQuestion(), crash, restart, playOut],
    'The end. The workflow is complete, but this happened more than once: Card charged (2 times). The first answer was lost before it was kept, so the activity ran again.',
  ],
  'the end after a disagreement': [
    [...apart, toEnd],
    'The end. Code and history disagreed, so this workflow has failed for good.',
  ],
  'the end after a silent difference': [
    [...silent, toEnd],
    'The end. The workflow is complete, but this happened more than once: Card charged (2 times). The workflow’s own code asked for it, and every wake-up runs that code again.',
  ],
  'an error that the code caught': [
    [open('saga'), toEnd],
    'The end. Undone: the money is back, and the stock is released. No parcel was sent.',
  ],
};

describe('said politely', () => {
  it.each(Object.keys(polite))('%s', async (what) => {
    const [acts = [], text] = polite[what] ?? [];
    expect(spokenIn(await pageAfter(acts)).polite).toBe(text);
  });
});

const urgent: Record<string, [acts: readonly Act[], cause: string, text: string]> = {
  'a crash of the app': [
    [crash],
    'crash 1',
    'App run 1 crashed. Its variables are gone. The history and the world stay. Unfinished work will be sent again.',
  ],
  'a crash of the engine': [
    [({ session }) => session.crashParty('sidecar')],
    'engine',
    'The engine crashed. The wake-up was not saved, so it will be sent again. The store still holds the history, the inbox and the timers. The app keeps its memory, but nothing reaches it.',
  ],
  'a disagreement': [
    apart,
    'apart',
    'Code and history disagree. Event 3 (task ID 1) says mailVoucher, but this replay asks for mailGift. The history can’t change, so Dapr stops here.',
  ],
  'the end after a disagreement, to which somebody jumped': [
    [...apart, toEnd],
    'apart',
    'Code and history disagreed, so this workflow has failed for good.',
  ],
  'a silent difference': [
    silent,
    'silent',
    'Silently different. No engine reports this. The history keeps what sendParcel was first given, and its answer. The code goes on with the new value: from here on the two do not fit.',
  ],
  'nothing, of a run that goes well': [[crash, restart, playOut], '', ''],
};

describe('said at once, before all else', () => {
  it.each(Object.keys(urgent))('%s', async (what) => {
    const [acts = [], cause, text] = urgent[what] ?? [];
    expect(spokenIn(await pageAfter(acts)).urgent).toEqual({ cause, text });
  });
});

const words: Record<string, [acts: readonly Act[], ...told: string[]]> = {
  'a link copied': [[({ session }) => session.share()], 'Link copied. It opens this very moment.'],
  'the run copied': [
    [({ session }) => session.shareMarkdown()],
    'The run was copied as Markdown, one sentence a step.',
  ],
  'an act undone': [[crash, undo], 'Undone.'],
  'an act done again': [[crash, undo, ({ session }) => session.redo()], 'Undone.', 'Done again.'],
  'nothing to undo': [[undo], 'There is nothing to undo.'],
  'the same thing twice': [
    [({ session }) => session.share(), ({ session }) => session.share()],
    'Link copied. It opens this very moment.',
    'Link copied. It opens this very moment.',
  ],
  'another unit': [[({ session }) => session.otherUnit()], 'One step is one event.'],
  'no disagreement': [[toDisagreement], 'Code and history agree in the whole run.'],
  'no zoom': [
    [({ session }) => session.zoomStairs(1)],
    'This run is short: the staircase shows all of it.',
  ],
};

describe('said of a press, as many times as it is pressed', () => {
  it.each(Object.keys(words))('%s', async (what) => {
    const [acts = [], ...told] = words[what] ?? [];
    const page = await openedPage();
    const heard: (string | undefined)[] = [];
    page.store.subscribe((state, before) => {
      if (state.told !== before.told) heard.push(state.toast);
    });
    for (const act of acts) {
      await act(page);
      await page.settled();
    }
    expect(heard).toEqual(told);
  });
});

/** The live regions of a piece of the page: how it is said, and what. */
const regionsIn = (markup: string): [string, string][] =>
  [...markup.matchAll(/role="(status|alert)"[^>]*>(.*)<\/div>/gs)].map(
    ([, how = '', inside = '']) => [
      how,
      inside
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    ],
  );

const nothing = () => undefined;
const lesson = {
  ask: 'How often is the card charged?',
  options: [
    { text: 'Once', why: 'The service sees the same key.' },
    { text: 'Twice', why: 'It would be, without a key.' },
  ],
  next: 'Now crash the app, restart it, and see.',
  isWaiting: false,
  isHeld: true,
  onHeld: nothing,
  onAnswer: nothing,
  onKeys: nothing,
};

describe('said by a part of the page', () => {
  it.each([
    [
      'an error',
      <NoticeBar key="0" notice={{ tone: 'error', text: 'The engine gave up.' }} />,
      ['alert', 'The engine gave up.'],
    ],
    [
      'a warning',
      <NoticeBar key="1" notice={{ tone: 'warning', text: 'The link is damaged.' }} />,
      ['status', 'The link is damaged.'],
    ],
    [
      'an answer to a lesson, before it is seen',
      <PredictCard key="2" {...lesson} answer={1} right={undefined} />,
      ['status', 'You said: twice. Now crash the app, restart it, and see.'],
    ],
    [
      'an answer to a lesson that was wrong',
      <PredictCard key="3" {...lesson} answer={1} right={0} />,
      ['status', 'You said: twice. In fact: once. It would be, without a key.'],
    ],
    [
      'an answer to a lesson that was right',
      <PredictCard key="4" {...lesson} answer={0} right={0} />,
      ['status', 'You said: once. Right. The service sees the same key.'],
    ],
  ])('%s', (_, part, region) => {
    expect(regionsIn(renderToStaticMarkup(part))).toEqual([region]);
  });
});
