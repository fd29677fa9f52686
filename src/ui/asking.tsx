import { ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { CodeListing } from './code-listing.tsx';

/** Somebody else's code came with a link: it is shown, and does not run before the person says so. */
export function Asking(props: {
  source: string;
  isOnlyRead: boolean;
  onAnswer: (isWanted: boolean) => void;
}): ReactNode {
  const { source, isOnlyRead, onAnswer } = props;
  return (
    <section className="asking zone" aria-labelledby="asking-title">
      <div className="asking-words">
        <ShieldCheck aria-hidden="true" size={22} />
        <div>
          <h2 id="asking-title" className="zone-title">
            {isOnlyRead ? 'This code has not run' : 'This link brings code that somebody wrote'}
          </h2>
          <p>It runs in a closed machine: no network, no storage, no access to this page.</p>
        </div>
        <div className="asking-choice">
          {!isOnlyRead && (
            <button type="button" className="quiet" onClick={() => onAnswer(false)}>
              Only read
            </button>
          )}
          <button type="button" className="quiet main-choice" onClick={() => onAnswer(true)}>
            Run it
          </button>
        </div>
      </div>
      <CodeListing source={source} range={{ from: 1, to: source.split('\n').length }} moment={0} />
    </section>
  );
}
