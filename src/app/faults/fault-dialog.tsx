import { useState, type ReactNode } from 'react';
import { cursorOf } from '../../player/player-machine.ts';
import { faultsAt, type FaultGroup } from '../../sim/faults-at.ts';
import type { Thing } from '../../sim/pointed.ts';
import type { Cursor } from '../../trace/trace.ts';
import { FaultMenu, type FaultSection } from '../../ui/faults/fault-menu.tsx';
import type { Pointed } from '../../ui/faults/pointing.ts';
import { focusOn, shownInstance } from '../../view/focus.ts';
import { focusNow } from '../lesson/followed.ts';
import type { Session } from '../session.ts';
import type { Surroundings } from '../visit.ts';
import { nameOf, placedText, wordsOf } from './fault-words.ts';

type Around = Pick<Surroundings, 'player' | 'store' | 'run'>;

function thingOf(pointed: Pointed | undefined, instance: string, cursor: Cursor): Thing {
  const { step, beat } = cursor;
  switch (pointed?.is) {
    case undefined:
      return { kind: 'moment', instance, step, beat };
    case 'event':
      return { kind: 'event', instance, number: pointed.number, step };
    case 'message':
      return { kind: 'message', instance, event: pointed.event, step };
    case 'activity':
      return { kind: 'activity', instance, task: pointed.task, step };
    case 'line':
      return { kind: 'line', instance, line: pointed.line, step, beat };
    case 'cell': {
      const { is: _, ...at } = pointed;
      return { kind: 'moment', instance, ...at };
    }
  }
}

function titleOf(pointed: Pointed | undefined): string {
  switch (pointed?.is) {
    case undefined:
      return 'What can fail now';
    case 'event':
      return `What can fail at event ${pointed.number}`;
    case 'message':
      return `What can fail at message ${pointed.number}`;
    case 'activity':
      return `What can fail at ${pointed.name}`;
    case 'line':
      return `What can fail at line ${pointed.line}`;
    case 'cell':
      return pointed.number === undefined
        ? 'What can fail at this moment'
        : `What can fail here, at event ${pointed.number}`;
  }
}

/** One section for each party at each thing, in the order of the list. */
function sectionsOf(groups: readonly FaultGroup[], session: Session): FaultSection[] {
  return groups.flatMap(({ target, faults }) => {
    const sections = new Map<
      string,
      FaultSection & { choices: FaultSection['choices'][number][] }
    >();
    for (const { id, made } of faults) {
      const { who, name, about, next } = wordsOf(id, target);
      const title =
        target.is === 'moment'
          ? who
          : `${nameOf(target)}: ${who.charAt(0).toLowerCase()}${who.slice(1)}`;
      const section = sections.get(title) ?? { title, choices: [] };
      sections.set(title, section);
      section.choices.push({
        id,
        name,
        about,
        ...(!made.ok && { reason: made.reason }),
        onChoose: () => session.placeFault(made, next, placedText(id, target)),
      });
    }
    return [...sections.values()];
  });
}

const NOT_YET = 'This run is not complete yet. Try again in a moment.';

/** What can fail at the thing that was pointed at, as the run stood when the menu was opened. */
export default function FaultDialog(props: {
  session: Session;
  around: Around;
  onClose: () => void;
}): ReactNode {
  const { session, around, onClose } = props;
  const [drawn] = useState(() => {
    const { shown, isComputing } = around.run.getState();
    const { pointed } = around.store.getState();
    const title = titleOf(pointed?.at);
    const anchor = pointed?.anchor;
    // What was done finds its place only in a whole run.
    if (!shown || isComputing) return { title, sections: [], anchor, none: NOT_YET };
    const { trace, scenario, program } = shown;
    const instance = shownInstance(trace, focusOn(program, trace, focusNow(session.visit))) ?? '';
    const cursor = cursorOf(around.player.getSnapshot().context);
    const groups = faultsAt(scenario, trace, thingOf(pointed?.at, instance, cursor));
    return { title, sections: sectionsOf(groups, session), anchor };
  });
  return <FaultMenu {...drawn} onClose={onClose} />;
}
