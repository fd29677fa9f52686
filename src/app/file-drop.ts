/** A scenario document (docs/SCENARIO.md) or a program that is dropped on the window opens. Drags of anything but files go their own way. */
export function openDroppedFiles(page: Window, open: (files: readonly File[]) => void): void {
  page.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // Else the browser leaves the page and shows the file.
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  page.addEventListener('drop', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    open([...event.dataTransfer.files]);
  });
}
