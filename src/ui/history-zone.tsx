import { Search } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import type { HistoryEvent } from '../engine/history.ts';
import { VERDICTS } from '../trace/verdict.ts';
import type { Frame, HistoryRow, SilentDisagreement, Spot } from '../view/frame.ts';
import { EventList, type EventListProps } from './event-list.tsx';
import type { EventNames } from './screen-state.ts';
import { useKeepInView } from './behaviors/use-keep-in-view.ts';
import { lazyPart } from './lazy-part.tsx';
import type { OpenSearch } from './history-search.tsx';
import type { ScreenActions } from './screen-actions.ts';
import { isBeforeFirstReplay } from './mood.ts';

const SILENT = VERDICTS['silently-different'];

/** Nobody needs them to see the first run. As wide as what comes, so that the columns of the screen stay. */
const DisagreementView = lazyPart(
  'The comparison',
  () => import('./disagreement.tsx'),
  <div className="compare" aria-busy="true" />,
);
const SearchBar = lazyPart('The search', () => import('./history-search.tsx'));

/** In the first minute only answers are shown: they are what a replay reads instead of running anything. */
function isAnswer(type: HistoryEvent['type']): boolean {
  return (
    type === 'TaskCompleted' ||
    type === 'TaskFailed' ||
    type === 'TimerFired' ||
    type === 'EventRaised' ||
    type === 'ExecutionCompleted' ||
    type === 'SubOrchestrationInstanceCompleted' ||
    type === 'SubOrchestrationInstanceFailed'
  );
}

/** `isDead`: app or engine are down. A wake-up that was cut off handles nothing any more. */
function Inbox({
  isDead,
  ...list
}: Omit<EventListProps, 'className'> & { isDead: boolean }): ReactNode {
  if (list.rows.length === 0) return null;
  return (
    <>
      {!list.isBrief && (
        <h3 className="part-title inbox-title">
          {!isDead && list.rows.some(({ state }) => state !== 'kept')
            ? 'Inbox: this wake-up handles it'
            : 'Inbox: not handled yet'}
        </h3>
      )}
      <EventList {...list} isWaiting className="events inbox" />
    </>
  );
}

function Events(props: {
  frame: Frame;
  isFirstMinute: boolean;
  names: EventNames;
  /** Numbers of the events that are looked for. */
  found: ReadonlySet<number> | undefined;
}): ReactNode {
  const { frame, isFirstMinute, names, found } = props;
  const isQuiet = isBeforeFirstReplay(frame, isFirstMinute);
  const pick = (all: readonly HistoryRow[]) => {
    const rows = found ? all.filter(({ number }) => found.has(number)) : all;
    return isFirstMinute
      ? rows
          .filter((row) => isAnswer(row.event.type))
          .map((row) => (isQuiet ? { ...row, state: 'kept' as const } : row))
      : rows;
  };
  const rows = pick(frame.history);
  const all = [...frame.history, ...frame.inbox];
  const keptNumber = (all.find((row) => row.state === 'reading') ?? all[all.length - 1])?.number;
  if (rows.length === 0 && frame.inbox.length === 0) {
    return (
      <p className="empty">
        {frame.panes.some((pane) => pane.kind === 'workflow')
          ? 'Nothing is kept yet'
          : 'No engine keeps anything here'}
      </p>
    );
  }
  if (found?.size === 0) return <p className="empty">No event here has that.</p>;
  const list = { isBrief: isFirstMinute, names, keptNumber, moment: frame.index };
  return (
    <>
      <EventList {...list} rows={rows} className="events" />
      <Inbox
        {...list}
        isDead={frame.app.status === 'dead' || frame.isEngineDown}
        rows={pick(frame.inbox)}
      />
    </>
  );
}

/** Every instance has a history of its own. */
function keptText({ instances }: Frame): string {
  const shown = instances.length > 1 && instances.find((each) => each.isShown);
  return shown ? `of ${shown.name}` : 'kept';
}

