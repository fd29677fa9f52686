import { X } from 'lucide-react';
import { useEffect, useRef, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import {
  EVENT_KINDS,
  foundNumbers,
  type EventKind,
  type HistorySearch,
} from '../view/history-filter.ts';
import './history-search.css';

/**
 * What is looked for in the history. `asked` grows each time that the field is asked for: then it takes the focus. `find` comes
 * with the first words, from the part of the page that this is: few look for anything.
 */
export type OpenSearch = HistorySearch & { asked: number; find?: typeof foundNumbers };

const kindNames: Record<EventKind, string> = {
  request: 'Requests',
  answer: 'Answers',
  timer: 'Timers',
  event: 'Events from outside',
  life: 'Started, woken, ended',
};

const OPENER = '.search-button';

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
  /** What had the focus before: it gets it back, as from a dialog; else the button that opens this. */
  const before = useRef<Element>(null);
  const gains = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
    if (relatedTarget && !currentTarget.contains(relatedTarget)) before.current = relatedTarget;
  };
  const close = () => {
    const to = before.current?.isConnected ? before.current : document.querySelector(OPENER);
    if (to instanceof HTMLElement || to instanceof SVGElement) to.focus();
    onSearch(undefined);
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  };
  return (
    <search className="history-search" onFocus={gains}>
      <input
        ref={ref}
        type="search"
        aria-label="Words in the events"
        placeholder="Name, payload or number"
        value={search.query}
        onChange={(event) =>
          onSearch({ ...search, query: event.currentTarget.value, find: foundNumbers })
        }
        onKeyDown={escape}
      />
      <select
        aria-label="Kind of event"
        value={search.kind ?? ''}
        onKeyDown={escape}
        onChange={({ currentTarget: { value } }) => {
          const { kind: _, ...rest } = search;
          const kind = EVENT_KINDS.find((each) => each === value);
          onSearch({ ...rest, ...(kind && { kind }), find: foundNumbers });
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
        onKeyDown={escape}
        onClick={close}
      >
        <X aria-hidden="true" size={15} />
      </button>
      <p className="history-found" role="status">{`${found} of ${of}`}</p>
    </search>
  );
}
