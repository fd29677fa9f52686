import { useMemo, type ReactNode } from 'react';
import { MAIN_INSTANCE } from '../sim/simulate.ts';
import { StairBand, type StairBandProps } from '../ui/explore/stair-band.tsx';
import { explorationOf } from './explored-picture.ts';
import { openPlace } from './exploring-work.ts';
import type { Explorings } from './explorings.ts';
import type { Session } from './session.ts';

/** What was found by many runs of the scenario on the screen, over its staircase. */
export default function ExploreBand(
  props: Pick<StairBandProps, 'staircase' | 'marks' | 'size'> & {
    explorings: Explorings;
    session: Session;
  },
): ReactNode {
  const { explorings, session, ...drawn } = props;
  const { exploring } = session;
  const { kind, picture } = useMemo(
    () => explorationOf(explorings, explorings.trace.mainInstance ?? MAIN_INSTANCE),
    [explorings],
  );
  return (
    <StairBand
      {...drawn}
      kind={kind}
      picture={picture}
      onOpen={(number) => openPlace(exploring, number)}
    />
  );
}
