import {
  useId,
  useRef,
  useState,
  type CSSProperties,
  type ReactNode,
  type SyntheticEvent,
} from 'react';
import type { Chip, CodePane, LineVerdict } from '../view/frame.ts';
import { useKeepInView } from './behaviors/use-keep-in-view.ts';
import { PointButton } from './faults/point-button.tsx';
import { usePointMenu } from './faults/pointing.ts';
import { lazyPart } from './lazy-part.tsx';
import type { LineRange } from './screen-state.ts';
import { type ColouredLines, useColouredLines } from './coloured-lines.ts';
import type { Stretch } from './stretch.ts';

/** Lines that leave room for larger spacing. */
const SHORT_PROGRAM = 9;

/** Columns of white space before the first letter: a line that must wrap goes on a little further in. */
function indentOf(stretches: readonly Stretch[]): number {
  const text = stretches.map((stretch) => stretch.text).join('');
  return text.length - text.trimStart().length;
}

/** A value in full comes with the first answer that is pointed at. */
const VerdictChip = lazyPart('The verdict', () => import('./verdict-chip.tsx'));
const LineValue = lazyPart('The value of this line', () => import('./line-value.tsx'));

/** What is read aloud of a note: it begins with what can be seen of it. */
const nameOf = ({ text, tone, of, event }: Chip): string | undefined => {
  if (of === undefined) return undefined;
  return tone === 'again' ? `${text}, of ${of}` : `${text}: answer of ${of}, event ${event}`;
};

/** A note behind a line. With an answer, it shows it in full to whoever points at it, taps it or comes by keyboard. */
function CodeChip({ chip }: { chip: Chip }): ReactNode {
  const [box, setBox] = useState<DOMRect>();
  const id = useId();
  const { value } = chip;
  if (value === undefined) {
    return (
      <span className="chip" data-tone={chip.tone}>
        <ChipText chip={chip} />
      </span>
    );
  }
  const open = (event: SyntheticEvent<HTMLElement>) =>
    setBox(event.currentTarget.getBoundingClientRect());
  const close = () => setBox(undefined);
  return (
    <span className="chip-place" onPointerEnter={open} onPointerLeave={close}>
      <button
        type="button"
        className="chip"
        data-tone={chip.tone}
        aria-label={nameOf(chip)}
        aria-describedby={id}
        onFocus={open}
        onClick={open}
        onBlur={close}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
        }}
      >
        <ChipText chip={chip} />
      </button>
      <span id={id} hidden>
        {value}
      </span>
      {box && <LineValue value={value} event={chip.event} box={box} />}
    </span>
  );
}

function ChipText({ chip }: { chip: Chip }): ReactNode {
  return (
    <>
      {chip.tone === 'again' && (
        <span className="chip-sign" aria-hidden="true">
          ↩
        </span>
      )}
      {chip.tone === 'again' && chip.event !== undefined ? (
        <>
          <span className="chip-full">{chip.text}</span>
          <span className="chip-short" aria-hidden="true">{`event ${chip.event}`}</span>
        </>
      ) : (
        chip.text
      )}
    </>
  );
}

function Line(props: {
  number: number;
  isApart: boolean | undefined;
  stretches: readonly Stretch[];
  chips: readonly Chip[];
  verdict?: LineVerdict;
  mark?: string;
  note: string | undefined;
  isKept: boolean;
  runs: number;
  within: string;
  /** It has run, and can be pointed at. */
  canFail: boolean;
}): ReactNode {
  const { number, stretches, chips, verdict, mark, isKept, runs, within, canFail } = props;
  const at = canFail ? ({ is: 'line', line: number } as const) : undefined;
  const menu = usePointMenu(at);
  const style = { '--indent': `${indentOf(stretches)}ch` } as CSSProperties;
  return (
    <li
      className="line"
      data-mark={mark}
      data-apart={props.isApart}
      data-keep={isKept}
      aria-current={mark === undefined || mark === 'caller' ? undefined : 'step'}
      {...menu}
    >
      <span className="line-number">
        {runs > 1 && (
          <span className="line-runs" title={`Ran ${runs} times in this ${within}`}>
            {`×${runs > 999 ? '999+' : runs}`}
          </span>
        )}
        {number}
        {at && <PointButton at={at} name={`line ${number}`} />}
      </span>
      <span className="line-text" style={style}>
        <code>
          {stretches.map((stretch, index) =>
            stretch.tone ? (
              <span key={index} className={`code-${stretch.tone}`}>
                {stretch.text}
              </span>
            ) : (
              stretch.text
            ),
          )}
        </code>
        {chips.map((chip, index) => (
          <CodeChip key={index} chip={chip} />
        ))}
        {verdict && <VerdictChip verdict={verdict} />}
        {props.note !== undefined && <span className="count-note">{props.note}</span>}
      </span>
    </li>
  );
}

