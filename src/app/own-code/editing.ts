import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Scenario } from '../../sim/scenario.ts';
import type { EditorStatus, Keeping, Version } from '../../ui/editor/editor-state.ts';
import type { Finding } from '../../ui/editor/finding.ts';
import { sampleById } from '../samples/outlines.ts';
import { codeOf, sampleOf } from '../programs.ts';
import type { Visit } from '../visit.ts';
import { unfitText } from './act-words.ts';
import {
  AS_IT_RUNS,
  BROKEN,
  firstError,
  nameIn,
  hearStanding,
  RUNNING,
  WAITS,
} from './editing-words.ts';
import type { Code } from '../library/entry.ts';
import type { Work } from '../library/work.ts';
import { isSameTexts, NOTHING, type Texts } from './texts.ts';
import type { Reading } from './reading.ts';
import { Readings, type Looked } from './readings.ts';
import { textsOf, withTexts } from './scenario-of-text.ts';

/** The text that is being worked on. Nothing in it is computed from a trace. */
export interface Editing {
  isOpen: boolean;
  tab: Version;
  texts: Texts;
  /** Rises when the page puts a text into the editor. */
  revision: number;
  findings: Record<Version, readonly Finding[]>;
  facade: Reading['facade'];
  status: EditorStatus;
  keeping: Keeping;
  /** What this program is called among one's own. */
  name: string;
  /** The sample that this text began as. */
  sampleId?: string;
}

/** Nobody has typed for so long: the code runs again. */
const PAUSE_MS = 600;

const NONE: Editing['findings'] = { v1: [], v2: [] };

export type EditingStore = StoreApi<Editing>;

/** What is typed becomes a scenario when it can run, and is kept on this device whether or not it can. */
export class CodeEditor {
  readonly store: EditingStore = createStore<Editing>(() => ({
    isOpen: false,
    tab: 'v1',
    texts: { v1: '' },
    revision: 0,
    findings: NONE,
    facade: 'dapr',
    status: AS_IT_RUNS,
    keeping: { kind: 'nothing' },
    name: '',
  }));
  /** The texts that run, or that the page has tried to run. */
  private ran: Texts = NOTHING;
  /** The scenario that this editor has made last. */
  private own: Scenario | undefined;
  /** The last act of the visit is a change of this text: the next change belongs to it. */
  private isContinued = false;
  /** Which sample a text began as, for Undo and Redo. */
  private readonly origins = new Map<string, string>();
  /** What programs are called that came with a name. */
  private readonly names = new Map<string, string>();
  private readonly readings: Readings;
  private disarm: () => void = () => undefined;

  constructor(
    private readonly visit: Visit,
    private readonly work: Work,
  ) {
    const { store, run } = visit.around;
    this.readings = new Readings(visit.around.readProgram);
    work.writing = {
      code: () => this.code(),
      isOpen: () => this.state.isOpen,
      tell: (keeping) => this.set({ keeping }),
      leave: () => {
        this.ran = NOTHING;
      },
    };
    store.subscribe((state, before) => {
      if (state.scenario !== before.scenario) this.follow(state.scenario);
    });
    run.subscribe(() => this.hearRun());
  }

  open(): void {
    this.follow(this.visit.state.scenario);
    this.set({ isOpen: true });
    this.visit.set({ isFirstMinute: false });
    this.work.moved();
    void this.look();
  }

  close(): void {
    this.set({ isOpen: false });
    this.work.moved();
  }

  show(tab: Version): void {
    this.set({ tab });
  }

  type(version: Version, text: string): void {
    this.change({ ...this.state.texts, [version]: text });
  }

  /** Version 2 begins as a copy of version 1. */
  addNext(): void {
    const { v1 } = this.state.texts;
    this.put({ v1, v2: v1 }, 'v2');
  }

  /** Takes version 2 away: an act of its own, which Undo takes back. */
  removeNext(): void {
    this.put({ v1: this.state.texts.v1 }, 'v1');
  }

