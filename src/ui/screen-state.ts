import type { ReactNode } from 'react';

/** `system`: the theme follows the reader's own setting. */
export type Theme = 'system' | 'light' | 'dark';

/** Whose names the events of the history have on the screen. */
export type EventNames = 'plain' | 'dapr' | 'durabletask';

/** A pane that is shown when it is asked for: in the place of another one, and on the phone as a tab. */
export interface SidePane {
  isOn: boolean;
  draw: (panel: { id: string; tabId?: string }) => ReactNode;
}

/** The panes that can be asked for. */
export type SidePaneName = 'wiring' | 'transcript';

/** One sample as the chooser shows it. */
export interface SampleChoice {
  id: string;
  /** Heading of the group in which it is offered. The samples of a group stand together. */
  group: string;
  name: string;
  /** The headline of the screen while this sample is open. */
  question: string;
}

/** Lines of the program's source, from 1, both ends included. */
export interface LineRange {
  from: number;
  to: number;
}

/** One way to answer an event that is waited for: a button such as `Approve`. */
export interface EventChoice {
  /** Name of the external event. */
  event: string;
  label: string;
  data: unknown;
}

/** A message above the zones. It stays until it is dismissed or its cause is gone. */
export interface Notice {
  tone: 'info' | 'warning' | 'error';
  text: string;
  /** Of the run on the screen: not told over what many runs have shown, nor over the editor. */
  isOfRun?: true;
  /** It stays through what is done to this sample. */
  staysWith?: string;
  action?: { label: string; onPress: () => void };
  /** Another way, where there are two. */
  other?: { label: string; onPress: () => void };
}

/**
 * What keeps the screen from showing a run. `loading`: the machine is not ready yet. `asking`: somebody else's code waits for
 * the person's word; `isOnlyRead`: they want to read it first; `next`: its version 2.
 */
export type Standing =
  | { kind: 'ready' }
  | { kind: 'loading'; text?: string }
  | { kind: 'asking'; isOnlyRead: boolean; next?: string }
  | { kind: 'problem'; title: string; problems: { text: string; line?: number }[] };