/** Beside the name of one of several workflows there is no room for it. */
function countText({ instances, history: { length } }: Frame): string {
  if (instances.length > 1) return '';
  return length === 1 ? '1 event' : `${length} events`;
}

/** Whose words the events have: ours, or the engine's own, for people who know them. */
function NamesChoice(props: {
  names: EventNames;
  onNames: (names: EventNames) => void;
}): ReactNode {
  return (
    <label className="pick names-choice">
      <span className="visually-hidden">Names of the events</span>
      <select
        value={props.names}
        onChange={(event) => props.onNames(event.target.value as EventNames)}
      >
        <option value="plain">Plain names</option>
        <option value="dapr">Dapr’s names</option>
        <option value="durabletask">Durable Task</option>
      </select>
    </label>
  );
}

/** The run has gone on: one line that leads back to the moment. */
function SilentSince(props: {
  silent: SilentDisagreement;
  onSpot: (spot: Spot) => void;
}): ReactNode {
  const { since, spot } = props.silent;
  return (
    <p className="silent-since">
      <span aria-hidden="true">{SILENT.sign}</span> {SILENT.word} since {since}.
      <button type="button" className="spot" onClick={() => props.onSpot(spot)}>
        Show where
      </button>
    </p>
  );
}

function SearchButton(props: {
  search: OpenSearch | undefined;
  onSearch: (search: OpenSearch | undefined) => void;
}): ReactNode {
  const { search, onSearch } = props;
  return (
    <button
      type="button"
      className="quiet icon search-button"
      aria-label="Search the history"
      title="Search the history (/)"
      aria-pressed={search !== undefined}
      onClick={() => onSearch(search ? undefined : { query: '', asked: 1 })}
    >
      <Search aria-hidden="true" size={15} />
    </button>
  );
}

/** What is kept: the events in the state store, and the inbox. A crash does not move one pixel of it. */
export function HistoryZone(props: {
  frame: Frame;
  isFirstMinute: boolean;
  names: EventNames;
  onNames: (names: EventNames) => void;
  /** What is looked for; absent when the field is not open. */
  search?: OpenSearch;
  onSearch?: (search: OpenSearch | undefined) => void;
  onSeek: ScreenActions['onSeek'];
  id: string;
  tabId?: string;
}): ReactNode {
  const { frame, isFirstMinute, names, id, tabId, search, onSearch } = props;
  const all = [...frame.history, ...frame.inbox];
  const isListed = !frame.disagreement && !frame.silent?.isNow;
  const found = isListed ? search?.find?.(all, search) : undefined;
  const ref = useRef<HTMLDivElement>(null);
  useKeepInView(ref, frame.index);
  return (
    <section
      id={id}
      className="zone history"
      role={tabId ? 'tabpanel' : undefined}
      aria-labelledby={tabId ?? `${id}-title`}
    >
      <header className="zone-head">
        <h2 id={`${id}-title`} className="zone-title">
          History
        </h2>
        <p className="zone-note">{keptText(frame)}</p>
        {!isFirstMinute && (
          <>
            <p className="zone-count">{countText(frame)}</p>
            {onSearch && isListed && <SearchButton search={search} onSearch={onSearch} />}
            <NamesChoice names={names} onNames={props.onNames} />
          </>
        )}
      </header>
      {search && onSearch && isListed && !isFirstMinute && (
        <SearchBar
          search={search}
          found={found?.size ?? all.length}
          of={all.length}
          onSearch={onSearch}
        />
      )}
      <div
        ref={ref}
        className="zone-body"
        tabIndex={0}
        role="group"
        aria-label="Events of the history"
      >
        {frame.silent && !frame.silent.isNow && (
          <SilentSince
            silent={frame.silent}
            onSpot={({ step, beat }) => props.onSeek(step, beat, 0)}
          />
        )}
        {isListed ? (
          <Events frame={frame} isFirstMinute={isFirstMinute} names={names} found={found} />
        ) : (
          <DisagreementView
            disagreement={frame.disagreement}
            silent={frame.silent}
            box={ref}
            moment={frame.index}
          />
        )}
      </div>
    </section>
  );
}
