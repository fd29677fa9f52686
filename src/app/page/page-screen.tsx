import { useMemo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { PointingContext } from '../../ui/faults/pointing.ts';
import { RescueContext } from '../../ui/rescue.ts';
import { Screen, type ScreenProps } from '../../ui/screen.tsx';
import { isOf } from '../exploring.ts';
import type { Session } from '../session.ts';
import type { TopProps } from '../shell.ts';

/** Loaded when they are first opened. */
const Exploration = lazyPart('The explorer', () => import('../exploration.tsx'));
const ExploreBand = lazyPart('The band', () => import('../explore-band.tsx'));
const PaletteDialog = lazyPart('The palette', () => import('../palette/palette-dialog.tsx'));
const GlossaryDialog = lazyPart('The glossary', () => import('../palette/glossary-dialog.tsx'));
const LibraryDialog = lazyPart('The list', () => import('../library/library-dialog.tsx'));
const OwnCodeDialog = lazyPart('The dialog', () => import('../own-code/own-code-dialog.tsx'));
const CopyDialog = lazyPart('The dialog', () => import('../copy-dialog.tsx'));
const ShortcutsDialog = lazyPart('The list of shortcuts', () => import('../shortcuts-dialog.tsx'));
const VariablesDialog = lazyPart('The dialog', () => import('../variables-dialog.tsx'));
const FaultDialog = lazyPart('The menu', () => import('../faults/fault-dialog.tsx'));
const EmbedBuilder = lazyPart('The builder', () => import('../embed/builder-dialog.tsx'));

/** Many runs of one scenario, in place of the run; or, while that is on the screen, as a band over its staircase. */
function useExploration(
  session: Session,
  { around, screen }: Pick<TopProps, 'around' | 'screen'>,
): Pick<ScreenProps, 'cover' | 'band'> {
  const { explorings, isOpen } = useStore(session.exploring.store);
  const scenario = useStore(around.store, (state) => state.scenario);
  const isShown = useMemo(
    () => explorings !== undefined && isOf(explorings, scenario),
    [explorings, scenario],
  );
  if (!explorings) return {};
  if (isOpen) return { cover: <Exploration explorings={explorings} session={session} /> };
  // The places of a part lie in another run than the one on the screen.
  if (!isShown || explorings.part || screen.isFirstMinute) return {};
  return { band: (drawn) => <ExploreBand {...drawn} explorings={explorings} session={session} /> };
}

/** The page: the screen, and the shell's dialogs over it. */
export function PageScreen({ session, around, screen, frame }: TopProps): ReactNode {
  const closeDialog = () => session.showDialog(undefined);
  const explored = useExploration(session, { around, screen });
  const {
    dialog,
    isHelpOpen,
    isAskingVariables,
    isOwnCodeOpen,
    isLibraryOpen,
    toCopy,
    preferences,
  } = useStore(around.store);
  return (
    <RescueContext value={session.rescue}>
      <PointingContext value={screen.isFirstMinute ? undefined : session.point}>
        <Screen {...screen} {...explored}>
          {isHelpOpen && (
            <ShortcutsDialog
              hasKeys={preferences.hasKeys}
              onKeys={session.setKeys}
              onClose={() => session.showHelp(false)}
              onCloseBroken={() => session.showHelp(false)}
            />
          )}
          {isAskingVariables && (
            <VariablesDialog
              variables={around.store.getState().scenario.environment.variables}
              onRestart={(variables) => session.restartWith({ variables })}
              onClose={() => session.askVariables(false)}
              onCloseBroken={() => session.askVariables(false)}
            />
          )}
          {dialog === 'palette' && (
            <PaletteDialog
              session={session}
              around={around}
              screen={screen}
              onClose={closeDialog}
              onCloseBroken={closeDialog}
            />
          )}
          {dialog === 'faults' && (
            <FaultDialog
              session={session}
              around={around}
              onClose={closeDialog}
              onCloseBroken={closeDialog}
            />
          )}
          {dialog === 'glossary' && (
            <GlossaryDialog onClose={closeDialog} onCloseBroken={closeDialog} />
          )}
          {dialog === 'embed' && frame && (
            <EmbedBuilder
              link={session.address()}
              title={screen.question ?? screen.programName ?? 'A workflow and its replay'}
              sentence={[frame.sentence.lead, frame.sentence.text].join(' ').trim()}
              copy={session.copyText}
              onClose={closeDialog}
              onCloseBroken={closeDialog}
            />
          )}
          {isOwnCodeOpen && (
            <OwnCodeDialog session={session} onCloseBroken={() => session.showOwnCode(false)} />
          )}
          {isLibraryOpen && (
            <LibraryDialog session={session} onCloseBroken={() => session.library.show(false)} />
          )}
          {toCopy && (
            <CopyDialog
              {...toCopy}
              onClose={session.dismissCopy}
              onCloseBroken={session.dismissCopy}
            />
          )}
        </Screen>
      </PointingContext>
    </RescueContext>
  );
}
