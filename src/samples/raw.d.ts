/** The text of a file, as the build reads it. */
declare module '*?raw' {
  const text: string;
  export default text;
}
