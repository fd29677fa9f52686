import { ArrowRight, CornerDownRight, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePrintedDetails } from './behaviors/use-printed-details.ts';
import type { CauseLink, Disagreement, Spot } from '../view/frame.ts';
import './causes.css';
import './verdict.css';

/** The way on: another sample that does the same without the fault. */
export interface WayOut {
  name: string;
  onOpen: () => void;
}

const changeSigns = { gone: '−', new: '+' };
const changeWords = { gone: 'taken out', new: 'new' };

/** Lines of the code that changed, as in a comparison of two texts. */
function ChangedLines({ changed }: { changed: NonNullable<CauseLink['changed']> }): ReactNode {
  return (
    <ul className="changed-lines">
      {changed.map((each, index) => (
        <li key={index} data-kind={each.kind}>
          <span aria-hidden="true">{changeSigns[each.kind]}</span>
          <span className="line-number">{each.line}</span>
          <span className="visually-hidden">{changeWords[each.kind]}: </span>
          <code>{each.text}</code>
        </li>
      ))}
    </ul>
  );
}

function ChainLink(props: { link: CauseLink; onSpot: (spot: Spot) => void }): ReactNode {
  const { link, onSpot } = props;
  return (
    <span className="why-link">
      {link.text}
      {link.changed && <ChangedLines changed={link.changed} />}
      {link.spots?.map((spot) => (
        <button
          key={spot.label}
          type="button"
          className="spot"
          aria-label={`Show ${spot.label}: ${link.text}`}
          onClick={() => onSpot(spot)}
        >
          {spot.label}
          <CornerDownRight aria-hidden="true" size={12} />
        </button>
      ))}
    </span>
  );
}

const STAYS =
  'The broken one stays failed, as in reality. Mended code does not fit its history, and the old code does not bring it back.';
const GOES_ON =
  'The one at hand goes on as it is: what it has done, and what its history says, can’t change.';

/** What to do: each mend changes the code and starts a new workflow. */
function Mends({ mends }: { mends: readonly WayOut[] }): ReactNode {
  return mends.map(({ name, onOpen }) => (
    <button key={name} type="button" className="mend" onClick={onOpen}>
      <Wrench aria-hidden="true" size={16} />
      {name}
    </button>
  ));
}

function MendNote(props: {
  mends: readonly WayOut[];
  mended: WayOut | undefined;
  isSilent: boolean;
}): ReactNode {
  const { mends, mended, isSilent } = props;
  return (
    <p className="mend-note">
      {mends.length > 0 && 'A mend changes the code and starts a new workflow. '}
      {isSilent ? GOES_ON : STAYS}
      {mended && (
        <button type="button" className="spot" title={mended.name} onClick={mended.onOpen}>
          Open the mended sample
          <ArrowRight aria-hidden="true" size={12} />
        </button>
      )}
    </p>
  );
}

/** The chain of cause, and the numbers that were drawn at each wake-up. */
export default function WhyItBroke(props: {
  /** What is shown of a disagreement, loud or silent. */
  disagreement: Pick<Disagreement, 'why' | 'draws'>;
  /** No engine reports it. */
  isSilent?: boolean;
  /** Undefined where no such sample is known. */
  mended: WayOut | undefined;
  /** Changes of the code, each of which starts a new workflow. */
  mends: readonly WayOut[];
  /** Moves the cursor to where a link of the chain can be seen. */
  onSpot: (spot: Spot) => void;
}): ReactNode {
  const { disagreement, mended } = props;
  const { details } = usePrintedDetails();
  return (
    <div className="why" data-silent={props.isSilent}>
      {/* Beside the title: under the chain it would be out of sight in a low window. */}
      <div className="why-head">
        <h3 className="why-title">{props.isSilent ? 'Why it is different' : 'Why it broke'}</h3>
        <Mends mends={props.mends} />
      </div>
      <ol className="why-chain">
        {disagreement.why.map((link, index) => (
          <li key={index} data-certainty={link.certainty}>
            <ChainLink link={link} onSpot={props.onSpot} />
          </li>
        ))}
      </ol>
      <MendNote mends={props.mends} mended={mended} isSilent={props.isSilent === true} />
      {disagreement.draws.length > 0 && (
        <details className="draws-box" {...details}>
          <summary>Drawn at each wake-up</summary>
          <table className="draws" aria-label="Drawn at each wake-up">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Line</th>
                <th scope="col">Asked for</th>
                <th scope="col">Got</th>
              </tr>
            </thead>
            <tbody>
              {disagreement.draws.map((draw, index) => (
                <tr key={index} data-now={draw.isNow}>
                  <td>{`${draw.wakeUp}, app run ${draw.process}${draw.isNow ? ', now' : ''}`}</td>
                  <td>{draw.line}</td>
                  <td>
                    <code>{draw.api}</code>
                  </td>
                  <td>
                    <code title={draw.value}>{draw.value}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </div>
  );
}
