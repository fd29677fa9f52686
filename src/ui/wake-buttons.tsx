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
        {`Skip ${durationText((dueAtMs(due) ?? nowMs) - nowMs)}`}
        <span className="wake-why">{`: ${happeningOf(due)}`}</span>
      </span>
    </button>
  );
}

/** What would wake the workflow, one button each. */
export default function WakeButtons(props: {
  frame: Frame;
  choices: readonly EventChoice[];
  actions: ScreenActions;
}): ReactNode {
  const { frame, choices, actions } = props;
  const due = nextDue(frame.waitingFor);
  const names = frame.waitingFor.flatMap((each) => (each.kind === 'event' ? [each.name] : []));
  return (
    <div className="wake-offer" role="group" aria-label="This would wake it">
      <span className="wake-title" aria-hidden="true">
        This would wake it:
      </span>
      {[...new Set(names)].flatMap((name) =>
        choicesFor(name, choices).map((choice) => (
          <button
            key={`${name} ${choice.label}`}
            type="button"
            className="quiet wake"
            onClick={() => actions.onRaise(name, choice.data)}
          >
            <Bell aria-hidden="true" size={16} />
            {choice.label}
          </button>
        )),
      )}
      {due && <WakeButton due={due} nowMs={frame.atMs} onWake={actions.onWake} />}
    </div>
  );
}
