import type { ReactNode, RefObject } from 'react';
import { VERDICTS } from '../trace/verdict.ts';
import type { Disagreement, SilentDisagreement } from '../view/frame.ts';
import { otherEngines, type EngineVerdict } from '../view/other-engines.ts';
import { usePrintedDetails } from './behaviors/use-printed-details.ts';
import { useKeepInView } from './behaviors/use-keep-in-view.ts';
import './causes.css';
import './compare.css';

const SILENT = VERDICTS['silently-different'];

type Row = Disagreement['rows'][number];

const signs: Record<Row['verdict'], { sign: string; text: string }> = {
  same: { sign: '=', text: 'the same' },
  different: { sign: '≠', text: 'not the same' },
  'never-reached': { sign: '', text: 'never reached' },
};

function ComparedRow({ row, isFirst }: { row: Row; isFirst: boolean }): ReactNode {
  const { sign, text } = signs[row.verdict];
  return (
    <tr className="compared" data-verdict={row.verdict} data-keep={isFirst}>
      <td className="side recorded">
        <div className="side-in">
          <span className="number">{row.number}</span>
          <span className="side-text">{row.recorded}</span>
        </div>
      </td>
      <td className="between">
        <span aria-hidden="true">{sign}</span>
        <span className="visually-hidden">{text}</span>
      </td>
      <td className="side asked">
        <span className="side-text">
          {row.asked ?? (row.verdict === 'never-reached' ? 'never reached' : 'nothing')}
        </span>
      </td>
    </tr>
  );
}

const verdictWords: Record<EngineVerdict['verdict'], string> = {
  stops: `${VERDICTS.stops.word}.`,
  hangs: 'Hangs without a word.',
  'goes-on': `${VERDICTS['silently-different'].word}.`,
  'not-there': 'Does not apply.',
};

/** The same disagreement in other engines: some look less closely. */
function OtherEngines({ verdicts }: { verdicts: readonly EngineVerdict[] }): ReactNode {
  const { details } = usePrintedDetails();
  return (
    <details className="other-engines" {...details}>
      <summary>What other engines would say</summary>
      <dl>
        {verdicts.map(({ engine, verdict, message, note }) => (
          <div key={engine} data-verdict={verdict}>
            <dt>
              {engine} <strong>{verdictWords[verdict]}</strong>
            </dt>
            {message !== undefined && (
              <dd>
                <code>{message}</code>
              </dd>
            )}
            {note !== undefined && <dd>{note}</dd>}
          </div>
        ))}
      </dl>
    </details>
  );
}

function Compared({ rows }: Pick<Disagreement, 'rows'>): ReactNode {
  const firstMismatch = rows.findIndex((row) => row.verdict === 'different');
  return (
    <table className="compare">
      <thead>
        <tr>
          <th scope="col">History says</th>
          <th scope="col">
            <span className="visually-hidden">Compared</span>
          </th>
          <th scope="col">This replay asks for</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <ComparedRow key={index} row={row} isFirst={index === firstMismatch} />
        ))}
      </tbody>
    </table>
  );
}

/** Two aligned columns, the first mismatch in red, and the engine's message word for word. */
function LoudView({ disagreement }: { disagreement: Disagreement }): ReactNode {
  return (
    <div className="disagreement">
      <Compared rows={disagreement.rows} />
      <figure className="engine-says">
        <figcaption>The engine says</figcaption>
        <blockquote>
          <code>{disagreement.divergence.message}</code>
        </blockquote>
      </figure>
      <OtherEngines verdicts={otherEngines(disagreement.divergence)} />
    </div>
  );
}

/** The same for a difference that no engine reports: what it was, what it is, and what that does. */
function SilentView({ silent }: { silent: SilentDisagreement }): ReactNode {
  return (
    <div className="disagreement" data-silent="true">
      <p className="silent-title">
        <span aria-hidden="true">{SILENT.sign}</span> {SILENT.word}
      </p>
      <Compared rows={silent.rows} />
      <p className="silent-note">
        <strong>No engine reports this.</strong> {silent.effect}
      </p>
    </div>
  );
}

/** What code and history say, side by side: in the place of the list of events. */
export default function DisagreementView(props: {
  disagreement: Disagreement | undefined;
  silent: SilentDisagreement | undefined;
  /** The box that scrolls: this part may come after it was scrolled for its moment. */
  box: RefObject<HTMLElement | null>;
  moment: number;
}): ReactNode {
  const { disagreement, silent, box, moment } = props;
  useKeepInView(box, moment);
  if (disagreement) return <LoudView disagreement={disagreement} />;
  return silent && <SilentView silent={silent} />;
}
