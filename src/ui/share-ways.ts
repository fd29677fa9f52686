import {
  ChartNoAxesGantt,
  FileDown,
  FlaskConical,
  Image,
  Link2,
  ListOrdered,
  PanelTop,
  SkipBack,
  Workflow,
  type LucideIcon,
} from 'lucide-react';

interface Way {
  id: string;
  name: string;
  about: string;
  icon: LucideIcon;
}

/** The ways to hand on what is on the screen, in the order of the menu. One more way is one more row, and what it does (`ShareActions`). */
export const SHARE_WAYS = [
  {
    id: 'moment',
    name: 'Link to this moment',
    about: 'Opens exactly what you see now.',
    icon: Link2,
  },
  {
    id: 'start',
    name: 'Link to the start',
    about: 'The same run, from its beginning.',
    icon: SkipBack,
  },
  {
    id: 'embed',
    name: 'Embed',
    about: 'This moment in a page of your own.',
    icon: PanelTop,
  },
  {
    id: 'file',
    name: 'File',
    about: 'A scenario document. Drop it on the page to open it.',
    icon: FileDown,
  },
  {
    id: 'png',
    name: 'Picture, PNG',
    about: 'The staircase as it stands now.',
    icon: Image,
  },
  {
    id: 'svg',
    name: 'Picture, SVG',
    about: 'The same, sharp at every size.',
    icon: ChartNoAxesGantt,
  },
  {
    id: 'markdown',
    name: 'Text',
    about: 'The whole run as Markdown, one sentence a step.',
    icon: ListOrdered,
  },
  {
    id: 'mermaid',
    name: 'Sequence diagram',
    about: 'The whole run for Mermaid.',
    icon: Workflow,
  },
  {
    id: 'test',
    name: 'Test',
    about: 'A file that runs this scenario and asserts what you saw.',
    icon: FlaskConical,
  },
] as const satisfies readonly Way[];

export type ShareWay = (typeof SHARE_WAYS)[number];
