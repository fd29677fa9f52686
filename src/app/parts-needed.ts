import type { Scenario } from '../sim/scenario.ts';
import type { Notice } from '../ui/screen-state.ts';
import { sampleIndex, sampleOf } from './programs.ts';
import { isEmptyHash, type AddressBar } from './address.ts';
import { loadLinkReader, maybeLinkReader } from './link-reader.ts';
import { needsDescriber } from './own-code/describer.ts';
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

const missingText = (hash: string): string | undefined =>
  maybeLinkReader()?.textNeeded(hash, sampleIndex);

/** Whether something must be loaded before this address can be read. */
export const needsParts = (hash: string): boolean =>
  !isEmptyHash(hash) &&
  (!maybeLinkReader() || needsDescriber(hash) || missingText(hash) !== undefined);

/** Reads an address with own code in it, as soon as there is a reader of texts, and the text of the sample that it is a change of. */
export async function whenReadable(visit: Visit, arrive: () => void): Promise<void> {
  const { bar, loadDescriber, loadSample } = visit.around;
  const { hash } = bar;
  try {
    await loadLinkReader();
    if (needsDescriber(hash)) await loadDescriber();
    const base = missingText(hash);
    if (base !== undefined) await loadSample(base);
    if (missingText(hash) !== undefined) throw new Error('The text did not come.');
    if (bar.hash === hash) arrive();
  } catch {
    if (bar.hash === hash)
      tellThatItIsMissing(
        visit,
        'What reads this link did not come.',
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
