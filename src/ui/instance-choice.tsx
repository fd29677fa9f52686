import type { ReactNode } from 'react';
import type { InstanceRow } from '../view/frame.ts';

/** How an instance stands, in a word or two. */
function standing({ status, isAtWork }: InstanceRow): string {
  switch (status) {
    case undefined:
      return 'not started';
    case 'PENDING':
    case 'RUNNING':
      return isAtWork ? 'at work now' : 'running';
    case 'COMPLETED':
    case 'CONTINUED_AS_NEW':
      return 'complete';
    case 'FAILED':
    case 'CANCELED':
      return 'failed';
    case 'TERMINATED':
      return 'ended';
    case 'SUSPENDED':
      return 'paused';
    case 'STALLED':
      return 'stalled';
  }
}

/** Two instances of one workflow are told apart by their ids. */
function nameOf(row: InstanceRow, all: readonly InstanceRow[]): string {
  const isOnlyOne = all.filter(({ name }) => name === row.name).length === 1;
  return isOnlyOne ? row.name : `${row.name} ${row.id}`;
}

/** Chooses whose code, history and staircase are shown, where a run has several workflows. */
export default function InstanceChoice(props: {
  instances: readonly InstanceRow[];
  onInstance: (id: string) => void;
}): ReactNode {
  const { instances, onInstance } = props;
  const shown = instances.find((each) => each.isShown) ?? instances[0];
  return (
    <label className="pick instance-choice">
      <span className="pick-label">Workflow</span>
      <select
        aria-label="Workflow on the screen"
        value={shown?.id}
        onChange={(event) => onInstance(event.target.value)}
      >
        {instances.map((each) => (
          <option key={each.id} value={each.id}>
            {`${nameOf(each, instances)} · ${standing(each)}`}
          </option>
        ))}
      </select>
    </label>
  );
}
