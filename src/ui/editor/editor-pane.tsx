import { Check, Plus } from 'lucide-react';
import { useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react';
import { useCodeEditor } from '../behaviors/use-code-editor.ts';
import type { CodeEditorInput } from './code-editor.ts';
import { EditorFindings, FindingCount } from './editor-findings.tsx';
import './editor.css';
import './editor-phone.css';
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
  facade: 'durabletask' | 'dapr';
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
  /** Shows what comes of a finding on a built-in sample, or in this very code. */
  onSample: (id: string) => void;
  onEffect: (finding: Finding) => void;
  onClose: () => void;
}

/** What the pane shows: one of the texts, or the settings of the run. */
type Page = Version | 'settings';

const TITLES: Record<Page, string> = { v1: 'Version 1', v2: 'Version 2', settings: 'Settings' };
const panelIdOf = (page: Page): string => `editor-${page}`;
const tabIdOf = (page: Page): string => `editor-tab-${page}`;

/** The findings of the text that is shown, for the bar. */
interface FindingWalk {
  toNext: () => void;
}

type TextProps = EditorPaneProps & {
  version: Version;
  text: string;
  isShown: boolean;
  /** Lets the bar go from one finding of this text to the next. */
  walk: Ref<FindingWalk>;
};

/** One text. It stays in the page while another page is shown, so that each keeps its own undo. */
function Text(props: TextProps): ReactNode {
  const { version, text, isShown, texts, diagnostics, marks, onText, onRun } = props;
  const host = useRef<HTMLDivElement>(null);
  const findings = diagnostics[version];
  const hasTwo = texts.v2 !== undefined;
  const input: CodeEditorInput = {
    text,
    revision: props.revision,
    findings,
    facade: props.facade,
    label: hasTwo ? `Code, ${TITLES[version].toLowerCase()}` : 'Code',
    ...(version === 'v1' && marks && { marks }),
    ...(version === 'v2' && { base: texts.v1 }),
  };
  const [open, setOpen] = useState<number>();
  const editor = useCodeEditor(host, input, { onText: (next) => onText(version, next), onRun });
  const toNext = () => {
    const next = editor.current?.toNextFinding();
    const at = findings.findIndex(
      ({ line, column }) => line === next?.line && column === next.column,
    );
    if (at >= 0) setOpen(at);
  };
  useImperativeHandle(props.walk, () => ({ toNext }));
  return (
    <div
      id={panelIdOf(version)}
      className="editor-text"
      hidden={!isShown}
      role="tabpanel"
      aria-labelledby={tabIdOf(version)}
    >
      <div ref={host} className="editor-host" />
      {findings.length > 0 && (
        <EditorFindings
          findings={findings}
          sample={props.sample}
          onGoTo={({ line, column }) => editor.current?.goTo(line, column)}
          onFix={(fix) => editor.current?.fix(fix)}
          open={open}
          onOpen={setOpen}
          onSample={props.onSample}
          onEffect={version === 'v1' ? props.onEffect : undefined}
        />
      )}
    </div>
  );
}

function Pages(props: {
  pages: readonly Page[];
  page: Page;
  onPage: (page: Page) => void;
}): ReactNode {
  const { pages, page, onPage } = props;
  return (
    <div
      className="version-tabs"
      role="tablist"
      aria-label="Your code"
      onKeyDown={(event) => {
        const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        const next = pages[(pages.indexOf(page) + step + pages.length) % pages.length];
        if (step === 0 || next === undefined) return;
        event.preventDefault();
        onPage(next);
        event.currentTarget.querySelector<HTMLElement>(`#${tabIdOf(next)}`)?.focus();
      }}
    >
      {pages.map((each) => (
        <button
          key={each}
          id={tabIdOf(each)}
          type="button"
          role="tab"
          className="version-tab"
          aria-selected={each === page}
          aria-controls={panelIdOf(each)}
          tabIndex={each === page ? 0 : -1}
          onClick={() => onPage(each)}
        >
          {each === 'v1' && !pages.includes('v2') ? 'Code' : TITLES[each]}
        </button>
      ))}
    </div>
  );
}

function KeepingLine({ keeping, onSaveFile }: EditorPaneProps): ReactNode {
  switch (keeping.kind) {
    case 'nothing':
      return null;
    case 'kept':
      return (
        <p className="editor-kept" data-tone={keeping.note === undefined ? undefined : 'warning'}>
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
  const { tab, texts, status, resetTo, onTab } = props;
  const [hasSettings, setSettings] = useState(false);
  const v1 = useRef<FindingWalk>(null);
  const v2 = useRef<FindingWalk>(null);
  const walks = { v1, v2 };
  const page: Page = hasSettings ? 'settings' : tab;
  const pages: Page[] = texts.v2 === undefined ? ['v1', 'settings'] : ['v1', 'v2', 'settings'];
  const show = (next: Page) => {
    setSettings(next === 'settings');
    if (next !== 'settings') onTab(next);
  };
  return (
    <section className="editor-pane" aria-label="Your code">
      <header className="editor-head">
        <Pages pages={pages} page={page} onPage={show} />
        {texts.v2 === undefined && (
          <button type="button" className="quiet small" onClick={props.onAddNext}>
            <Plus aria-hidden="true" size={14} /> <span className="add-name">Version 2</span>
          </button>
        )}
        <span className="spring" />
        {page !== 'settings' && (
          <FindingCount
            count={props.diagnostics[page].length}
            onNext={() => walks[page].current?.toNext()}
          />
        )}
        <button type="button" className="quiet small editor-done" onClick={props.onClose}>
          Done
        </button>
      </header>
      <Text {...props} version="v1" text={texts.v1} isShown={page === 'v1'} walk={v1} />
      {texts.v2 !== undefined && (
        <Text {...props} version="v2" text={texts.v2} isShown={page === 'v2'} walk={v2} />
      )}
      <div
        id={panelIdOf('settings')}
        className="editor-settings"
        role="tabpanel"
        aria-labelledby={tabIdOf('settings')}
        hidden={page !== 'settings'}
      >
        <RunSettings {...props.settings} />
      </div>
      <footer className="editor-foot">
        <p className="editor-status" role="status" data-tone={status.tone}>
          {status.text}
        </p>
        <p className="editor-next">Done leads back to the run.</p>
        <KeepingLine {...props} />
        {page === 'v2' && (
          <button type="button" className="quiet small" onClick={props.onRemoveNext}>
            Remove version 2
          </button>
        )}
        {resetTo !== undefined && (
          <button
            type="button"
            className="quiet small"
            title="Back to the sample as it was. Undo brings your code back."
            onClick={props.onReset}
          >
            Reset
          </button>
        )}
      </footer>
    </section>
  );
}
