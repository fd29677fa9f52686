import { otherSpeed } from '../player/timing.ts';
import type { Settings } from '../ui/editor/run-settings.tsx';
import type { EventNames, Theme } from '../ui/screen-state.ts';
import { actsOf } from './acts.ts';
import { addressOf } from './address.ts';
import { CodeEditor } from './own-code/editing.ts';
import { openOwnCode } from './own-code/opening.ts';
import { changeSettings } from './own-code/settings.ts';
import { Exploring } from './exploring.ts';
import { mend, mendsFor, type Mend } from './mend.ts';
import { movesOf } from './moves.ts';
import { openFiles } from './scenario-file.ts';
import type { Preferences } from './preferences.ts';
import { shareActsOf } from './share/share-acts.ts';
import { Visit, type Surroundings } from './visit.ts';

export type Session = ReturnType<typeof openSession>;

/** All that a person can do in the page. */
export function openSession(around: Surroundings) {
  const visit = new Visit(around);
  const editor = new CodeEditor(visit);

  const prefer = (change: Partial<Preferences>) =>
    visit.set({ preferences: { ...visit.state.preferences, ...change } });

  const setSpeed = (speed: number) => {
    around.player.send({ type: 'SPEED', speed });
    prefer({ speed: visit.player.speed });
  };

  const address = () => addressOf(around.bar.href, visit.moment);
  /** The browser went to another entry, or a person opened another address in this page. */
  const onAddress = () => visit.arrive(false);
  const ownCode = openOwnCode(visit, editor);

  return {
    ...movesOf(visit),
    ...actsOf(visit),
    ...shareActsOf(visit),
    /** What many runs have shown. */
    exploring: new Exploring(visit),
    /** Opens what the address names. */
    start: () => {
      visit.arrive(true);
      void editor.reopen();
    },
    onAddress,
    /** The address of the moment on the screen. */
    address,
    /** A scenario or a program, dropped or chosen. What is wrong with it is said in a notice. */
    openFiles: (files: readonly File[]) =>
      openFiles(files, {
        ...around,
        session: { address, onAddress },
        openCode: ownCode.openText,
      }),
    /** What the linter would change in these lines of a program. */
    mendsFor: (source: string, lines: readonly number[]) =>
      mendsFor(source, lines, around.readProgram),
    /** Changes the code where it broke, and starts a new workflow with it. */
    mend: (chosen: Mend) => mend(visit, chosen),
    /** The text of the program, as it is being changed. */
    editor,
    ownCode,
    changeSettings: (change: Partial<Settings>) => changeSettings(visit, change),
    showOwnCode: (isOwnCodeOpen: boolean) => visit.set({ isOwnCodeOpen }),
    /** A stranger's code shall run, or only be read. */
    answer: (isWanted: boolean) => visit.answer(isWanted),
    setSpeed,
    otherSpeed: (direction: 'faster' | 'slower') =>
      setSpeed(otherSpeed(visit.player.speed, direction)),
    setTheme: (theme: Theme) => prefer({ theme }),
    /** Shows another workflow instance; nothing moves and nothing is edited. */
    showInstance: (focus: string) => visit.set({ focus, isFirstMinute: false }),
    toggleFold: () => prefer({ isFolded: !visit.state.preferences.isFolded }),
    /** Opens a pane, or closes it again. What is only shown when asked for is not part of the first minute. */
    toggleSidePane: () => {
      visit.set({ isFirstMinute: false });
      prefer({ isWired: !visit.state.preferences.isWired });
    },
    setNames: (names: EventNames) => prefer({ names }),
    setKeys: (hasKeys: boolean) => prefer({ hasKeys }),
    askVariables: (isAskingVariables: boolean) => visit.set({ isAskingVariables }),
    showHelp: (isHelpOpen: boolean) => visit.set({ isHelpOpen }),
    dismissNotice: () => visit.set({ notice: undefined }),
    dismissCopy: () => visit.set({ toCopy: undefined }),
  };
}
