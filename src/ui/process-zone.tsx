import { ArrowDown, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Chip, CodePane, Frame } from '../view/frame.ts';
import { apartLineOf } from './apart-line.ts';
import { usePrintedDetails } from './behaviors/use-printed-details.ts';
import { CodeListing } from './code-listing.tsx';
import { lazyPart } from './lazy-part.tsx';
import { ActivityCard, Memory } from './memory.tsx';
import { apartOf, doingText, isOpeningScene, moodOf } from './mood.ts';
import type { PythonText } from './python-reading.ts';
import type { ScreenActions } from './screen-actions.ts';
import type { LineRange } from './screen-state.ts';
import { TornEdge } from './torn-edge.tsx';
import type { WayOut } from './why-it-broke.tsx';

/** As high as a short chain, until it comes. */
const WhyItBroke = lazyPart(
  'The chain of cause',
  () => import('./why-it-broke.tsx'),
  <div className="why why-wait" aria-busy="true" />,
);

/** Who reads Python asks for it. */
const PythonListing = lazyPart('The Python', () => import('./python-listing.tsx'));

const PythonSwitch = lazyPart(
  'The way to the Python',
  () => import('./python-switch.tsx'),
  <div className="python-switch" />,
);

interface ProcessZoneProps {
  frame: Frame;
  source: string;
  ranges: { workflow?: LineRange; plain?: LineRange };
  isFirstMinute: boolean;
  /** The workflow in Python, where there is such a reading. */
  python?: PythonText;
  isPython?: boolean;
  onTogglePython?: () => void;
  onCopyPython?: () => void;
  mended: WayOut | undefined;
  mends?: readonly WayOut[];
  /** The editor, in the place of the listings. */
  editor?: ReactNode;
  /** The code cannot be edited here: the page is somebody else's. */
  isReadOnly?: boolean;
  /** What is written can’t run. */
  draft?: string;
  onEdit: () => void;
  onSeek: ScreenActions['onSeek'];
  id: string;
  tabId?: string;
}

function runText({ app: { run, version }, aliveRuns }: Frame): string {
  if (aliveRuns.length > 1) return `App runs ${aliveRuns.join(' and ')}`;
  if (run === 0) return 'App';
  return `App run ${run}${version === 'v2' ? ', version 2' : ''}`;
}

function Outcome({ pane }: { pane: CodePane }): ReactNode {
  if (!pane.outcome) return null;
  return (
    <p className="outcome" data-status={pane.outcome.status}>
      {pane.outcome.text}
    </p>
  );
}

/** Before the first replay an answer is an answer, wherever this wake-up had it from. */
function withPlainChips(pane: CodePane): CodePane {
  const chips = pane.chips.map((chip): Chip => {
    if (chip.event === undefined) return chip;
    return chip.isError
      ? { ...chip, text: 'failed', tone: 'failed' }
      : { ...chip, text: 'done', tone: 'live' };
  });
  return { ...pane, chips, runs: { within: 'app run', lines: new Map() } };
}

/** What the code may do here and not in a real app, closed until somebody wants to see it. */
function Remarks({ rows }: { rows: Frame['remarks'] }): ReactNode {
  const { details } = usePrintedDetails(rows.length === 1);
  if (rows.length === 0) return null;
  return (
    <details className="remarks" {...details}>
      <summary>{rows.length === 1 ? '1 remark' : `${rows.length} remarks`}</summary>
      <ul>
        {rows.map(({ line, text }) => (
          <li key={`${line} ${text}`}>{`Line ${line}: ${text}`}</li>
        ))}
      </ul>
    </details>
  );
}

function Listing(props: {
  frame: Frame;
  source: string;
  range: LineRange;
  pane: CodePane;
  python: PythonText | undefined;
}): ReactNode {
  const { frame, source, range, pane, python } = props;
  const shown = {
    source,
    range,
    pane,
    moment: frame.index,
    apartLine: apartLineOf(frame, pane),
    isSilent: frame.disagreement === undefined,
  };
  return python ? <PythonListing {...shown} python={python} /> : <CodeListing {...shown} />;
}

