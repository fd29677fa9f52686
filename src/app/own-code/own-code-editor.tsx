import { useMemo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { EditorSlot } from '../../ui/editor-slot.tsx';
import type { LineMarks } from '../../ui/editor/editor-marks.ts';
import { apartLineOf } from '../../ui/apart-line.ts';
import type { Frame } from '../../view/frame.ts';
import { codeOf } from '../programs.ts';
import type { Session } from '../session.ts';
import { AS_IT_RUNS } from './editing-words.ts';
import { changeSettings } from './settings.ts';
import { showEffect } from './show-effect.ts';
import { showOnSample } from './show-on-sample.ts';
import { runsText, versionStarts } from './version-words.ts';
import type { Surroundings } from '../visit.ts';

/** What the frame says about lines of the text that is running. */
function marksOf(frame: Frame | undefined, source: string | undefined): LineMarks | undefined {
  const pane = frame?.panes[0];
  if (!frame || !pane || source === undefined) return undefined;
  const { line, mode, chips, verdicts } = pane;
  const isSilent = frame.disagreement === undefined;
  return { source, line, mode, chips, verdicts, isSilent, apartLine: apartLineOf(frame, pane) };
}

/** The editor, told by the stores. */
export default function OwnCodeEditor(props: {
  session: Session;
  around: Pick<Surroundings, 'store' | 'run'>;
  frame: Frame | undefined;
}): ReactNode {
  const { session, around, frame } = props;
  const { editor } = session;
  const editing = useStore(editor.store);
  const scenario = useStore(around.store, (state) => state.scenario);
  const source = useStore(around.run, ({ shown }) => shown?.program.source);
  const trace = useStore(around.run, ({ shown }) => shown?.trace);
  const starts = useMemo(() => (trace ? versionStarts(trace) : []), [trace]);
  const marks = marksOf(frame, source);
  const { texts, sampleId } = editing;
  const hasTwo = texts.v2 !== undefined && frame !== undefined;
  const status =
    hasTwo && editing.status === AS_IT_RUNS
      ? { ...AS_IT_RUNS, text: runsText(editing.tab, starts, frame.app.run) }
      : editing.status;
  const isSample = 'sample' in scenario.program && texts.v1 === codeOf(scenario)?.source;
  return (
    <EditorSlot
      tab={editing.tab}
      texts={texts}
      revision={editing.revision}
      marks={marks}
      diagnostics={editing.findings}
      facade={editing.facade}
      status={status}
      keeping={editing.keeping}
      {...(sampleId !== undefined && !isSample && { resetTo: sampleId })}
      settings={{
        input: scenario.input,
        seed: scenario.seed,
        variables: scenario.environment.variables,
        events: scenario.environment.events,
        onChange: (change) => changeSettings(session.visit, change),
      }}
      onText={(version, text) => editor.type(version, text)}
      onRun={() => editor.runNow()}
      onTab={(version) => editor.show(version)}
      onReset={() => editor.reset()}
      onAddNext={() => editor.addNext()}
      onRemoveNext={() => editor.removeNext()}
      onSaveFile={() => editor.saveFile()}
      sample={sampleId ?? ('sample' in scenario.program ? scenario.program.sample : undefined)}
      onSample={(id) => showOnSample(session, id)}
      onEffect={(found) => void showEffect(session, found)}
      onClose={() => editor.close()}
    />
  );
}
