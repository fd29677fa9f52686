import { STEP_UNITS, type StepUnit } from '../../trace/step-units.ts';
import type { Command } from '../../ui/palette/find.ts';
import type { EventNames, Theme } from '../../ui/screen-state.ts';
import type { ScreenProps } from '../../ui/screen.tsx';
import { isLong } from '../../view/staircase-size.ts';
import type { Preferences } from '../preferences.ts';
import type { Session } from '../session.ts';
import { keysFor, unless } from './command-parts.ts';

const THEMES: Record<Theme, string> = {
  system: 'Theme as the system has it',
  light: 'Light theme',
  dark: 'Dark theme',
};

const NAMES: Record<EventNames, string> = {
  plain: 'Plain names for events',
  dapr: 'Dapr’s names for events',
  durabletask: 'Durable Task’s names for events',
};

const UNITS: Record<StepUnit, string> = {
  line: 'Step by line',
  event: 'Step by event',
  'wake-up': 'Step by wake-up',
  'app-run': 'Step by app run',
};

const SHORT = 'This run is short: the staircase shows all of it.';

const now = (isNow: boolean): { about?: string } => (isNow ? { about: 'As it is now.' } : {});

function namesAndThemes(session: Session, screen: ScreenProps): Command[] {
  const group = 'Look';
  return [
    ...(['plain', 'dapr', 'durabletask'] as const).map((names) => ({
      id: `names ${names}`,
      group,
      name: NAMES[names],
      words: 'dialect',
      ...now(names === screen.names),
      run: () => session.setNames(names),
    })),
    ...(['system', 'light', 'dark'] as const).map((theme) => ({
      id: `theme ${theme}`,
      group,
      name: THEMES[theme],
      words: 'colours dark mode',
      ...now(theme === screen.theme),
      run: () => session.setTheme(theme),
    })),
  ];
}

function speedAndZoom(session: Session, screen: ScreenProps): Command[] {
  const group = 'Look';
  const isStaircaseLong = screen.staircase !== undefined && isLong(screen.staircase);
  return [
    {
      id: 'faster',
      group,
      name: 'Faster',
      ...keysFor(']'),
      run: () => session.otherSpeed('faster'),
    },
    {
      id: 'slower',
      group,
      name: 'Slower',
      ...keysFor('['),
      run: () => session.otherSpeed('slower'),
    },
    {
      id: 'zoom in',
      group,
      name: 'Zoom into the staircase',
      ...keysFor('+'),
      ...unless(isStaircaseLong, SHORT),
      run: () => session.zoomStairs(1),
    },
    {
      id: 'zoom out',
      group,
      name: 'Zoom out of the staircase',
      ...keysFor('-'),
      ...unless(isStaircaseLong, SHORT),
      run: () => session.zoomStairs(-1),
    },
  ];
}

/** What changes the picture, and nothing in the run. */
export function looks(
  session: Session,
  screen: ScreenProps,
  { isAsked, isHeld }: Pick<Preferences, 'isAsked' | 'isHeld'>,
): Command[] {
  const group = 'Look';
  const isTranscribed = screen.sidePanes?.transcript.isOn === true;
  const isWired = screen.sidePanes?.wiring.isOn === true;
  return [
    {
      id: 'wiring',
      group,
      name: isWired ? 'Close the wiring' : 'Show the wiring',
      about: 'App, engine, store and world, and the messages between them.',
      words: 'architecture sidecar keys',
      ...keysFor('w'),
      run: () => session.toggleSidePane('wiring'),
    },
    {
      id: 'transcript',
      group,
      name: isTranscribed ? 'Close the transcript' : 'Show the transcript',
      about: 'The whole run as text, one sentence for each moment.',
      ...keysFor('t'),
      run: () => session.toggleSidePane('transcript'),
    },
    {
      id: 'fold',
      group,
      name: screen.isFolded ? 'Show every wake-up' : 'Fold to app runs',
      words: 'staircase rows unfold',
      run: session.toggleFold,
    },
    {
      id: 'both',
      group,
      name: screen.isBothShown ? 'Show one alone' : 'Show plain code and workflow side by side',
      ...unless(screen.canShowBoth, 'This program has one of the two only.'),
      run: session.toggleBoth,
    },
    {
      id: 'asked',
      group,
      name: isAsked ? 'Lessons: ask me nothing' : 'Lessons: ask me what will happen',
      about: 'The question stands beside the run.',
      words: 'predict quiz question',
      run: () => session.setAsked(!isAsked),
    },
    {
      id: 'held',
      group,
      name: isAsked && isHeld ? 'Lessons: do not wait for my answer' : 'Lessons: ask me first',
      about: 'The outcome is not shown before you have answered, or skipped.',
      words: 'predict quiz question wait hold',
      run: () => session.setHeld(!(isAsked && isHeld)),
    },
    ...STEP_UNITS.map((unit) => ({
      id: `unit ${unit}`,
      group,
      name: UNITS[unit],
      ...now(unit === screen.unit),
      ...keysFor('g'),
      run: () => session.setUnit(unit),
    })),
    ...speedAndZoom(session, screen),
    ...namesAndThemes(session, screen),
  ];
}
