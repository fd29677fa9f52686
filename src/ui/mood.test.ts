import { describe, expect, it } from 'vitest';
import { fixtures } from '../../tests/ui/fixtures.ts';
import type { Frame } from '../view/frame.ts';
import { doingText } from './mood.ts';

function withActivity(attempt: number): Frame {
  const frame = fixtures['live with an activity']?.frame;
  if (!frame?.panes[0]) throw new Error('there is no such screen');
  const activity = { name: 'chargeCard', task: 3, line: 9 };
  return {
    ...frame,
    app: { ...frame.app, mode: 'live' },
    place: { subject: 'task', number: 3, attempt, moment: 'l9' },
    panes: [{ ...frame.panes[0], activity }],
  };
}

describe('what the app is doing', () => {
  it('names the activity that runs, and says when it runs again', () => {
    expect(doingText(withActivity(1))).toBe('Running chargeCard');
    expect(doingText(withActivity(2))).toBe('Running chargeCard again');
  });

  it('where the run is too long to show, work is left', () => {
    const rest = withActivity(1);
    const over: Frame = {
      ...rest,
      app: { ...rest.app, mode: 'none' },
      panes: [],
      isOver: true,
      waitingFor: [],
    };
    expect(doingText(over)).toBe('Nothing left to do');
    expect(doingText({ ...over, isCutShort: true })).toBe('Stopped here');
    expect(doingText({ ...over, status: 'SUSPENDED' })).toBe('Paused');
  });

  it('without an activity it is new work', () => {
    expect(doingText({ ...withActivity(1), panes: [] })).toBe('New work');
  });
});
