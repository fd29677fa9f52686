import type { ReactNode } from 'react';
import type { Disagreement } from '../view/frame.ts';
import { otherEngines, type EngineVerdict } from '../view/other-engines.ts';

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
  stops: 'Stops.',
  hangs: 'Hangs without a word.',
  'goes-on': 'Silently different.',
  'not-there': 'Does not apply.',
};

/** The same disagreement in other engines: some look less closely. */
function OtherEngines({ verdicts }: { verdicts: readonly EngineVerdict[] }): ReactNode {
  return (
    <details className="other-engines">
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

/** Two aligned columns, the first mismatch in red, and the engine's message word for word. */
export function DisagreementView({ disagreement }: { disagreement: Disagreement }): ReactNode {
  const firstMismatch = disagreement.rows.findIndex((row) => row.verdict === 'different');
  return (
    <div className="disagreement">
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
          {disagreement.rows.map((row, index) => (
            <ComparedRow key={index} row={row} isFirst={index === firstMismatch} />
          ))}
        </tbody>
      </table>
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
