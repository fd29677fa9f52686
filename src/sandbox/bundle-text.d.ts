/** The text of a classic script: one file with all that it imports (vite/bundle-text.ts). */
declare module '*?iife' {
  const code: string;
  export default code;
}
