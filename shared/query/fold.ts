/**
 * Returns a text in the form in which queries compare it: small letters without accents. Marks of other scripts stay:
 * in Japanese, they make another letter.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
}
