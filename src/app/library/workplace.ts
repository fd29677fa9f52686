import type { Moment, Scenario } from '../../sim/scenario.ts';
import type { Keeping } from '../../ui/editor/editor-state.ts';
import type { Drawing } from '../drawing/drawing.ts';
import type { Alarm } from '../engine-client.ts';
import type { RunStore } from '../run.ts';
import type { AppState } from '../store.ts';
import type { Code, Entry, Library } from './entry.ts';
import type { Tabs } from './tabs.ts';

/** The visit, as far as keeping it touches it. */
export interface Workplace {
  readonly moment: Moment;
  readonly state: AppState;
  readonly around: {
    library: Library;
    tabs: Tabs;
    run: RunStore;
    alarm: Alarm;
    nowMs(this: void): number;
    newId(this: void): string;
    /** What turns a run into a picture, as soon as it is loaded. */
    drawing(this: void): Drawing | undefined;
    loadDescriber(this: void): Promise<void>;
  };
  set(change: Partial<AppState>): void;
  toast(text: string): void;
  /** The entry that a reload of this entry of the browser's history leads back to. */
  remember(entry: string | undefined): void;
}

/** What is on the screen at one moment: all by reference, so that it costs nothing to take. */
export interface Snapshot extends Moment {
  code: Code | undefined;
  atMs: number;
}

/** The entry that this tab works on. It exists in the library from the first act on. */
export interface Slot {
  id: string;
  /** As it was kept last, as far as this tab knows. */
  kept?: Entry;
  /** As it is on the screen. */
  scenario: Scenario;
  last?: Snapshot;
  /** The name that a copy begins with. */
  copyName?: string;
  /** Said in the editor for as long as this program is open. */
  note?: string;
  /** The scenario whose name and picture are kept: they need the whole run. */
  looked?: Scenario;
}

/** What a scenario that comes on the screen belongs to. `none`: to nothing yet; an act begins an entry of its own. */
export type Belonging = 'act' | 'typed' | 'none' | 'begin' | { entry: Entry };

/** What the editor has to say to what is kept. */
export interface Writing {
  /** The program as it is being changed; undefined: it is the sample's own text. */
  code(): Code | undefined;
  isOpen(): boolean;
  tell(keeping: Keeping): void;
  /** What is typed and could not run does not belong to the scenario that comes. */
  leave(): void;
}

/** What the messages about what is kept offer. */
export interface Hands {
  /** Hands the scenario on the screen to the person as a file. */
  saveFile(): void;
  /** Opens an entry of the library. */
  open(id: string): void;
}
