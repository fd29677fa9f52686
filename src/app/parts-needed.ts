import type { Scenario } from '../sim/scenario.ts';
import type { Notice } from '../ui/screen-state.ts';
import { textNeeded } from '../link/decode.ts';
import { sampleIndex, sampleOf } from './programs.ts';
import type { AddressBar } from './address.ts';
import type { RunStore } from './run.ts';
import type { AppState } from './store.ts';

/** What of a visit is needed to bring a part of the app. */
interface Visit {
  readonly around: {
    run: RunStore;
    bar: AddressBar;
    loadSample: (id: string) => Promise<void>;
    loadDescriber: () => Promise<void>;
  };
  readonly state: AppState;
  set(change: Partial<AppState>): void;
}

const couldNotLoad = (again: () => void): Notice => ({
  tone: 'error',
  text: 'A part of the app could not be loaded. Look at the connection. What you did is safe.',
  action: { label: 'Try again', onPress: again },
});

function tellThatItIsMissing(visit: Visit, text: string, again: () => void): void {
  visit.around.run.setState({
    standing: { kind: 'problem', title: 'Not loaded yet', problems: [{ text }] },
    isComputing: false,
  });
  visit.set({
    notice: couldNotLoad(() => {
      visit.set({ notice: undefined });
      again();
    }),
  });
}

/** Reads an address with own code in it, as soon as there is a reader of texts, and the text of the sample that it is a change of. */
export async function whenReadable(visit: Visit, arrive: () => void): Promise<void> {
  const { bar, loadDescriber, loadSample } = visit.around;
  const { hash } = bar;
  try {
    await loadDescriber();
    const base = textNeeded(hash, sampleIndex);
    if (base !== undefined) await loadSample(base);
    if (textNeeded(hash, sampleIndex) !== undefined) throw new Error('The text did not come.');
    if (bar.hash === hash) arrive();
  } catch {
    if (bar.hash === hash)
      tellThatItIsMissing(
        visit,
        'This link holds code, and what reads code did not come.',
        () => void whenReadable(visit, arrive),
      );
  }
}

/** The texts of a sample are loaded when it is first opened. False: they did not come, or are not wanted any more. */
export async function hasTexts(
  visit: Visit,
  scenario: Scenario,
  again: () => void,
): Promise<boolean> {
  const sample = sampleOf(scenario);
  if (!sample) return true;
  const { run, loadSample } = visit.around;
  run.setState({ isComputing: true });
  try {
    await loadSample(sample.id);
    return visit.state.scenario === scenario;
  } catch {
    if (visit.state.scenario === scenario)
      tellThatItIsMissing(visit, `The code of “${sample.name}” did not come.`, again);
    return false;
  }
}
