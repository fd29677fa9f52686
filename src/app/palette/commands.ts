import type { Command } from '../../ui/palette/find.ts';
import type { ScreenProps } from '../../ui/screen.tsx';
import { SHARE_WAYS } from '../../ui/share-ways.ts';
import { GLOSSARY } from '../../view/glossary.ts';
import { focusNow } from '../lesson/followed.ts';
import type { Session } from '../session.ts';
import { waysOf } from '../ways-offered.ts';
import { keysFor, unless } from './command-parts.ts';
import { looks } from './looks.ts';
import { numberedPlaces, type Around } from './numbered.ts';

/** What the palette knows: all that the screen is drawn from, and all that a person can do. */
export interface Offer {
  session: Session;
  screen: ScreenProps;
  around: Around;
}

/** Everything that can be done at this moment, in the order in which it is listed; what is impossible says why. */
export function commandsOf({ session, screen, around }: Offer): Command[] {
  return [
    ...acts(session, screen, focusNow(session.visit)),
    ...moves(session, screen),
    ...looks(session, screen, around.store.getState().preferences),
    ...handing(screen),
    ...programs(session, screen),
    ...words(session),
  ];
}

function acts(session: Session, screen: ScreenProps, focus: string | undefined): Command[] {
  const { frame } = screen;
  const isDead = frame?.app.status === 'dead' || frame?.isEngineDown === true;
  const hasApp = frame !== undefined && frame.app.run > 0;
  const group = 'Do';
  return [
    {
      id: 'crash',
      group,
      name: 'Crash the app',
      words: 'kill die',
      ...keysFor('x'),
      ...unless(hasApp && !isDead, hasApp ? 'It is down already.' : 'No app run has started yet.'),
      run: session.crash,
    },
    {
      id: 'restart',
      group,
      name: 'Restart',
      words: 'start again replay',
      ...keysFor('x'),
      ...unless(isDead, 'The app is alive.'),
      run: session.restart,
    },
    {
      id: 'restart next',
      group,
      name: 'Restart with version 2',
      words: 'deploy',
      ...unless(isDead && screen.hasNext === true, restartReason(screen.hasNext === true)),
      run: session.restartWithNext,
    },
    {
      id: 'point',
      group,
      name: 'What can fail here',
      about: 'The places at which what goes on now can fail.',
      words: 'fault crash window',
      ...keysFor('f'),
      run: () => session.point(),
    },
    {
      id: 'undo',
      group,
      name: 'Undo the last act',
      ...keysFor('z'),
      ...unless(screen.canUndo, 'There is nothing to undo.'),
      run: session.undo,
    },
    {
      id: 'redo',
      group,
      name: 'Do it again',
      words: 'redo',
      ...keysFor('Shift+z'),
      ...unless(screen.canRedo, 'Nothing was undone.'),
      run: session.redo,
    },
    ...waysOf(session, focus).map((way): Command => ({
      id: `way ${way.id}`,
      group: 'Ways to fail, and what people can do',
      name: `${way.group}: ${way.name.charAt(0).toLowerCase()}${way.name.slice(1)}`,
      about: way.about,
      ...(way.words !== undefined && { words: way.words }),
      ...(way.reason !== undefined && { reason: way.reason }),
      run: way.onPress,
    })),
    ...events(session, screen),
  ];
}

const restartReason = (hasNext: boolean): string =>
  hasNext ? 'The app is alive.' : 'This program has no version 2.';

/** Answers to events that the workflow waits for. */
function events(session: Session, { frame, eventChoices }: ScreenProps): Command[] {
  const waiting = new Set(
    (frame?.waitingFor ?? []).flatMap((each) => (each.kind === 'event' ? [each.name] : [])),
  );
  return (eventChoices ?? [])
    .filter(({ event }) => waiting.has(event))
    .map(({ event, label, data }) => ({
      id: `event ${event} ${label}`,
      group: 'Ways to fail, and what people can do',
      name: `Workflow: ${label.toLowerCase()}`,
      about: `Sends the event ${event}.`,
      words: 'raise event signal send',
      run: () => session.raise(event, data),
    }));
}

function moves(session: Session, { isPlaying }: ScreenProps): Command[] {
  const group = 'Move';
  const move = (id: string, name: string, key: string, run: () => void): Command => ({
    id,
    group,
    name,
    ...keysFor(key),
    run,
  });
  return [
    move('play', isPlaying ? 'Pause' : 'Play', ' ', session.playOrPause),
    move('step', 'Step', 'ArrowRight', session.step),
    move('step back', 'Step back', 'ArrowLeft', session.stepBack),
    move('next', 'Next interesting moment', 'n', () => session.toInteresting(1)),
    move('before', 'Interesting moment before', 'p', () => session.toInteresting(-1)),
    move('next wake-up', 'Next wake-up', 'Shift+ArrowRight', () => session.toWakeUp(1)),
    move('wake-up before', 'Wake-up before', 'Shift+ArrowLeft', () => session.toWakeUp(-1)),
    move('start', 'To start', 'Home', session.toStart),
    move('end', 'To the end', 'End', session.toEnd),
    move('disagree', 'Where code and history disagree', 'd', session.toDisagreement),
    {
      ...move('go to', 'Go to event, wake-up or moment …', '', () => undefined),
      about: 'Write its number here: event 5, wake-up 2.',
      reason: 'Write its number here: event 5, wake-up 2.',
    },
  ];
}

