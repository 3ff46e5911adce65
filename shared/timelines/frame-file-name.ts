/** Returns the name of a frame's picture in a folder, `00000007.jpg`: names sort like their numbers. */
export function frameFileName(number: number): string {
  return `${String(number).padStart(8, '0')}.jpg`
}
