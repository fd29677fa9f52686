import { useId, useMemo, useRef, type ReactNode } from 'react';
import type { PartyName } from '../../view/message.ts';
import {
  boxesShown,
  letterPoint,
  wiringMarks,
  type BoxMark,
  type LaneMark,
} from '../../view/wiring-layout.ts';
import { partyWord, trafficText, type Letter, type Traffic } from '../../view/wiring-letters.ts';
import type { RowMark } from '../../view/wiring-rows.ts';
import { isSmallWiring } from '../../view/wiring-ways.ts';
import type { WiringBox } from '../../view/wiring.ts';
import { rem, rootScale } from '../behaviors/root-scale.ts';
import { useSize } from '../behaviors/use-size.ts';
import './wiring.css';

/** Two directions of one lane would be one picture: the arrow that is in use is drawn stronger. */
function Lane({ lane, isUsed }: { lane: LaneMark; isUsed: boolean }): ReactNode {
  return (
    <g className="wiring-lane" data-used={isUsed}>
      <path d={lane.path} />
      <path d={lane.head} />
    </g>
  );
}

function Row({ mark, box }: { mark: RowMark; box: BoxMark }): ReactNode {
  const { row } = mark;
  return (
    <g className="wiring-row" data-new={row?.isNew} data-wrong={row?.isWrong} data-words={!row}>
      {row?.isNew && (
        <rect x={box.x + 5} y={mark.y - 9} width={box.width - 10} height="18" rx="4" />
      )}
      <text x={mark.x} y={mark.y} dy="0.35em" data-code={row?.isCode}>
        {mark.text}
      </text>
      {mark.detail !== '' && (
        <text className="wiring-detail" x={mark.detailX} y={mark.y} dy="0.35em">
          {mark.detail}
        </text>
      )}
    </g>
  );
}

function Box({ mark, isAt }: { mark: BoxMark; isAt: boolean }): ReactNode {
  const { box } = mark;
  const room = mark.width - 24 - box.title.length * 7.4;
  return (
    <g className="wiring-box" data-party={box.party} data-standing={box.standing} data-at={isAt}>
      <path className="wiring-outline" d={mark.path} />
      <text className="wiring-title" x={mark.x + 12} y={mark.y + 20}>
        {box.title}
      </text>
      {box.note.length * 6.6 < room && (
        <text className="wiring-note" x={mark.x + mark.width - 12} y={mark.y + 20}>
          {box.standing === 'dead' ? 'dead' : box.note}
        </text>
      )}
      {mark.rows.map((row, index) => (
        <Row key={index} mark={row} box={mark} />
      ))}
    </g>
  );
}

/** An envelope with the kind of its letter; on a small picture the envelope alone. */
function Envelope(props: {
  letter: Letter;
  point: { x: number; y: number };
  isSmall: boolean;
}): ReactNode {
  const { letter, point, isSmall } = props;
  const width = isSmall ? 26 : letter.word.length * 7 + 18;
  const height = isSmall ? 18 : 24;
  const [left, top] = [-width / 2, -height / 2];
  return (
    <g
      className="wiring-letter"
      data-reply={letter.isReply}
      transform={`translate(${point.x} ${point.y})`}
    >
      <rect x={left} y={top} width={width} height={height} rx="4" />
      {isSmall ? (
        <path d={`M${left + 3} ${top + 4}L0 2L${-left - 3} ${top + 4}`} />
      ) : (
        <text dy="0.35em">{letter.word}</text>
      )}
    </g>
  );
}

/** What passes just now, in words, above the picture. */
function Caption({ traffic }: { traffic: Traffic }): ReactNode {
  const { letter, note } = traffic;
  if (letter)
    return (
      <p className="wiring-caption">
        <strong>{`${partyWord(letter.from)} → ${partyWord(letter.to)}`}</strong>
        <span className="wiring-word">{letter.word}</span>
        <span className="wiring-text">{letter.text}</span>
      </p>
    );
  return (
    <p className="wiring-caption" data-quiet="true">
      {note && !note.text.startsWith(partyWord(note.at)) && <strong>{partyWord(note.at)}</strong>}
      <span className="wiring-text">{note ? note.text : 'No message is on its way.'}</span>
    </p>
  );
}

/** What each party holds, for those who do not see the picture. */
function InWords({ boxes }: { boxes: readonly WiringBox[] }): ReactNode {
  return (
    <ul className="visually-hidden">
      {boxes.map((box) => {
        const rows = box.groups.flatMap((group) => group.rows);
        const held = rows.map(({ text, detail }) => (detail === '' ? text : `${text}: ${detail}`));
        return (
          <li key={box.party}>
            {`${box.title}${box.standing === 'dead' ? ', dead' : ''}. `}
            {rows.length === 0 ? box.empty : `Holds ${held.join('; ')}.`}
          </li>
        );
      })}
    </ul>
  );
}

const isOnLane = (lane: LaneMark, letter: Letter | undefined): boolean =>
  letter !== undefined && lane.from === letter.from && lane.to === letter.to;

/** How a run is wired: the parties, what each of them holds, and the letter between them. */
export function WiringZone(props: {
  boxes: readonly WiringBox[];
  traffic: Traffic;
  id: string;
  tabId?: string;
}): ReactNode {
  const { boxes, traffic, id, tabId } = props;
  const { letter, note } = traffic;
  const ref = useRef<HTMLDivElement>(null);
  const size = useSize(ref, { width: 1000, height: 360 }, rootScale);
  const shown = useMemo(() => boxesShown(boxes, size.width), [boxes, size.width]);
  const marks = useMemo(() => wiringMarks(shown, size), [shown, size]);
  const parties: PartyName[] = shown.map(({ party }) => party);
  const point = letter && letterPoint(parties, size, letter);
  const titleId = useId();
  return (
    <section
      id={id}
      className="zone wiring"
      role={tabId ? 'tabpanel' : undefined}
      aria-labelledby={tabId ?? titleId}
    >
      <header className="zone-head">
        <h2 id={titleId} className="zone-title">
          Wiring
        </h2>
        <Caption traffic={traffic} />
      </header>
      <div ref={ref} className="wiring-frame">
        <svg
          className="wiring-picture"
          width={rem(marks.width)}
          height={rem(marks.height)}
          viewBox={`0 0 ${marks.width} ${marks.height}`}
          role="img"
          aria-label={trafficText(traffic)}
        >
          {marks.lanes.map((lane) => (
            <Lane key={`${lane.from} ${lane.to}`} lane={lane} isUsed={isOnLane(lane, letter)} />
          ))}
          {marks.boxes.map((mark) => (
            <Box key={mark.box.party} mark={mark} isAt={note?.at === mark.box.party} />
          ))}
          {letter && point && (
            <Envelope letter={letter} point={point} isSmall={isSmallWiring(size.width)} />
          )}
        </svg>
      </div>
      <InWords boxes={boxes} />
    </section>
  );
}
