import { useEffect, useMemo, type ReactNode } from 'react';
import { MAIN_INSTANCE } from '../sim/simulate.ts';
import { ExploreScreen } from '../ui/explore/explore-screen.tsx';
import { staircaseAt } from '../view/staircase.ts';
import { explorationOf } from './explored-picture.ts';
import { again, beginInstead, openPlace, openWorstPair } from './exploring-work.ts';
import { focusSentence, returnByEscape } from './explored-return.ts';
import type { Explorings } from './explorings.ts';
import type { Session } from './session.ts';

/** What many runs have shown, on the screen. */
export default function Exploration(props: {
  explorings: Explorings;
  session: Session;
}): ReactNode {
  const { explorings, session } = props;
  const { trace, program } = explorings;
  const { exploring } = session;
  const staircase = useMemo(() => {
    const end = { step: trace.steps.length - 1, beat: 0, fraction: 0 };
    return staircaseAt(trace, end, program, { isFolded: true });
  }, [trace, program]);
  const exploration = useMemo(
    () => explorationOf(explorings, explorings.trace.mainInstance ?? MAIN_INSTANCE),
    [explorings],
  );
  useEffect(() => {
    const { store } = exploring;
    const { opened } = store.getState();
    store.setState({ opened: undefined });
    document.querySelector<HTMLElement>(`.explore-open[data-number="${opened}"]`)?.focus();
    return () => {
      if (store.getState().opened === undefined) return;
      focusSentence();
      returnByEscape(session, session.visit.around.store);
    };
  }, [exploring, session]);
  return (
    <ExploreScreen
      exploration={exploration}
      staircase={staircase}
      onOpen={(number: number) => {
        exploring.store.setState({ opened: number });
        openPlace(exploring, number);
      }}
      onOpenPair={() => openWorstPair(exploring)}
      onStop={() => exploring.stop()}
      onAgain={() => again(exploring)}
      onInstead={() => void beginInstead(exploring)}
      onClose={() => exploring.close()}
    />
  );
}
