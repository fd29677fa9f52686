import { X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { EVENT_KINDS, type EventKind, type HistorySearch } from '../view/history-filter.ts';
import './history-search.css';

/** What is looked for in the history. `asked` grows each time that the field is asked for: then it takes the focus. */
export type OpenSearch = HistorySearch & { asked: number };

const kindNames: Record<EventKind, string> = {
  request: 'Requests',
  answer: 'Answers',
  timer: 'Timers',
  event: 'Events from outside',
  life: 'Started, woken, ended',
};

/** The field, the choice of a kind, and how much was found. */
export default function SearchBar(props: {
  search: OpenSearch;
  found: number;
  of: number;
  onSearch: (search: OpenSearch | undefined) => void;
}): ReactNode {
  const { search, found, of, onSearch } = props;
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => ref.current?.focus(), [search.asked]);
  return (
    <search className="history-search">
      <input
        ref={ref}
        type="search"
        aria-label="Words in the events"
        placeholder="Name, payload or number"
        value={search.query}
        onChange={(event) => onSearch({ ...search, query: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          onSearch(undefined);
        }}
      />
      <select
        aria-label="Kind of event"
        value={search.kind ?? ''}
        onChange={({ currentTarget: { value } }) => {
          const { kind: _, ...rest } = search;
          const kind = EVENT_KINDS.find((each) => each === value);
          onSearch(kind ? { ...rest, kind } : rest);
        }}
      >
        <option value="">All kinds</option>
        {EVENT_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {kindNames[kind]}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="quiet icon"
        aria-label="Close the search"
        onClick={() => onSearch(undefined)}
      >
        <X aria-hidden="true" size={15} />
      </button>
      <p className="history-found" role="status">{`${found} of ${of}`}</p>
    </search>
  );
}
