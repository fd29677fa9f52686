import { Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { ComputeButton, type ComputeControl } from './compute-button.tsx';
import { lazyPart } from './lazy-part.tsx';
import type { Standing } from './screen-state.ts';

/** Code that can't run is not what a page begins with: its lines come with what draws a run. */
const CodeListing = lazyPart('The code', async () => {
  const { CodeListing: listing } = await import('./code-listing.tsx');
  return { default: listing };
});

/** Only who comes by a link with code of somebody else sees it. */
const Asking = lazyPart('The question', () => import('./asking.tsx'));

function lineCount(source: string): number {
  return source.split('\n').length;
}

/** What stands in the place of the zones while there is no run to show. */
export function Placeholder(props: {
  standing: Standing;
  source: string;
  editor?: ReactNode;
  /** An embed: the code can't be edited here, and no answer is kept. */
  isReadOnly?: boolean;
  compute?: ComputeControl;
  onEdit: () => void;
  onAnswer: (isWanted: boolean) => void;
}): ReactNode {
  const { standing, source, editor } = props;
  if (standing.kind === 'asking')
    return (
      <Asking
        {...standing}
        source={source}
        isEachTime={props.isReadOnly === true}
        onAnswer={props.onAnswer}
      />
    );
  if (standing.kind !== 'problem') {
    return (
      <div className="placeholder" aria-busy="true">
        <div className="zone process">
          <p className="placeholder-text" role="status">
            {standing.kind === 'loading' && standing.text ? standing.text : 'Starting the app…'}
          </p>
          <ComputeButton compute={props.compute} />
        </div>
        <div className="zone history" />
        <div className="zone world">
          <i className="counter" />
          <i className="counter" />
          <i className="counter" />
        </div>
      </div>
    );
  }
  return (
    <section className="problem zone" aria-labelledby="problem-title">
      <header className="zone-head">
        <h2 id="problem-title" className="zone-title">
          {standing.title}
        </h2>
        {editor === undefined && props.isReadOnly !== true && (
          <button type="button" className="quiet small edit-code" onClick={props.onEdit}>
            <Pencil aria-hidden="true" size={14} />
            <span className="edit-name">Edit the code</span>
          </button>
        )}
      </header>
      {editor ?? <ProblemCode standing={standing} source={source} />}
    </section>
  );
}

function ProblemCode({
  standing,
  source,
}: {
  standing: Extract<Standing, { kind: 'problem' }>;
  source: string;
}): ReactNode {
  const lines = standing.problems.flatMap((problem) => problem.line ?? []);
  return (
    <>
      <div role="alert">
        <ul className="problem-list">
          {standing.problems.map((problem, index) => (
            <li key={index}>
              {problem.line !== undefined && <strong>{`Line ${problem.line}: `}</strong>}
              {problem.text}
            </li>
          ))}
        </ul>
      </div>
      {source !== '' && (
        <CodeListing
          source={source}
          range={{ from: 1, to: lineCount(source) }}
          moment={0}
          faultyLines={lines}
        />
      )}
    </>
  );
}
