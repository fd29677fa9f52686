/**
 * The parts of the screen that a link can open. A name is for ever: add names, never change one. A page that does not have the part (a
 * phone has one pane at a time, a desktop all of them; a name of a later version) opens as if the link said nothing of it.
 */
export const PANES = [
  'code',
  'history',
  'staircase',
  'world',
  'wiring',
  'transcript',
  'explore',
  'deploy-check',
] as const;

export type Pane = (typeof PANES)[number];

/** What any pane's name looks like, also that of a later version. */
export const PANE_NAME = /^[a-z][a-z0-9-]{0,29}$/;

/** Those that stand over the run, in place of it (app/side-view.ts opens them). The others are parts of the run's own screen. */
const SIDE_VIEWS = ['explore', 'deploy-check'] as const satisfies readonly Pane[];

export type SideView = (typeof SIDE_VIEWS)[number];

export const sideViewIn = (pane: string | undefined): SideView | undefined =>
  SIDE_VIEWS.find((each) => each === pane);
