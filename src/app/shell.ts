import type { ComponentType } from 'react';
import type { ScreenProps } from '../ui/screen.tsx';
import type { Frame } from '../view/frame.ts';
import type { Drawing } from './drawing/drawing.ts';
import type { Shortcut } from './keyboard.ts';
import type { Preferences } from './preferences.ts';
import type { PublicState } from './public-state.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './visit.ts';

type Around = Pick<Surroundings, 'player' | 'store' | 'run'>;

export interface TopProps {
  session: Session;
  around: Around;
  screen: ScreenProps;
  /** What is on the screen, once it is there. */
  frame?: Frame;
}

/** In what the app runs: a page of its own, or an embed in somebody else's. */
export interface Shell extends Pick<
  Surroundings,
  'bar' | 'library' | 'tabs' | 'isGuest' | 'colours' | 'paint'
> {
  preferences: Preferences;
  /** Loads what turns a run into a picture. */
  bringDrawing: () => Promise<{ drawing: Drawing }>;
  /** Draws the app. */
  Top: ComponentType<TopProps>;
  /** Whether a key does something here. */
  hasShortcut: (shortcut: Shortcut) => boolean;
  /** The app is there, and nothing is drawn yet. What comes back hears every state of the page. */
  begin: (session: Session, around: Around) => (state: PublicState) => void;
}
