import { otherSpeed } from '../player/timing.ts';
import { unitAfter, type StepUnit } from '../trace/step-units.ts';
import type { OpenSearch } from '../ui/history-search.tsx';
import type { EventNames, SidePaneName, Theme } from '../ui/screen-state.ts';
import { isTranscriptOpen, isWiringOpen } from './moment-view.ts';
import type { Predicted } from './lesson/predicted.ts';
import type { Preferences } from './preferences.ts';
import type { Visit } from './visit.ts';

const UNIT_WORDS: Record<StepUnit, string> = {
  line: 'One step is one line.',
  event: 'One step is one event.',
  'wake-up': 'One step is one wake-up.',
  'app-run': 'One step is one app run.',
};

/** What a reader chooses, and finds again at the next visit. Nothing moves and nothing is edited. */
export function choicesOf(visit: Visit) {
  const prefer = (change: Partial<Preferences>) =>
    visit.set({ preferences: { ...visit.state.preferences, ...change } });
  const { player } = visit.around;

  const setSpeed = (speed: number) => {
    player.send({ type: 'SPEED', speed });
    prefer({ speed: visit.player.speed });
  };
  const setUnit = (unit: StepUnit) => {
    player.send({ type: 'UNIT', unit });
    prefer({ unit });
  };
  let hearAnswer: ((answer: number) => void) | undefined;
  return {
    setSpeed,
    otherSpeed: (direction: 'faster' | 'slower') =>
      setSpeed(otherSpeed(visit.player.speed, direction)),
    setUnit,
    /** The next unit of the list, and a word of it: the key is pressed where the list is not looked at. */
    otherUnit: () => {
      setUnit(unitAfter(visit.player.unit));
      visit.toast(UNIT_WORDS[visit.player.unit]);
    },
    setTheme: (theme: Theme) => prefer({ theme }),
    togglePython: () => prefer({ isPython: !visit.state.preferences.isPython }),
    toggleFold: () => prefer({ isFolded: !visit.state.preferences.isFolded }),
    /** Opens a pane, or closes it again. What is only shown when asked for is not part of the first minute. */
    toggleSidePane: (pane: SidePaneName) => {
      const isOpen = pane === 'wiring' ? isWiringOpen(visit.state) : isTranscriptOpen(visit.state);
      visit.set({ isFirstMinute: false });
      prefer(pane === 'wiring' ? { isWired: !isOpen } : { isTranscribed: !isOpen });
      visit.show({ pane: isOpen ? undefined : pane });
    },
    showTools: () => visit.set({ isFirstMinute: false }),
    setNames: (names: EventNames) => {
      prefer({ names });
      visit.show({ lentNames: undefined });
    },
    /** The card that asks just now hears the keys; only it knows that it asks, because it is loaded late. */
    hearLesson: (listener: ((answer: number) => void) | undefined) => {
      hearAnswer = listener;
    },
    /** An answer by its number, from 0; -1 skips. Nothing happens where nothing is asked. */
    answerLesson: (answer: number) => hearAnswer?.(answer),
    /** One short line that goes by itself. */
    tell: (text: string) => visit.toast(text),
    /** Answers the question of a lesson, or skips it. */
    predict: (predicted: Predicted) => visit.set({ predicted }),
    /** Lessons ask, or do not. */
    setAsked: (isAsked: boolean) => prefer({ isAsked }),
    /** Lessons hold the outcome back until there is an answer. */
    setHeld: (isHeld: boolean) => prefer({ isAsked: true, isHeld }),
    /** Looks for events in the history. */
    search: (search: OpenSearch | undefined) => visit.set({ search }),
    /** The field takes the focus, whether or not it is open. */
    askSearch: () => {
      const { search } = visit.state;
      visit.set({
        isFirstMinute: false,
        search: { query: '', ...search, asked: (search?.asked ?? 0) + 1 },
      });
    },
    setKeys: (hasKeys: boolean) => prefer({ hasKeys }),
  };
}
