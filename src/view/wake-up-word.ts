/** What a wake-up is: said where the word stands on the screen, and in the glossary. */
export const WAKE_UP_MEANING =
  'The engine runs the workflow’s code from its first line, until it must wait. Then it saves what was asked for.';
