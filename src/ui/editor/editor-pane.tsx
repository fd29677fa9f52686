import { Check, Plus, X } from 'lucide-react';
import { useId, useImperativeHandle, useRef, type ReactNode, type Ref } from 'react';
import { useCodeEditor } from '../behaviors/use-code-editor.ts';
import type { CodeEditorInput } from './code-editor.ts';
import { EditorFindings, FindingCount } from './editor-findings.tsx';
import './editor.css';
import type { LineMarks } from './editor-marks.ts';
import type { EditorStatus, Keeping, Version } from './editor-state.ts';
import type { Finding } from './finding.ts';
import { RunSettings, type RunSettingsProps } from './run-settings.tsx';

export interface EditorPaneProps {
  tab: Version;
  texts: { v1: string; v2?: string };
  /** Rises when the page puts a text into the editor. */
  revision: number;
  marks?: LineMarks;
  /** What is known to be wrong, or worth knowing: of the parser, of the linter. */
  diagnostics: Record<Version, readonly Finding[]>;
  sdk: 'durabletask' | 'dapr';
  status: EditorStatus;
  keeping: Keeping;
  /** The sample to which `Reset` leads back; absent where the text is the sample's, or began as none. */
  resetTo?: string;
  settings: RunSettingsProps;
  onText: (version: Version, text: string) => void;
  onRun: () => void;
  onTab: (version: Version) => void;
  onReset: () => void;
  /** Makes version 2, as a copy of version 1, or takes it away. */
  onAddNext: () => void;
  onRemoveNext: () => void;
  onSaveFile: () => void;
  /** The sample that is on the screen, changed or not. */
  sample?: string;
  /** Opens a built-in sample. */
  onSample: (id: string) => void;
  onClose: () => void;
}

const TITLES: Record<Version, string> = { v1: 'Version 1', v2: 'Version 2' };

interface FindingWalk {
  toNext: () => void;
}

type TextProps = EditorPaneProps & {
  version: Version;
  text: string;
  /** Lets the bar go from one finding of this text to the next. */
  walk: Ref<FindingWalk>;
};

/** One text. It stays in the page while the other one is shown, so that each keeps its own undo. */
function Text(props: TextProps): ReactNode {
  const { version, text, tab, texts, diagnostics, marks, onText, onRun } = props;
  const host = useRef<HTMLDivElement>(null);
  const findings = diagnostics[version];
  const hasTwo = texts.v2 !== undefined;
  const input: CodeEditorInput = {
    text,
    revision: props.revision,
    findings,
    facade: props.sdk,
    label: hasTwo ? `Code, ${TITLES[version].toLowerCase()}` : 'Code',
    ...(version === 'v1' && marks && { marks }),
    ...(version === 'v2' && { base: texts.v1 }),
  };
  const editor = useCodeEditor(host, input, { onText: (next) => onText(version, next), onRun });
  useImperativeHandle(props.walk, () => ({ toNext: () => editor.current?.toNextFinding() }), [
    editor,
  ]);
  return (
    <div
      className="editor-text"
      hidden={version !== tab}
      role={hasTwo ? 'tabpanel' : undefined}
      aria-label={hasTwo ? TITLES[version] : undefined}
    >
      <div ref={host} className="editor-host" />
      {findings.length > 0 && (
        <EditorFindings
          findings={findings}
          sample={props.sample}
          onGoTo={({ line, column }) => editor.current?.goTo(line, column)}
          onFix={(fix) => editor.current?.fix(fix)}
          onSample={props.onSample}
        />
      )}
    </div>
  );
}

function VersionTabs({ tab, onTab, onRemoveNext }: EditorPaneProps): ReactNode {
  return (
    <>
      <div
        className="version-tabs"
        role="tablist"
        aria-label="Versions"
        onKeyDown={(event) => {
          if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
          event.preventDefault();
          const next = tab === 'v1' ? 'v2' : 'v1';
          onTab(next);
          event.currentTarget.querySelector<HTMLElement>(`[data-version=${next}]`)?.focus();
        }}
      >
        {(['v1', 'v2'] as const).map((version) => (
          <button
            key={version}
            type="button"
            role="tab"
            data-version={version}
            className="version-tab"
            aria-selected={version === tab}
            tabIndex={version === tab ? 0 : -1}
            onClick={() => onTab(version)}
          >
            {TITLES[version]}
          </button>
        ))}
      </div>
      <button
        type="button"
        className="quiet small icon"
        title="Remove version 2"
        onClick={onRemoveNext}
      >
        <X aria-hidden="true" size={14} />
        <span className="visually-hidden">Remove version 2</span>
      </button>
    </>
  );
}

function KeepingLine({ keeping, onSaveFile }: EditorPaneProps): ReactNode {
  switch (keeping.kind) {
    case 'nothing':
      return null;
    case 'kept':
      return (
        <p className="editor-kept">
          <Check aria-hidden="true" size={14} /> {keeping.note ?? 'Kept on this device'}
        </p>
      );
    case 'unable':
      return (
        <p className="editor-kept" data-tone="warning">
          {keeping.text}{' '}
          <button type="button" className="quiet small" onClick={onSaveFile}>
            Save as a file
          </button>
        </p>
      );
  }
}

/** The code of a run, to be changed. It runs again by itself. */
export default function EditorPane(props: EditorPaneProps): ReactNode {
  const { texts, status, resetTo } = props;
  const headId = useId();
  const v1 = useRef<FindingWalk>(null);
  const v2 = useRef<FindingWalk>(null);
  const walk = props.tab === 'v1' ? v1 : v2;
  return (
    <section className="editor-pane" aria-labelledby={headId}>
      <header className="editor-head">
        {texts.v2 === undefined ? (
          <h3 id={headId} className="part-title">
            Your code
          </h3>
        ) : (
          <>
            <h3 id={headId} className="visually-hidden">
              Your code
            </h3>
            <VersionTabs {...props} />
          </>
        )}
        {texts.v2 === undefined && (
          <button type="button" className="quiet small" onClick={props.onAddNext}>
            <Plus aria-hidden="true" size={14} /> Version 2
          </button>
        )}
        <span className="spring" />
        <FindingCount
          count={props.diagnostics[props.tab].length}
          onNext={() => walk.current?.toNext()}
        />
        {resetTo !== undefined && (
          <button type="button" className="quiet small" onClick={props.onReset}>
            Reset
          </button>
        )}
        <button type="button" className="quiet small" onClick={props.onClose}>
          Done
        </button>
      </header>
      <Text {...props} version="v1" text={texts.v1} walk={v1} />
      {texts.v2 !== undefined && <Text {...props} version="v2" text={texts.v2} walk={v2} />}
      <footer className="editor-foot">
        <p className="editor-status" role="status" data-tone={status.tone}>
          {status.text}
        </p>
        <KeepingLine {...props} />
      </footer>
      <RunSettings {...props.settings} />
    </section>
  );
}