  /** The text on the screen is the one that runs. */
  isRunning(): boolean {
    return isSameTexts(this.state.texts, this.ran) && this.state.status.tone !== 'error';
  }

  runNow(): void {
    void this.settle();
  }

  /** Back to the sample that this text began as. What was typed stays among one's own programs. */
  reset(): void {
    const { sampleId } = this.state;
    if (sampleId === undefined) return;
    const { scenario, position } = this.visit.moment;
    const program = { sample: sampleId };
    this.visit.open({ scenario: { ...scenario, program }, ...(position && { position }) });
  }

  /** Hands the text that is shown to the person as a file. */
  saveFile(): void {
    const { tab, texts, name } = this.state;
    const text = (tab === 'v2' ? texts.v2 : undefined) ?? texts.v1;
    const file = /\.\w+$/.test(name) ? name : `${name || 'workflow'}.ts`;
    this.visit.around.save(file, new Blob([text], { type: 'text/plain' }));
  }

  /** A text that comes from outside, and will be the scenario's in the next moment. */
  begin(texts: Texts, name: string): void {
    this.replace(texts, { isOpen: true, name, sampleId: undefined });
  }

  /** What a text is called that the page has made of another, and of which sample. */
  know(text: string, name: string, sampleId: string | undefined): void {
    this.names.set(text, name);
    if (sampleId !== undefined) this.origins.set(text, sampleId);
  }

  /** Goes on with a program that was kept here. Its text may be another than the one that runs. */
  resume({ texts, name, sampleId }: Code, isOpen: boolean): void {
    this.replace(texts, { isOpen, name, sampleId });
    if (isOpen) this.visit.set({ isFirstMinute: false });
    void this.settleOn(this.visit.state.scenario);
  }

  /** A text that was not run is told from the one that runs as soon as both are here. */
  private async settleOn(scenario: Scenario): Promise<void> {
    const sample = sampleOf(scenario);
    if (sample) await this.visit.around.loadSample(sample.id).catch(() => undefined);
    if (this.visit.state.scenario !== scenario) return;
    this.ran = textsOf(scenario);
    await this.settle();
  }

  private get state(): Editing {
    return this.store.getState();
  }

  private set(change: Partial<Editing>): void {
    this.store.setState(change);
  }

  /** What is kept of the text beside the scenario: nothing while it is the sample's own. */
  private code(): Code | undefined {
    const { texts, name, sampleId } = this.state;
    const isSample = 'sample' in this.visit.state.scenario.program;
    if (isSample && isSameTexts(texts, this.ran)) return undefined;
    return { name, texts, ...(sampleId !== undefined && { sampleId }) };
  }

  private change(texts: Texts): void {
    this.set({ texts, status: WAITS });
    this.work.typed();
    this.disarm();
    this.disarm = this.visit.around.alarm.set(() => void this.settle(), PAUSE_MS);
  }

  /** A change of the page's, not of the person who types: it runs at once. */
  private put(texts: Texts, tab: Version): void {
    this.isContinued = false;
    this.set({ texts, tab, revision: this.state.revision + 1 });
    this.change(texts);
    void this.settle().then(() => {
      this.isContinued = false;
    });
  }

  private replace(texts: Texts, change: Partial<Editing>): void {
    this.disarm();
    const { tab, revision } = this.state;
    if (change.name !== undefined) this.names.set(texts.v1, change.name);
    this.set({
      texts,
      revision: revision + 1,
      tab: texts.v2 === undefined ? 'v1' : tab,
      findings: NONE,
      status: AS_IT_RUNS,
      ...change,
    });
    if (this.state.isOpen) void this.look();
  }