/** The line has asked for something in this app run, or is running. */
const hasRun = (pane: CodePane | undefined, number: number): boolean =>
  pane !== undefined && (pane.line === number || pane.chips.some(({ line }) => line === number));

/** Beside the first line: what the numbers in the gutter count. */
function countNote(pane: CodePane | undefined, isFirst: boolean): string | undefined {
  const runs = pane?.runs;
  const isCounted = isFirst && runs && [...runs.lines.values()].some((times) => times > 1);
  return isCounted ? `×: runs in this ${runs.within}` : undefined;
}

const hasWideCounts = (pane: CodePane | undefined): boolean =>
  [...(pane?.runs?.lines.values() ?? [])].some((times) => times > 9);

interface ShownLine {
  number: number;
  stretches: readonly Stretch[];
  /** Lines before it are left out. */
  isApart?: boolean;
}

/** The lines of the function, and of others that it has called, in the order of the text. */
function* linesIn(
  lines: ColouredLines,
  range: LineRange,
  pane: CodePane | undefined,
): Generator<ShownLine> {
  const helpers = pane?.helpers ?? [];
  const ranges = [range, ...helpers.map(({ line, endLine }) => ({ from: line, to: endLine }))];
  let last = 0;
  for (const { from, to } of ranges.sort((a, b) => a.from - b.from)) {
    for (let number = Math.max(from, last + 1); number <= to; number += 1)
      yield {
        number,
        stretches: lines[number - 1] ?? [],
        isApart: last > 0 && number === from && number > last + 1,
      };
    last = Math.max(last, to);
  }
}

/** The lines of one function and of its helpers, the running one marked, with what is known behind each line. */
export function CodeListing(props: {
  source: string;
  range: LineRange;
  pane?: CodePane;
  /** What this moment is known by: the listing is scrolled anew when it changes. */
  moment: number;
  /** Line where code and history parted. */
  apartLine?: number;
  /** No engine reports it: another colour, as loud. */
  isSilent?: boolean;
  /** Shown in the place of the source's own lines. */
  rows?: readonly ShownLine[];
  /** Lines that could not be read, in a program that does not compile. */
  faultyLines?: readonly number[];
}): ReactNode {
  const { source, range, pane, moment, apartLine, faultyLines, rows, isSilent } = props;
  const ref = useRef<HTMLOListElement>(null);
  const lines = useColouredLines(source);
  const shownLines = rows ?? [...linesIn(lines, range, pane)];
  const keptLine =
    apartLine ??
    pane?.line ??
    pane?.chips[pane.chips.length - 1]?.line ??
    faultyLines?.[0] ??
    // Nothing runs: it would begin here, and helpers may stand before it.
    (pane?.helpers && range.from);
  // A crash may be put at the moment that is shown already.
  const shown = `${moment} ${keptLine ?? 'none'}`;
  useKeepInView(ref, shown);
  const markOf = (number: number): string | undefined => {
    if (faultyLines?.includes(number)) return 'apart';
    if (number === apartLine) return isSilent === true ? 'silent' : 'apart';
    if (pane?.line === number) return pane.mode;
    const isWaiting = pane?.chips.some(({ line, tone }) => line === number && tone === 'caller');
    return isWaiting === true ? 'caller' : undefined;
  };
  return (
    <ol
      ref={ref}
      className="code"
      data-counts={hasWideCounts(pane) ? 'wide' : undefined}
      data-short={shownLines.length <= SHORT_PROGRAM}
      aria-label={`Code of ${pane?.name ?? 'the program'}`}
      tabIndex={0}
    >
      {shownLines.map(({ number, stretches, isApart }: ShownLine) => (
        <Line
          key={number}
          number={number}
          isApart={isApart}
          stretches={stretches}
          chips={pane?.chips.filter((chip) => chip.line === number) ?? []}
          verdict={pane?.verdicts.find((each) => each.line === number)}
          mark={markOf(number)}
          note={countNote(pane, number === shownLines[0]?.number)}
          isKept={number === keptLine}
          runs={pane?.runs?.lines.get(number) ?? 0}
          within={pane?.runs?.within ?? ''}
          // The rows of a reading in another language have other numbers.
          canFail={rows === undefined && hasRun(pane, number)}
        />
      ))}
    </ol>
  );
}
