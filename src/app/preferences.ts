import { isStepUnit, type StepUnit } from '../trace/step-units.ts';
import { clampSpeed } from '../player/timing.ts';
import type { EventNames, Theme } from '../ui/screen-state.ts';

/** What a reader has chosen, kept on this device. */
export interface Preferences {
  theme: Theme;
  /** 0.25 to 8. */
  speed: number;
  /** How far one step goes. */
  unit: StepUnit;
  /** The staircase has one row for each app run. */
  isFolded: boolean;
  /** Whose names the events have. */
  names: EventNames;
  /** The wiring stands in the place of the zones. */
  isWired: boolean;
  /** Lessons ask what will happen before they show it. */
  isAsked: boolean;
  /** They show it only when there is an answer, or when the question was skipped. */
  isHeld: boolean;
  /** The transcript stands in the place of the staircase. */
  isTranscribed: boolean;
  /** Programs are read in Python, where there is such a reading. */
  isPython: boolean;
  /** Single keys do something. */
  hasKeys: boolean;
}

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  speed: 1,
  unit: 'line',
  isFolded: true,
  isWired: false,
  isAsked: true,
  isHeld: false,
  isTranscribed: false,
  names: 'plain',
  isPython: false,
  hasKeys: true,
};

const NAME = 'replayscope.preferences';

/** The part of `localStorage` that is used. It may refuse everything: a browser can forbid it. */
export interface Shelf {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
}

/** Reads the preferences; whatever cannot be read is as if it had never been chosen. */
export function readPreferences(shelf: () => Shelf): Preferences {
  try {
    const kept: unknown = JSON.parse(shelf().getItem(NAME) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return DEFAULT_PREFERENCES;
    const {
      theme,
      speed,
      unit,
      isFolded,
      isWired,
      isAsked,
      isHeld,
      isTranscribed,
      names,
      isPython,
      hasKeys,
    } = kept as Partial<Record<keyof Preferences, unknown>>;
    return {
      theme: theme === 'light' || theme === 'dark' ? theme : DEFAULT_PREFERENCES.theme,
      speed: typeof speed === 'number' ? clampSpeed(speed) : DEFAULT_PREFERENCES.speed,
      unit: isStepUnit(unit) ? unit : DEFAULT_PREFERENCES.unit,
      isFolded: typeof isFolded === 'boolean' ? isFolded : DEFAULT_PREFERENCES.isFolded,
      isWired: typeof isWired === 'boolean' ? isWired : DEFAULT_PREFERENCES.isWired,
      isAsked: typeof isAsked === 'boolean' ? isAsked : DEFAULT_PREFERENCES.isAsked,
      isHeld: typeof isHeld === 'boolean' ? isHeld : DEFAULT_PREFERENCES.isHeld,
      isTranscribed:
        typeof isTranscribed === 'boolean' ? isTranscribed : DEFAULT_PREFERENCES.isTranscribed,
      names: names === 'dapr' || names === 'durabletask' ? names : DEFAULT_PREFERENCES.names,
      isPython: typeof isPython === 'boolean' ? isPython : DEFAULT_PREFERENCES.isPython,
      hasKeys: typeof hasKeys === 'boolean' ? hasKeys : DEFAULT_PREFERENCES.hasKeys,
    };
  } catch {
    return DEFAULT_PREFERENCES;
  }
}

/** Keeps the preferences where the browser allows it. Elsewhere they last as long as the page. */
export function writePreferences(shelf: () => Shelf, preferences: Preferences): void {
  try {
    shelf().setItem(NAME, JSON.stringify(preferences));
  } catch {
    // Private windows and full disks: nothing to be done, and nothing that the reader must know.
  }
}
