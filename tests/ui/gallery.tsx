/** Shows one hand-made screen: `gallery.html?name=first minute&theme=dark`. For looking at, and for pictures. */
import { createRoot } from 'react-dom/client';
import { Screen } from '../../src/ui/screen.tsx';
import { fixtures, silent } from './fixtures.ts';

const wishes = new URLSearchParams(location.search);
const name = wishes.get('name') ?? 'first minute';
const theme = wishes.get('theme');
if (theme) document.documentElement.dataset.theme = theme;
const drawn = fixtures[name];
const root = document.getElementById('root');
if (!drawn || !root) throw new Error(`there is no screen named ${name}`);
createRoot(root).render(<Screen {...drawn} {...silent} />);
