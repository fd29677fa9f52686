import { Bell, Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Frame } from '../view/frame.ts';
import type { WaitingFor } from '../trace/step.ts';
import { durationText } from './durations.ts';
import type { ScreenActions } from './screen-actions.ts';
import type { EventChoice } from './screen-state.ts';

function dueAtMs(waiting: WaitingFor): number | undefined {
  switch (waiting.kind) {
    case 'timer':
      return waiting.fireAtMs;
    case 'event':
      return waiting.arrivesAtMs;
    case 'task':
      return waiting.answersAtMs;
    case 'client':
      return waiting.untilMs;
  }
}

function happeningOf(waiting: WaitingFor): string {
  switch (waiting.kind) {
    case 'timer':
      return `timer ${waiting.id} fires`;
    case 'event':
      return `${waiting.name} arrives`;
    case 'task':
      return `${waiting.name} answers`;
    case 'client':
      return 'the client goes on';
  }
}

/** What the virtual clock would bring first. */
function nextDue(waitingFor: readonly WaitingFor[]): WaitingFor | undefined {
  return waitingFor
    .filter((waiting) => dueAtMs(waiting) !== undefined)
    .reduce<WaitingFor | undefined>(
      (first, each) =>
        first === undefined || (dueAtMs(each) ?? 0) < (dueAtMs(first) ?? 0) ? each : first,
      undefined,
    );
}

function choicesFor(name: string, choices: readonly EventChoice[]): readonly EventChoice[] {
  const own = choices.filter((choice) => choice.event.toLowerCase() === name.toLowerCase());
  return own.length > 0 ? own : [{ event: name, label: `Send ${name} now`, data: undefined }];
}

/** The virtual clock goes on; nobody sends anything. */
const passText = (due: WaitingFor | undefined, nowMs: number): string =>
  `Let ${durationText(((due && dueAtMs(due)) ?? nowMs) - nowMs)} pass`;

function WakeButton({
  due,
  nowMs,
  onWake,
}: {
  due: WaitingFor;
  nowMs: number;
  onWake: () => void;
}): ReactNode {
  const Icon = due.kind === 'event' ? Bell : Clock;
  return (
    <button type="button" className="quiet wake" onClick={onWake}>
      <Icon aria-hidden="true" size={16} />
      <span>
        {passText(due, nowMs)}
        <span className="wake-why">{`: ${happeningOf(due)}`}</span>
      </span>
    </button>
  );
}

export interface WakeProps {
  frame: Frame;
  choices: readonly EventChoice[];
  /** The first way has the place of Crash: it is what this sample asks for. */
  isInvited?: boolean;
  actions: ScreenActions;
}

const sentBy = ({ frame, choices }: WakeProps): EventChoice[] => {
  const names = frame.waitingFor.flatMap((each) => (each.kind === 'event' ? [each.name] : []));
  return [...new Set(names)].flatMap((name) =>
    choicesFor(name, choices).map((choice) => ({ ...choice, event: name })),
  );
};

/** The first way to wake it, in the place of Crash, which stands small beside it. */
export function BigWake(props: WakeProps): ReactNode {
  const { frame, actions } = props;
  if (frame.status === 'SUSPENDED' && actions.onResume)
    return (
      <button type="button" className="crash next-big wake-big" onClick={actions.onResume}>
        Resume
      </button>
    );
  const [sent] = sentBy(props);
  const due = nextDue(frame.waitingFor);
  if (!sent && !due) return null;
  return (
    <button
      type="button"
      className="crash next-big wake-big"
      onClick={() => (sent ? actions.onRaise(sent.event, sent.data) : actions.onWake())}
    >
      {sent?.label ?? passText(due, frame.atMs)}
    </button>
  );
}

/** What would wake the workflow, one button each. */
export default function WakeButtons(props: WakeProps): ReactNode {
  const { frame, actions, isInvited = false } = props;
  const due = nextDue(frame.waitingFor);
  const sent = sentBy(props);
  const isPaused = frame.status === 'SUSPENDED';
  const onResume = isPaused && !isInvited ? actions.onResume : undefined;
  // The way to resume it has the place of the first way.
  const isFirstTaken = isInvited && !isPaused;
  const isDueLeft = due !== undefined && !(isFirstTaken && sent.length === 0);
  const left = isFirstTaken ? sent.slice(1) : sent;
  if (left.length === 0 && !isDueLeft && !onResume) return null;
  const others = left.length > 0 ? 'Or:' : 'Or, if nobody sends anything:';
  const title = isInvited ? others : 'This would wake it:';
  return (
    <div className="wake-offer" role="group" aria-label="This would wake it">
      <span className="wake-title" aria-hidden="true">
        {title}
      </span>
      {onResume && (
        <button type="button" className="quiet wake" onClick={onResume}>
          Resume
        </button>
      )}
      {left.map(({ event, label, data }) => (
        <button
          key={`${event} ${label}`}
          type="button"
          className="quiet wake"
          onClick={() => actions.onRaise(event, data)}
        >
          <Bell aria-hidden="true" size={16} />
          {label}
        </button>
      ))}
      {isDueLeft && <WakeButton due={due} nowMs={frame.atMs} onWake={actions.onWake} />}
    </div>
  );
}
