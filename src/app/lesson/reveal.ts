import type { Cursor } from '../../trace/trace.ts';
import { staircaseAt } from '../../view/staircase.ts';
import { wakeUpsSentence } from '../../view/wake-ups-sentence.ts';
import type { Run } from '../run.ts';
import type { Session } from '../session.ts';
import type { Around } from './keeper.ts';

/** Shows every wake-up where the first question ends, and says what is to be seen there; on the phone in the tab that has room for it. */
export function revealWakeUps(
  session: Pick<Session, 'toggleFold' | 'showPane'>,
  { store }: Pick<Around, 'store'>,
  { trace, program, scenario }: NonNullable<Run['shown']>,
  cursor: Cursor,
): void {
  const stairs = staircaseAt(trace, cursor, program, { isFolded: false });
  const sentence = wakeUpsSentence(stairs, program.workflow?.line ?? 1);
  store.setState({ revealed: { scenario, step: cursor.step, sentence } });
  session.showPane('staircase');
  session.toggleFold();
}
