import { otherSpeed } from '../player/timing.ts';
import type { Theme } from '../ui/screen-state.ts';
import { actsOf } from './acts.ts';
import { addressOf } from './address.ts';
import { movesOf } from './moves.ts';
import type { Preferences } from './preferences.ts';
import { shareActsOf } from './share/share-acts.ts';
import { Visit, type Surroundings } from './visit.ts';

export type Session = ReturnType<typeof openSession>;

/** All that a person can do in the page. */
export function openSession(around: Surroundings) {
  const visit = new Visit(around);

  const prefer = (change: Partial<Preferences>) =>
    visit.set({ preferences: { ...visit.state.preferences, ...change } });

  const setSpeed = (speed: number) => {
    around.player.send({ type: 'SPEED', speed });
    prefer({ speed: visit.player.speed });
  };

  return {
    ...movesOf(visit),
    ...actsOf(visit),
    ...shareActsOf(visit),
    /** Opens what the address names. */
    start: () => visit.arrive(true),
    /** The browser went to another entry, or a person opened another address in this page. */
    onAddress: () => visit.arrive(false),
    /** The address of the moment on the screen. */
    address: () => addressOf(around.bar.href, visit.moment),
    setSpeed,
    otherSpeed: (direction: 'faster' | 'slower') =>
      setSpeed(otherSpeed(visit.player.speed, direction)),
    setTheme: (theme: Theme) => prefer({ theme }),
    /** Shows another workflow instance; nothing moves and nothing is edited. */
    showInstance: (focus: string) => visit.set({ focus, isFirstMinute: false }),
    toggleFold: () => prefer({ isFolded: !visit.state.preferences.isFolded }),
    setKeys: (hasKeys: boolean) => prefer({ hasKeys }),
    showHelp: (isHelpOpen: boolean) => visit.set({ isHelpOpen }),
    dismissNotice: () => visit.set({ notice: undefined }),
    dismissCopy: () => visit.set({ toCopy: undefined }),
  };
}
