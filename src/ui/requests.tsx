import { memo, type ReactNode } from 'react';
import type { RequestRow } from '../view/frame.ts';
import { keyOf } from '../view/request-key.ts';
import { usePrintedDetails } from './behaviors/use-printed-details.ts';
import { requestText } from './request-text.ts';
import './requests.css';

const isGood = (status: number): boolean => status > 0 && status < 400;

/** One request. A row never changes. */
const RequestCard = memo(function RequestCard({ row }: { row: RequestRow }): ReactNode {
  const key = keyOf(row.request);
  return (
    <li className="request">
      <p className="request-line">
        <code>{requestText(row.request)}</code>
      </p>
      {row.request.body && (
        <p className="request-body">
          <code>{row.request.body}</code>
        </p>
      )}
      {key !== undefined && (
        <p className="request-key">
          Key <code>{key}</code>
        </p>
      )}
      <p className="request-answer">
        <span data-ok={isGood(row.response.status)}>
          {row.response.status === 0 ? 'No answer' : `Answer ${row.response.status}`}
        </span>
        {row.response.body && <code> {row.response.body}</code>}
      </p>
      <p className="request-by">{`App run ${row.process}, ${row.by}`}</p>
    </li>
  );
});

/** Every request that left the app, closed until somebody wants to see it. */
export function Requests({ rows }: { rows: readonly RequestRow[] }): ReactNode {
  const { isOpen, details } = usePrintedDetails();
  if (rows.length === 0) return null;
  return (
    <details className="requests" {...details}>
      <summary>{rows.length === 1 ? '1 request' : `${rows.length} requests`}</summary>
      {isOpen && (
        <ul className="request-list">
          {rows.map((row) => (
            <RequestCard key={row.step} row={row} />
          ))}
        </ul>
      )}
    </details>
  );
}
