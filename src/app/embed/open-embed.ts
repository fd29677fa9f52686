import { readEmbedOptions } from '../../embed/options.ts';
import { openApp } from '../main.tsx';
import { embedScreen } from './embedded-screen.tsx';
import { openGuest } from './guest.ts';

const options = readEmbedOptions(window.location.search);
if (!options) throw new Error('The address asks for no embed.');
const guest = openGuest(options, window);
openApp({ ...guest, Top: embedScreen(guest) });
