import { withoutMain } from '../../trace/place.ts';
import { MAIN_INSTANCE } from '../../sim/simulate.ts';
import { formatPlace } from '../../trace/place-text.ts';
import { focusOn } from '../../view/focus.ts';
import { focusNow } from '../lesson/followed.ts';
import { sampleOf } from '../programs.ts';
import type { Visit } from '../visit.ts';

/** What every way of sharing needs: the run on the screen, its name, and a way out to the person. */
export class Handing {
  constructor(readonly visit: Visit) {}

  get title(): string {
    return sampleOf(this.visit.state.scenario)?.name ?? 'Your program';
  }

  /** The run on the screen; says so when it is not whole yet. */
  shown() {
    const { shown } = this.visit.around.run.getState();
    if (!shown?.isComplete) {
      this.visit.toast('This run is not complete yet. Try again in a moment.');
      return undefined;
    }
    return { ...shown, program: focusOn(shown.program, shown.trace, focusNow(this.visit)) };
  }

  /** Copies, or shows the text where the browser does not let the page copy. */
  async copy(title: string, text: string, done: string): Promise<void> {
    // What is handed on is the whole screen: from here on the person who shared it sees the same.
    this.visit.set({ isFirstMinute: false });
    try {
      await this.visit.around.copy(text);
      this.visit.toast(done);
    } catch {
      this.visit.set({ toCopy: { title, text } });
    }
  }

  /** `replayscope-order-t4-a4.json` */
  save(ending: string, content: string | Blob, type: string, done: string): void {
    const id = sampleOf(this.visit.state.scenario)?.id ?? 'program';
    const { position } = this.visit.moment;
    const place = position ? formatPlace(withoutMain(position, MAIN_INSTANCE)) : 'start';
    const name = `replayscope-${id}-${place.replaceAll(/[^\w.]+/g, '-')}.${ending}`;
    this.visit.around.save(name, new Blob([content], { type }));
    this.visit.toast(done);
  }
}