  /** Takes over what another act, Undo or a link has put in the place of the program. */
  private follow(scenario: Scenario): void {
    if (scenario === this.own) return;
    this.isContinued = false;
    if (!codeOf(scenario)) {
      void this.followLater(scenario);
      return;
    }
    const texts = textsOf(scenario);
    if (isSameTexts(texts, this.ran)) return;
    this.ran = texts;
    const sampleId = sampleOf(scenario)?.id ?? this.origins.get(texts.v1);
    const sample = sampleId === undefined ? undefined : sampleById(sampleId);
    const known = this.names.get(texts.v1);
    const name = known ?? (sample ? `${sample.name}, changed` : nameIn(scenario));
    this.replace(texts, { sampleId, name });
  }

  /** The text of a sample comes when the sample is first opened: until then there is none to show, and none to find fault with. */
  private async followLater(scenario: Scenario): Promise<void> {
    const { texts } = this.state;
    const sample = sampleOf(scenario);
    if (sample) await this.visit.around.loadSample(sample.id).catch(() => undefined);
    // What was kept here, or typed, has come first: nothing takes its place.
    const isNow = this.visit.state.scenario === scenario && this.state.texts === texts;
    if (isNow && codeOf(scenario)) this.follow(scenario);
  }

  /** Looks at the texts without running them. Undefined: they have changed meanwhile. */
  private async look(): Promise<Looked | undefined> {
    const { texts, sampleId } = this.state;
    const v1 = await this.readings.read(texts.v1);
    const v2 = texts.v2 === undefined ? undefined : await this.readings.read(texts.v2);
    // So that the very text of a sample is known as that sample; without it, it is a program of one's own.
    if (sampleId !== undefined) await this.visit.around.loadSample(sampleId).catch(() => undefined);
    return isSameTexts(this.state.texts, texts) ? this.seen({ v1, v2 }) : undefined;
  }

  /** What has been looked at before: an act on it need not wait. */
  private looked(): Looked | undefined {
    const { texts } = this.state;
    const v1 = this.readings.get(texts.v1);
    const v2 = texts.v2 === undefined ? undefined : this.readings.get(texts.v2);
    return v1 && (texts.v2 === undefined || v2) ? this.seen({ v1, v2 }) : undefined;
  }

  private seen(looked: Looked): Looked {
    const { v1, v2 } = looked;
    this.set({ findings: { v1: v1.findings, v2: v2?.findings ?? [] }, facade: v1.facade });
    return looked;
  }

  private async settle(): Promise<void> {
    this.disarm();
    const looked = this.looked() ?? (await this.look());
    if (!looked) return;
    const { texts, sampleId, name } = this.state;
    const { v1, v2 } = looked;
    const broken = firstError('v1', v1) ?? (v2 && firstError('v2', v2));
    if (broken !== undefined) {
      const isShown = this.visit.around.run.getState().standing.kind === 'ready';
      this.set({ status: { tone: 'error', text: isShown ? `${broken} ${BROKEN}` : broken } });
      return;
    }
    if (isSameTexts(texts, this.ran)) {
      this.set({ status: AS_IT_RUNS });
      return;
    }
    this.ran = texts;
    if (sampleId !== undefined) this.origins.set(texts.v1, sampleId);
    this.names.set(texts.v1, name);
    this.own = withTexts(this.visit.state.scenario, texts, v1, sampleId);
    this.set({ status: RUNNING });
    this.visit.edit(this.own, this.isContinued);
    this.isContinued = true;
  }

  /** Says what became of the run of the text, when all of it is there. */
  private hearRun(): void {
    const { shown, standing } = this.visit.around.run.getState();
    const { own } = this;
    const status = hearStanding(this.state.status, standing, this.visit.state.scenario === own);
    if (status !== this.state.status) this.set({ status });
    if (!own || status !== RUNNING) return;
    if (shown?.scenario !== own || !shown.isComplete) return;
    const unfit = shown.trace.unused.flatMap(({ index }) => own.interventions[index] ?? []);
    const text = unfitText(unfit);
    this.set({ status: text === undefined ? AS_IT_RUNS : { tone: 'warning', text } });
  }
}