/** For a query with a number. */
export function numberedCommands(
  { session, around }: Pick<Offer, 'session' | 'around'>,
  asked: { of: 'event' | 'wake-up' | 'moment' | 'any'; number: number },
): Command[] {
  const { of, number } = asked;
  const places = numberedPlaces(around, number);
  return (['event', 'wake-up', 'moment'] as const)
    .filter((each) => of === each || of === 'any')
    .map((each) => {
      const place = places[each];
      return {
        id: `go to ${each}`,
        group: 'Go to',
        name: `Go to ${each} ${number}`,
        ...(place.index === undefined && { reason: place.reason }),
        run: () => {
          if (place.index !== undefined) session.seekIndex(place.index);
        },
      };
    });
}

function handing({ share, onCopyPython, python }: ScreenProps): Command[] {
  return [
    ...SHARE_WAYS.map(({ id, name, about }): Command => ({
      id: `share ${id}`,
      group: 'Share',
      name: `Share: ${name.charAt(0).toLowerCase()}${name.slice(1)}`,
      about,
      words: 'copy save export',
      ...(id === 'moment' && keysFor('s')),
      run: share.take[id],
    })),
    {
      id: 'share python',
      group: 'Share',
      name: 'Copy the program in Python',
      ...unless(python !== undefined, 'What is shown has no Python reading.'),
      run: () => onCopyPython?.(),
    },
  ];
}

function programs(session: Session, screen: ScreenProps): Command[] {
  const group = 'Programs';
  return [
    { id: 'edit', group, name: 'Edit the code', run: () => session.editor.open() },
    {
      id: 'own',
      group,
      name: 'Your own code',
      about: 'Paste it, open a file, or change a sample.',
      run: () => session.showOwnCode(true),
    },
    {
      id: 'my scenarios',
      group,
      name: 'My scenarios',
      about: 'Go on with something that you have done before.',
      run: () => session.library.show(true),
    },
    {
      id: 'crash everywhere',
      group,
      name: 'Crash everywhere',
      about: 'The same run again and again, with a crash at every moment.',
      words: 'explore',
      run: () => session.exploring.show('crashes'),
    },
    {
      id: 'check deploy',
      group,
      name: 'Check the deploy',
      about: 'What becomes of a running workflow when version 2 arrives.',
      words: 'explore',
      ...unless(screen.hasNext === true, 'This program has no version 2.'),
      run: () => session.exploring.show('deployment'),
    },
    {
      id: 'seed',
      group,
      name: 'Another seed',
      words: 'random',
      ...unless(screen.canChangeSeed, 'This program draws no numbers.'),
      run: session.changeSeed,
    },
    {
      id: 'next question',
      group,
      name: 'Next question',
      words: 'lesson',
      ...keysFor('q'),
      ...(screen.nextQuestion === undefined
        ? { reason: 'No question follows this program.' }
        : { about: screen.nextQuestion }),
      run: session.nextQuestion,
    },
    ...screen.samples.map(({ id, group: of, name, question }) => ({
      id: `sample ${id}`,
      group: 'Samples',
      name,
      about: question,
      words: of,
      run: () => session.openSample(id),
    })),
  ];
}

function words(session: Session): Command[] {
  return [
    {
      id: 'help',
      group: 'Words and help',
      name: 'Keyboard shortcuts',
      ...keysFor('?'),
      run: () => session.showHelp(true),
    },
    {
      id: 'glossary',
      group: 'Words and help',
      name: 'Glossary',
      about: 'The words of the screen, and what engineers call them.',
      run: () => session.showDialog('glossary'),
    },
    ...GLOSSARY.map(({ word, also, meaning }) => ({
      id: `word ${word}`,
      group: 'Words and help',
      name: `What is ${article(word)}?`,
      about: meaning,
      words: also.join(' '),
      run: () => session.showDialog('glossary'),
    })),
  ];
}

const UNCOUNTED = new Set(['history', 'new work', 'replay', 'durable execution']);

const article = (word: string): string =>
  UNCOUNTED.has(word) ? word : `${/^[aeiou]/i.test(word) ? 'an' : 'a'} ${word}`;
