import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Scenario } from '../../sim/scenario.ts';
import type { EditorStatus, Keeping, Version } from '../../ui/editor/editor-state.ts';
import type { Finding } from '../../ui/editor/finding.ts';
import { draftBehind } from '../address.ts';
import { sampleById } from '../samples/outlines.ts';
import { sampleOf } from '../programs.ts';
import type { Visit } from '../visit.ts';
import { unfitText } from './act-words.ts';
import { circumstancesOf } from './circumstances.ts';
import { isSameTexts, type Draft, type Texts } from './draft.ts';
import { openKeeper } from './keeper.ts';
import type { Reading } from './reading.ts';
import { Readings } from './readings.ts';
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

const AS_IT_RUNS: EditorStatus = { tone: 'quiet', text: 'This is the code that runs.' };
const WAITS: EditorStatus = { tone: 'quiet', text: 'It runs again when you pause.' };
const RUNNING: EditorStatus = { tone: 'quiet', text: 'Running…' };
const BROKEN = 'The last run that worked stays on the screen.';
const NONE: Editing['findings'] = { v1: [], v2: [] };

interface Looked {
  v1: Reading;
  v2: Reading | undefined;
}

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
  private readonly keeper: ReturnType<typeof openKeeper>;
  /** The texts that run, or that the page has tried to run. */
  private ran: Texts = { v1: '' };
  /** The scenario that this editor has made last. */
  private own: Scenario | undefined;
  /** The last act of the visit is a change of this text: the next change belongs to it. */
  private isContinued = false;
  /** Which sample a text began as, for Undo and Redo. */
  private readonly origins = new Map<string, string>();
  private readonly readings: Readings;
  private disarm: () => void = () => undefined;

  constructor(private readonly visit: Visit) {
    const { drafts: shelf, nowMs, newId, store, run } = visit.around;
    this.readings = new Readings(visit.around.readProgram);
    this.keeper = openKeeper({
      shelf,
      nowMs,
      newId,
      tell: (keeping) => this.set({ keeping }),
      onBegun: (id) => visit.remember(id),
    });
    store.subscribe((state, before) => {
      if (state.scenario === before.scenario) return;
      this.follow(state.scenario);
      // What was done to a program is kept with it.
      if (this.state.keeping.kind === 'kept') this.keep(this.state.texts);
    });
    run.subscribe(() => this.hearRun());
  }

  open(): void {
    this.follow(this.visit.state.scenario);
    this.set({ isOpen: true });
    this.visit.set({ isFirstMinute: false });
    void this.look();
  }

  close(): void {
    this.set({ isOpen: false });
    if (isSameTexts(this.state.texts, this.ran)) this.visit.remember(undefined);
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
    this.keeper.leave();
    this.ran = texts;
    this.replace(texts, { isOpen: true, name, sampleId: undefined });
    this.keep(texts);
  }

  /** Goes on with a program that was kept here. */
  resume(draft: Draft): void {
    this.keeper.resume(draft);
    const { texts, name, sampleId } = draft;
    this.replace(texts, { isOpen: true, name, sampleId });
    this.visit.remember(draft.id);
    void this.settle();
  }

  /** After a reload: the text that was being worked on, also when it could not run. */
  async reopen(): Promise<void> {
    const { bar, drafts } = this.visit.around;
    const id = draftBehind(bar.state);
    const draft = id === undefined ? undefined : await drafts.find(id);
    if (draft) this.resume(draft);
  }

  /** The person is back in this tab: say when another one has changed the program meanwhile. */
  lookElsewhere(): void {
    void this.keeper.lookElsewhere();
  }

  private get state(): Editing {
    return this.store.getState();
  }

  private set(change: Partial<Editing>): void {
    this.store.setState(change);
  }

  private keep(texts: Texts): void {
    const { name, sampleId } = this.state;
    const circumstances = circumstancesOf(this.visit.state.scenario);
    this.keeper.keep({ texts, name, sampleId, circumstances });
  }

  private change(texts: Texts): void {
    this.set({ texts, status: WAITS });
    this.keep(texts);
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
    this.set({
      texts,
      revision: revision + 1,
      tab: texts.v2 === undefined ? 'v1' : tab,
      findings: NONE,
      status: AS_IT_RUNS,
      ...change,
    });
    void this.look();
  }

  /** Takes over what another act, Undo or a link has put in the place of the program. */
  private follow(scenario: Scenario): void {
    if (scenario === this.own) return;
    this.isContinued = false;
    const texts = textsOf(scenario);
    if (isSameTexts(texts, this.ran)) return;
    this.ran = texts;
    const sampleId = sampleOf(scenario)?.id ?? this.origins.get(texts.v1);
    const sample = sampleId === undefined ? undefined : sampleById(sampleId);
    this.keeper.leave();
    this.replace(texts, { sampleId, name: sample ? `${sample.name}, changed` : 'Your program' });
    void this.attach(texts);
  }

  /** A text that is kept already is not kept a second time. */
  private async attach(texts: Texts): Promise<void> {
    const known = await this.visit.around.drafts.list();
    const draft = known.find((each) => isSameTexts(each.texts, texts));
    if (!draft || this.state.keeping.kind !== 'nothing') return;
    if (!isSameTexts(this.state.texts, texts)) return;
    this.keeper.resume(draft);
    this.set({ name: draft.name, sampleId: draft.sampleId ?? this.state.sampleId });
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
    const { texts, sampleId } = this.state;
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
    this.own = withTexts(this.visit.state.scenario, texts, v1, sampleId);
    this.set({ status: RUNNING });
    this.visit.edit(this.own, this.isContinued);
    this.isContinued = true;
  }

  /** Says what became of the run of the text, when all of it is there. */
  private hearRun(): void {
    const { shown, standing } = this.visit.around.run.getState();
    const { own } = this;
    if (!own || this.state.status !== RUNNING) return;
    if (standing.kind === 'problem') this.set({ status: { tone: 'error', text: standing.title } });
    if (shown?.scenario !== own || !shown.isComplete) return;
    const unfit = shown.trace.unused.flatMap(({ index }) => own.interventions[index] ?? []);
    const text = unfitText(unfit);
    this.set({ status: text === undefined ? AS_IT_RUNS : { tone: 'warning', text } });
  }
}

function firstError(version: Version, { findings }: Reading): string | undefined {
  const found = findings.find(({ severity }) => severity === 'error');
  if (!found) return undefined;
  const where = version === 'v2' ? `Version 2, line ${found.line}` : `Line ${found.line}`;
  return `${where} can not be run yet.`;
}
