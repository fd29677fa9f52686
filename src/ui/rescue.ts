import { createContext } from 'react';

/** What a person can do with a part of the page that broke. */
export interface Rescue {
  copyDetails: (details: string) => void;
  saveWork: () => void;
}

/** Given by the app; without it a broken part offers only another try. */
export const RescueContext = createContext<Rescue | undefined>(undefined);
