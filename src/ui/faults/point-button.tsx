import { use, type ComponentProps, type ReactNode } from 'react';
import { lazyMarks } from '../lazy-part.tsx';
import type { PointButton as Button } from './point-button-later.tsx';
import { PointingContext } from './pointing.ts';

type Props = ComponentProps<typeof Button>;

/** Not in the first minute, which must be there fast: it comes with the first thing that can be pointed at. */
const Later = lazyMarks<Props>(async () => ({
  default: (await import('./point-button-later.tsx')).PointButton,
}));

export function PointButton(props: Props): ReactNode {
  return use(PointingContext) ? <Later {...props} /> : null;
}
