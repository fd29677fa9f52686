import { describe, expect, it } from 'vitest';
import { findCommands } from '../../ui/palette/find.ts';
import type { ScreenProps } from '../../ui/screen.tsx';
import { openedPage } from '../visit.test-support.ts';
import { commandsOf } from './commands.ts';

const page = await openedPage();
const frame = page.frame();
const screen = {
  frame: { ...frame, waitingFor: [{ kind: 'event', name: 'Approval' }] },
  eventChoices: [{ event: 'Approval', label: 'Approve', data: true }],
  samples: [],
  share: { take: {} },
} as unknown as ScreenProps;
const commands = commandsOf({ session: page.session, screen, around: page.around });

describe('the palette', () => {
  it.each([
    ['suspend', 'Workflow: pause it'],
    ['terminate', 'Workflow: end it from outside'],
    ['raise event', 'Workflow: approve'],
    ['send', 'Workflow: approve'],
    ['kill', 'Crash the app'],
  ])('finds by %s, a word of an engine’s API: %s', (query, name) => {
    expect(findCommands(commands, query)[0]?.name).toBe(name);
  });
});
