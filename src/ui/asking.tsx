import { ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { withUnseen } from '../view/unseen.ts';
import { CodeListing } from './code-listing.tsx';
import './asking.css';

function Unseen({ count }: { count: number }): ReactNode {
  if (count === 0) return null;
  const text =
    count === 1
      ? 'One character of this code is not seen on a screen. It is shown by its number.'
      : `${count} characters of this code are not seen on a screen. They are shown by their numbers.`;
  return <p className="asking-warning">{text}</p>;
}

function Text({ source }: { source: string }): ReactNode {
  return (
    <CodeListing source={source} range={{ from: 1, to: source.split('\n').length }} moment={0} />
  );
}

// The answer of an embed is kept nowhere: it is a guest.
const EACH_TIME = 'You are asked each time this page opens.';
const ONCE = 'If you run it, this browser does not ask again about this code.';

/** Somebody else's code came with a link: all of it is shown, and none runs before the person says so. */
export default function Asking(props: {
  source: string;
  /** Version 2, which a restart in this run may start. */
  next?: string;
  isOnlyRead: boolean;
  /** The answer is not kept: the next time it is asked again. */
  isEachTime: boolean;
  onAnswer: (isWanted: boolean) => void;
}): ReactNode {
  const { isOnlyRead, isEachTime, onAnswer } = props;
  const source = withUnseen(props.source);
  const next = props.next === undefined ? undefined : withUnseen(props.next);
  return (
    <section className="asking zone" aria-labelledby="asking-title">
      <div className="asking-words">
        <ShieldCheck aria-hidden="true" size={22} />
        <div>
          <h2 id="asking-title" className="zone-title">
            {isOnlyRead ? 'This code has not run' : 'This link brings code that somebody wrote'}
          </h2>
          <p>
            It runs in a closed machine: no network, no storage, no access to this page. It can
            compute, and call example services that exist only here. {isEachTime ? EACH_TIME : ONCE}
          </p>
          <Unseen count={source.count + (next?.count ?? 0)} />
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
      <Text source={source.text} />
      {next && (
        <>
          <h3 className="zone-title asking-next">Version 2, for a restart</h3>
          <Text source={next.text} />
        </>
      )}
    </section>
  );
}
