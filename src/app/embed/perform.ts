import type { EmbedOptions } from '../../embed/options.ts';
import type { Command, Problem } from '../../embed/protocol.ts';
import { MAIN_INSTANCE } from '../../sim/simulate.ts';
import { parsePlace } from '../../trace/place-text.ts';
import { findPlace } from '../../trace/positions.ts';
import type { Session } from '../session.ts';
import type { Surroundings } from '../visit.ts';

interface Parts {
  options: EmbedOptions;
  session: Session;
  around: Pick<Surroundings, 'store' | 'run' | 'player'>;
  setTheme: (theme: 'light' | 'dark' | 'auto') => void;
}

/** Does what a host page asked for; answers with the reason when it can't. The run is on the screen. */
export function performer({ options, session, around, setTheme }: Parts) {
  const act = (name: string, press: () => void): Problem | undefined => {
    if (!options.canCrash) {
      const text = `"${name}" is not allowed in this embed: its address says crash=no.`;
      return { code: 'not-allowed', text };
    }
    const { scenario } = around.store.getState();
    around.store.setState({ toast: undefined });
    press();
    const after = around.store.getState();
    if (after.scenario !== scenario) return undefined;
    return { code: 'impossible', text: after.toast ?? 'This is not possible at this moment.' };
  };

  const seek = (to: number | string): Problem | undefined => {
    const { shown } = around.run.getState();
    const { stops } = around.player.getSnapshot().context.timeline;
    if (to === 'start') session.toStart();
    else if (to === 'end') session.toEnd();
    else if (typeof to === 'number') {
      if (to >= stops.length)
        return missing(`This run has ${stops.length} stops, from 0 to ${stops.length - 1}.`);
      session.seekIndex(to);
    } else {
      const place = parsePlace(to);
      if (!place) return missing(`"${to}" is not a place. A place looks like "t4:a4".`);
      const found =
        shown && findPlace(shown.trace, place, shown.trace.mainInstance ?? MAIN_INSTANCE);
      if (!found?.isExact) return missing(`This run does not have the moment "${to}".`);
      session.seek(found.step, found.beat, 0);
    }
    return undefined;
  };

  return (command: Exclude<Command, { type: 'state' | 'hello' }>): Problem | undefined => {
    if (command.type === 'theme') {
      setTheme(command.theme);
      return undefined;
    }
    const { standing } = around.run.getState();
    if (standing.kind !== 'ready') return stopped(standing.kind);
    switch (command.type) {
      case 'seek':
        return seek(command.to);
      case 'step':
        if (command.by === 1) session.step();
        else session.stepBack();
        return undefined;
      case 'play':
        session.play();
        return undefined;
      case 'pause':
        session.pause();
        return undefined;
      case 'crash':
        return act('crash', session.crash);
      case 'restart':
        return act('restart', () => session.restart());
    }
  };
}

const missing = (text: string): Problem => ({ code: 'no-such-place', text });

const stopped = (kind: 'loading' | 'asking' | 'problem'): Problem => ({
  code: 'not-ready',
  text:
    kind === 'asking'
      ? 'The code of this link waits until the reader lets it run.'
      : 'No run is on the screen.',
});