function Pane(props: ProcessZoneProps & { pane: CodePane; isNamed: boolean }): ReactNode {
  const { frame, source, ranges, isNamed, isFirstMinute, isPython = false } = props;
  const pane = isOpeningScene(frame, isFirstMinute) ? withPlainChips(props.pane) : props.pane;
  const isDead = frame.app.status === 'dead';
  const range = ranges[pane.kind];
  const apart = apartOf(frame);
  const python = pane.kind === 'workflow' && !isFirstMinute ? props.python : undefined;
  return (
    <div className="pane" data-kind={pane.kind}>
      {isNamed && (
        <h3 className="pane-title">{pane.kind === 'workflow' ? 'With an engine' : 'Plain code'}</h3>
      )}
      {range && props.editor === undefined && (
        <Listing
          frame={frame}
          source={source}
          range={range}
          pane={pane}
          python={isPython ? python : undefined}
        />
      )}
      <div className="below-code" tabIndex={0} role="group" aria-label={`Memory of ${pane.name}`}>
        {pane.activity && (
          <ActivityCard activity={pane.activity} requests={frame.requests} run={frame.app.run} />
        )}
        {!frame.disagreement && <Outcome pane={pane} />}
        {apart && pane.kind === 'workflow' ? (
          <WhyItBroke
            disagreement={apart}
            isSilent={apart === frame.silent}
            mended={props.mended}
            mends={props.mends ?? []}
            onSpot={({ step, beat }) => props.onSeek(step, beat, 0)}
          />
        ) : (
          <Memory pane={pane} isDead={isDead} />
        )}
        {pane.kind === 'workflow' && <Remarks rows={frame.remarks} />}
        {python && props.editor === undefined && (
          <PythonSwitch
            isOn={isPython}
            onToggle={() => props.onTogglePython?.()}
            onCopy={props.onCopyPython}
          />
        )}
      </div>
    </div>
  );
}

/** On a phone the reasons stand below the code, where nobody would look for them. */
function WhyButton({ isSilent }: { isSilent: boolean }): ReactNode {
  return (
    <button
      type="button"
      className="quiet small why-button"
      onClick={({ currentTarget }) =>
        currentTarget.closest('.process')?.querySelector('.why')?.scrollIntoView()
      }
    >
      {isSilent ? 'Why it is different' : 'Why it broke'}
      <ArrowDown aria-hidden="true" size={14} />
    </button>
  );
}

/** What a crash takes: code that runs, variables, log. Dashed while it lives, torn when it is dead. */
export function ProcessZone(props: ProcessZoneProps): ReactNode {
  const { frame, id, tabId, isFirstMinute, editor } = props;
  const isDead = frame.app.status === 'dead';
  return (
    <section
      id={id}
      className="zone process"
      data-dead={isDead}
      data-panes={frame.panes.length}
      role={tabId ? 'tabpanel' : undefined}
      aria-labelledby={tabId ?? `${id}-title`}
    >
      <header className="zone-head">
        <h2 id={`${id}-title`} className="zone-title">
          {runText(frame)}
        </h2>
        <p className="zone-note">{isDead ? 'lost in a crash' : 'all this is lost in a crash'}</p>
        {!isOpeningScene(frame, isFirstMinute) && (
          <p className="doing" data-mood={moodOf(frame)}>
            {doingText(frame)}
          </p>
        )}
        {apartOf(frame) && editor === undefined && <WhyButton isSilent={!frame.disagreement} />}
        {props.draft !== undefined && editor === undefined && (
          <button type="button" className="quiet small draft" onClick={props.onEdit}>
            {props.draft}
          </button>
        )}
        {!isFirstMinute && editor === undefined && props.isReadOnly !== true && (
          <button type="button" className="quiet small edit-code" onClick={props.onEdit}>
            <Pencil aria-hidden="true" size={14} />
            <span className="edit-name">Edit the code</span>
          </button>
        )}
      </header>
      <div
        className="panes"
        data-keep-box={frame.panes.length === 1 && editor === undefined}
        data-editing={editor !== undefined}
      >
        {editor !== undefined && (
          <div className="pane" data-kind="editor">
            {editor}
          </div>
        )}
        {frame.panes.map((pane) => (
          <Pane key={pane.kind} {...props} pane={pane} isNamed={frame.panes.length > 1} />
        ))}
      </div>
      {isDead && <TornEdge />}
    </section>
  );
}
