import { RunScreen } from '../../ui/run-screen.tsx';
import { drawing as common } from '../drawing/drawing.ts';

/** What draws a run in the page: beside the picture itself all of its screen, of which an embed has its own. */
export const drawing = { ...common, RunScreen };
