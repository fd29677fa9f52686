import { Copy } from 'lucide-react';
import { memo, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { rowOfStop, windowOf, type TranscriptRow } from '../../view/transcript.ts';
import { narrowScreen, useMedia } from '../behaviors/use-media.ts';
import { useSize } from '../behaviors/use-size.ts';
import './transcript.css';

/** On a wide screen a sentence has one line; on a phone four, because nothing hovers there to show the rest. */
const ROW_WIDE = 28;
const ROW_NARROW = 78;

const Row = memo(function Row(props: {
  row: TranscriptRow;
  number: number;
  /** Of the moment, as the slider counts them: of the one that is shown, else of the first that the sentence stands for. */
  moment: number;
  count: number;
  height: number;
  isNow: boolean;
  onSeekIndex: (index: number) => void;
}): ReactNode {
  const { row, number, moment, count, height, isNow, onSeekIndex } = props;
  return (
    <li aria-posinset={number} aria-setsize={count}>
      <button
        type="button"
        className="transcript-row"
        style={{ height }}
        aria-current={isNow ? 'step' : undefined}
        data-tone={row.tone}
        title={row.text}
        onClick={() => onSeekIndex(row.from)}
      >
        <span className="transcript-number">{moment}</span>
        <span className="transcript-text">
          <strong>{row.lead}</strong> {row.text}
        </span>
      </button>
    </li>
  );
});

/** The sentence of every moment of the run, as a list that follows the cursor. Only what is in view is drawn. */
export function TranscriptZone(props: {
  rows: readonly TranscriptRow[];
  /** A question waits for its answer, and the rows end before it. */
  isAsked: boolean;
  /** Index of the stop that is shown. */
  stop: number;
  onSeekIndex: (index: number) => void;
  onCopy: () => void;
  id: string;
  tabId?: string;
}): ReactNode {
  const { rows, isAsked, stop, onSeekIndex, onCopy, id, tabId } = props;
  const ref = useRef<HTMLDivElement>(null);
  const { height } = useSize(ref, { width: 1, height: 200 });
  const [top, setTop] = useState(0);
  const rowHeight = useMedia(narrowScreen) ? ROW_NARROW : ROW_WIDE;
  const now = rowOfStop(rows, stop);
  // As far as the moment says, whichever way it was come to; between two moments a person may scroll.
  useLayoutEffect(() => {
    const box = ref.current;
    const rowsAbove = box ? Math.floor((box.clientHeight / rowHeight - 1) / 2) : 0;
    // No row is cut at the upper edge.
    if (box) box.scrollTop = (now - rowsAbove) * rowHeight;
  }, [now, rowHeight, height]);
  const { from, to } = windowOf(rows.length, rowHeight, { top, height });
  return (
    <section
      id={id}
      className="zone transcript"
      role={tabId ? 'tabpanel' : undefined}
      aria-labelledby={tabId ?? `${id}-title`}
    >
      <header className="zone-head">
        <h2 id={`${id}-title`} className="zone-title">
          Transcript
        </h2>
        <p className="zone-note">
          {isAsked ? 'up to the question' : 'the whole run'}, one sentence for each moment
        </p>
        <button type="button" className="quiet small transcript-copy" onClick={onCopy}>
          <Copy aria-hidden="true" size={14} />
          Copy as Markdown
        </button>
      </header>
      <div
        ref={ref}
        className="transcript-box"
        tabIndex={0}
        role="group"
        aria-label="Sentences of the run"
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <ol
          style={{
            paddingTop: from * rowHeight,
            paddingBottom: (rows.length - to) * rowHeight,
          }}
        >
          {rows.slice(from, to).map((row, index) => (
            <Row
              key={row.from}
              row={row}
              number={from + index + 1}
              moment={(from + index === now ? props.stop : row.from) + 1}
              count={rows.length}
              height={rowHeight}
              isNow={from + index === now}
              onSeekIndex={onSeekIndex}
            />
          ))}
        </ol>
        {isAsked && (
          <p className="transcript-asked">The question comes first. Answer it or skip it.</p>
        )}
      </div>
    </section>
  );
}
