import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { bandPieces, type BandPiece } from '../../view/explored-band.ts';
import { legendOf, type ExploredPicture } from '../../view/explored.ts';
import type { Staircase } from '../../view/frame.ts';
import type { StairMarks } from '../../view/marks.ts';
import { rem } from '../behaviors/root-scale.ts';
import { CellIcon } from './cell-shape.tsx';
import './explore.css';
import './stair-band.css';

/** CSS pixels of one mark: for a mouse, and for a thumb. */
const ROOM = { wide: 18, small: 44 };

export interface StairBandProps {
  kind: 'crashes' | 'deployment';
  picture: ExploredPicture;
  staircase: Staircase;
  marks: StairMarks;
  size: 'wide' | 'small';
  /** Opens the run behind a place. */
  onOpen: (number: number) => void;
}

const NAMES = { crashes: 'A crash there', deployment: 'A deploy there' };

function pieceText({ lanes }: ExploredPicture, { worst, others }: BandPiece): string {
  const { found, lane, where } = worst;
  const who = lanes.length > 1 ? `${lanes[lane]}: ` : '';
  const more = others === 0 ? '' : ` The worst of ${others + 1} places here.`;
  const text = found && found.text !== '' ? ` ${found.text}` : '';
  return `${who}${where}. ${found?.verdict ?? ''}.${text}${more}`;
}

/** The piece that a key leads to; undefined for other keys. */
function pieceAfterKey(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowLeft') return Math.max(0, at - 1);
  if (key === 'ArrowRight') return Math.min(count - 1, at + 1);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}

/** What many runs have shown, over the columns of the run that they began with: one mark for each place. */
export function StairBand(props: StairBandProps): ReactNode {
  const { kind, picture, staircase, marks, size, onOpen } = props;
  const ref = useRef<HTMLDivElement>(null);
  const [wished, setWished] = useState(0);
  const pieces = bandPieces(picture, staircase, marks.columns, ROOM[size]);
  const tabStop = Math.min(wished, pieces.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = pieceAfterKey(event.key, tabStop, pieces.length);
    if (next === undefined) return;
    // The arrows would step through the run.
    event.preventDefault();
    event.stopPropagation();
    setWished(next);
    ref.current?.querySelectorAll('button')[next]?.focus();
  };
  const name = NAMES[kind];
  return (
    <section className="stair-band" data-size={size} aria-label={`${name}, over the events`}>
      <ul className="band-legend" aria-label="What the shapes mean">
        {legendOf(picture.cells).map(({ shape, tone, verdict }) => (
          <li key={`${shape} ${verdict}`}>
            <CellIcon shape={shape} tone={tone} />
            {verdict}
          </li>
        ))}
      </ul>
      <div className="band-row">
        <span className="band-name" aria-hidden="true" style={{ width: rem(marks.left) }}>
          {name}
        </span>
        <div ref={ref} role="toolbar" aria-label={name} tabIndex={-1} onKeyDown={onKeyDown}>
          {pieces.map((piece, index) => {
            const { found } = piece.worst;
            return (
              found && (
                <button
                  key={piece.worst.number}
                  type="button"
                  className="band-piece"
                  data-tone={found.tone}
                  aria-label={pieceText(picture, piece)}
                  title={pieceText(picture, piece)}
                  tabIndex={index === tabStop ? 0 : -1}
                  style={{ left: rem(piece.x), width: rem(ROOM[size]) }}
                  onFocus={() => setWished(index)}
                  onClick={() => onOpen(piece.worst.number)}
                >
                  <CellIcon shape={found.shape} tone={found.tone} />
                </button>
              )
            );
          })}
        </div>
      </div>
    </section>
  );
}
