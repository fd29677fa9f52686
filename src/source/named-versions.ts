/** Under this key the program hands over its `versions`; no function can have such a name. */
export const VERSIONS_KEY = 'named versions';
