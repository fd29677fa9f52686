import { VERDICTS } from '../../trace/verdict.ts';
import { ArrowLeft, RotateCcw, Square, SquareCheck, X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { usePrintedDetails } from '../behaviors/use-printed-details.ts';
import './explore.css';
import {
  countByTone,
  legendOf,
  rowsOf,
  type CellTone,
  type ExploredPicture,
} from '../../view/explored.ts';
import type { Staircase } from '../../view/frame.ts';
import { CellIcon } from './cell-shape.tsx';
import { ExploredStrip } from './explored-strip.tsx';
import { PlaceRow } from './place-row.tsx';

/** What is being looked at, and how far it is. */
export interface Exploration {
  kind: 'crashes' | 'deployment';
  standing: 'running' | 'done' | 'stopped' | 'failed';
  /** Runs that were judged, of how many. `total` 0: not known yet. */
  done: number;
  total: number;
  picture: ExploredPicture;
  /** One sentence, once everything is known; or why it failed. */
  summary?: string;
  /** How many runs each thing happened in. */
  counts?: string;
  /** What these runs leave out, in one line. */
  untried?: string;
  /** Two crashes in one run: how many such runs, how they ended, and what went wrong first. */
  pairs?: {
    run: number;
    budget: number;
    seed: number;
    end: string;
    worst?: number;
    text?: string;
  };
  /** Set when this program can not be looked at as it is. `offer`: the words of a button that looks at a part of it. */
  unfit?: { offer?: string };
  /** Number of the run to look at first: the earliest that shows the worst. */
  first?: number;
  /** What is looked at, where it is not the run as it is on the screen. */
  about?: string;
}

interface ExploreScreenProps {
  exploration: Exploration;
  staircase: Staircase | undefined;
  onOpen: (number: number) => void;
  /** Opens the worst pair of crashes. */
  onOpenPair: () => void;
  onStop: () => void;
  onAgain: () => void;
  /** Looks at what `unfit` offers. */
  onInstead: () => void;
  onClose: () => void;
}

const TITLES: Record<Exploration['kind'], string> = {
  crashes: 'Crash everywhere',
  deployment: 'Check the deploy',
};

const UNFIT_TITLES: Record<Exploration['kind'], string> = {
  crashes: 'Crash everywhere can’t look at this program as it is',
  deployment: 'The deploy of this program can’t be checked as it is',
};

const LEADS: Record<Exploration['kind'], string> = {
  crashes:
    'The run is made again and again. Each time, the app, the engine or both crash at another moment, and start again.',
  deployment:
    'The run is made again and again. Each time, version 2 of the code arrives at another moment.',
};

const TONES: readonly { tone: CellTone; name: string }[] = [
  { tone: 'bad', name: 'Goes wrong' },
  { tone: 'note', name: 'Worth knowing' },
  { tone: 'quiet', name: 'Not known' },
  { tone: 'good', name: 'Holds' },
];

const GOOD_NAMES: Record<Exploration['kind'], string> = {
  crashes: 'Holds',
  deployment: VERDICTS.safe.word,
};

function Progress({ exploration, onStop }: { exploration: Exploration; onStop: () => void }) {
  const { done, total } = exploration;
  return (
    <div className="explore-progress">
      <progress max={Math.max(1, total)} value={total === 0 ? undefined : done} aria-label="Runs" />
      <span className="explore-count">
        {total === 0 ? 'Starting…' : `${done} of ${total} runs`}
      </span>
      <button type="button" className="quiet" onClick={onStop}>
        <X aria-hidden="true" size={16} />
        Stop
      </button>
    </div>
  );
}

function standingText({ standing, summary, done }: Exploration): string {
  switch (standing) {
    case 'running':
      return '';
    case 'done':
      return summary ?? '';
    case 'stopped':
      return `Stopped after ${done} runs. What was found so far stands below.`;
    case 'failed':
      return summary ?? 'This could not be done.';
  }
}

function Pairs(props: { exploration: Exploration; onOpenPair: () => void }): ReactNode {
  const { pairs } = props.exploration;
  const { details } = usePrintedDetails();
  if (!pairs || pairs.run === 0) return null;
  return (
    <div className="explore-pairs">
      {`${pairs.run} pairs of crashes, chosen by chance, were tried too. ${pairs.end} `}
      {pairs.text !== undefined && <span>{pairs.text} </span>}
      {pairs.worst !== undefined && (
        <button type="button" className="quiet" onClick={props.onOpenPair}>
          Open that run
        </button>
      )}
      <details {...details}>
        <summary>How the pairs are chosen</summary>
        {`At most ${pairs.budget} are drawn, with seed ${pairs.seed}: the same ones each time.`}
      </details>
    </div>
  );
}

/** What the shapes mean that are in the picture. */
function Legend({ picture }: { picture: ExploredPicture }): ReactNode {
  return (
    <ul className="explore-legend" aria-label="What the shapes mean">
      {legendOf(picture.cells).map(({ shape, tone, verdict }) => (
        <li key={`${shape} ${verdict}`}>
          <CellIcon shape={shape} tone={tone} />
          {verdict}
        </li>
      ))}
    </ul>
  );
}

function Filter(props: {
  exploration: Exploration;
  hidden: ReadonlySet<CellTone>;
  onToggle: (tone: CellTone) => void;
}): ReactNode {
  const { exploration, hidden, onToggle } = props;
  const counts = countByTone(exploration.picture.cells);
  return (
    <div className="explore-filter" role="group" aria-label="Which places are listed">
      <span className="explore-shown" aria-hidden="true">
        Show
      </span>
      {TONES.filter(({ tone }) => counts[tone] > 0).map(({ tone, name }) => (
        <button
          key={tone}
          type="button"
          className="quiet"
          data-tone={tone}
          aria-pressed={!hidden.has(tone)}
          onClick={() => onToggle(tone)}
        >
          {hidden.has(tone) ? (
            <Square aria-hidden="true" size={16} />
          ) : (
            <SquareCheck aria-hidden="true" size={16} />
          )}
          {`${tone === 'good' ? GOOD_NAMES[exploration.kind] : name} ${counts[tone]}`}
        </button>
      ))}
    </div>
  );
}

/** Many runs of one scenario: a picture of all places, one sentence, and the list; each place opens its own run. */
export function ExploreScreen(props: ExploreScreenProps): ReactNode {
  const { exploration, staircase, onOpen, onClose } = props;
  const { kind, standing, picture, first, unfit } = exploration;
  const [hidden, setHidden] = useState<ReadonlySet<CellTone>>(new Set());
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const toggle = (tone: CellTone) => {
    const next = new Set(hidden);
    if (!next.delete(tone)) next.add(tone);
    setHidden(next);
  };
  const listed = picture.cells.filter(({ found }) => found && !hidden.has(found.tone));
  const shown = new Set(listed.map(({ number }) => number));
  return (
    <main className="main explore">
      <header className="explore-head">
        <div>
          <h1 className="question" ref={title} tabIndex={-1}>
            {unfit ? UNFIT_TITLES[kind] : TITLES[kind]}
          </h1>
          {!unfit && <p className="lead">{LEADS[kind]}</p>}
          {exploration.about !== undefined && <p className="lead">{exploration.about}</p>}
        </div>
        <button type="button" className="quiet" onClick={onClose}>
          <ArrowLeft aria-hidden="true" size={16} />
          Back to the run
        </button>
      </header>
      {standing === 'running' && <Progress exploration={exploration} onStop={props.onStop} />}
      <div className="explore-told" role="status" data-standing={standing}>
        <p className="explore-summary">{standingText(exploration)}</p>
        {standing === 'done' && <p className="explore-counts">{exploration.counts}</p>}
        {standing === 'done' && exploration.untried !== undefined && (
          <p className="explore-counts">{exploration.untried}</p>
        )}
      </div>
      <Pairs exploration={exploration} onOpenPair={props.onOpenPair} />
      {unfit?.offer !== undefined && (
        <button type="button" className="quiet explore-again" onClick={props.onInstead}>
          {unfit.offer}
        </button>
      )}
      {(standing === 'stopped' || (standing === 'failed' && !unfit)) && (
        <button type="button" className="quiet explore-again" onClick={props.onAgain}>
          <RotateCcw aria-hidden="true" size={16} />
          Start again
        </button>
      )}
      {picture.cells.length > 0 && staircase && (
        <section className="zone explore-picture" aria-label="Places">
          <Legend picture={picture} />
          <ExploredStrip picture={picture} staircase={staircase} shown={shown} onOpen={onOpen} />
        </section>
      )}
      <Filter exploration={exploration} hidden={hidden} onToggle={toggle} />
      <ul className="explore-list" aria-label="Places, the worst first">
        {rowsOf(listed).map((row) => (
          <PlaceRow
            key={row.key}
            row={row}
            lanes={picture.lanes}
            first={first}
            isCounted={kind === 'crashes'}
            onOpen={onOpen}
          />
        ))}
      </ul>
    </main>
  );
}
