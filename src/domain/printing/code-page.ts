/** Code page 866, which printers of the region know as number 17 of `ESC t`. */

const upper =
  'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀рстуфхцчшщъыьэюяЁёЄєЇїЎў°∙·√№¤■'
const codes = new Map<string, number>([...upper].map((char, index) => [char, 128 + index]))

/** What the page has not, as people would write it. */
const written: Readonly<Record<string, string>> = {
  '«': '"',
  '»': '"',
  '“': '"',
  '”': '"',
  '„': '"',
  '’': "'",
  '‘': "'",
  '`': "'",
  '—': '-',
  '–': '-',
  '−': '-',
  '‑': '-',
  '…': '...',
  '×': 'x',
  '•': '·',
  '₽': 'р',
  '€': 'E',
  '£': 'L',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
  '½': '1/2',
  І: 'I',
  і: 'i',
  Ґ: 'Г',
  ґ: 'г',
}
const unknown = '?'

/** Text as it can be printed: as many characters as bytes, each of one column. Latin letters lose their accents. */
export function printable(text: string): string {
  let printed = ''
  for (const char of text) {
    if (isKnown(char)) printed += char
    else if (written[char] !== undefined) printed += written[char]
    else printed += [...char.normalize('NFD')].filter(isKnown).join('') || unknown
  }
  return printed
}

const isKnown = (char: string): boolean => (char >= ' ' && char <= '~') || codes.has(char)

/** Bytes of code page 866; what it has not is a question mark. */
export const encoded = (text: string): number[] =>
  [...text].map((char) => (char >= ' ' && char <= '~' ? char.charCodeAt(0) : (codes.get(char) ?? 63)))

/** Text of bytes of code page 866. */
export const decoded = (bytes: Iterable<number>): string =>
  [...bytes].map((byte) => (byte < 128 ? String.fromCharCode(byte) : (upper[byte - 128] ?? '?'))).join('')
