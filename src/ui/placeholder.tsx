import type { ReactNode } from 'react';
import { CodeListing } from './code-listing.tsx';
import type { Standing } from './screen-state.ts';

function lineCount(source: string): number {
  return source.split('\n').length;
}

/** What stands in the place of the zones while there is no run to show. */
export function Placeholder({
  standing,
  source,
}: {
  standing: Standing;
  source: string;
}): ReactNode {
  if (standing.kind !== 'problem') {
    return (
      <div className="placeholder" aria-busy="true">
        <div className="zone process">
          <p className="placeholder-text" role="status">
            {standing.kind === 'loading' && standing.text ? standing.text : 'Starting the machine…'}
          </p>
        </div>
        <div className="zone history" />
        <div className="zone world" />
      </div>
    );
  }
  const lines = standing.problems.flatMap((problem) => problem.line ?? []);
  return (
    <section className="problem zone" aria-labelledby="problem-title">
      <header className="zone-head">
        <h2 id="problem-title" className="zone-title">
          {standing.title}
        </h2>
      </header>
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
    </section>
  );
}
