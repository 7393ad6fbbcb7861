/** Characters with their looks, and how rows of them are broken and aligned. Widths are columns of the smallest font. */
import type { Alignment, Emphasis, FontName, Policy } from './document.ts'

export type Style = Readonly<{ font: FontName } & Required<Emphasis>>
export type Glyph = { readonly char: string; readonly style: Style }

export const plainStyle: Style = { font: 'f0', bold: false, italic: false, underline: false, reverse: false }

const widthOf = ({ style }: Glyph): number => (style.font === 'f2' ? 2 : 1)
export const widthOfAll = (glyphs: readonly Glyph[]): number =>
  glyphs.reduce((width, glyph) => width + widthOf(glyph), 0)

/** Control characters and line ends stand for a space. */
export const glyphsOf = (text: string, style: Style): Glyph[] =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced.
  [...text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')].map((char) => ({ char, style }))

const isSpace = ({ char }: Glyph): boolean => char === ' '
const space: Glyph = { char: ' ', style: plainStyle }

/** What repeats over a width. */
export const repeated = (symbols: string, width: number, style: Style = plainStyle): Glyph[] => {
  const pattern = glyphsOf(symbols, { ...style, font: 'f0' })
  return Array.from({ length: Math.max(width, 0) }, (_, index) => pattern[index % pattern.length] ?? space)
}

function trimmed(glyphs: readonly Glyph[]): Glyph[] {
  let [from, to] = [0, glyphs.length]
  const at = (index: number): Glyph => glyphs[index] ?? space
  while (from < to && isSpace(at(from))) from += 1
  while (to > from && isSpace(at(to - 1))) to -= 1
  return glyphs.slice(from, to)
}

/** Rows no wider than `width`; at least one. `cut` alone loses what does not fit. */
export function rowsOf(glyphs: readonly Glyph[], width: number, policy: Policy): Glyph[][] {
  // A character wider than the place gets the small font.
  const fitting = trimmed(glyphs).map((glyph) =>
    widthOf(glyph) > width ? { ...glyph, style: { ...glyph.style, font: 'f0' as const } } : glyph,
  )
  if (policy === 'cut') return [headOf(fitting, width)]
  const rows = policy === 'wrap' ? broken(fitting, width) : split(fitting, width)
  return rows.length > 0 ? rows : [[]]
}

function headOf(glyphs: readonly Glyph[], width: number): Glyph[] {
  let used = 0
  const end = glyphs.findIndex((glyph) => {
    used += widthOf(glyph)
    return used > width
  })
  return end < 0 ? [...glyphs] : glyphs.slice(0, end)
}

/** Broken wherever the width ends. */
function broken(glyphs: readonly Glyph[], width: number): Glyph[][] {
  const rows: Glyph[][] = []
  for (let rest = [...glyphs]; rest.length > 0; ) {
    const row = headOf(rest, width)
    rows.push(trimmed(row))
    rest = rest.slice(row.length)
  }
  return rows.filter((row) => row.length > 0)
}

/** Broken at spaces; a word that is too long for a row of its own wherever the width ends. */
function split(glyphs: readonly Glyph[], width: number): Glyph[][] {
  const rows: Glyph[][] = []
  let row: Glyph[] = []
  const end = (): void => {
    if (row.length > 0) rows.push(row)
    row = []
  }
  for (const { gap, word } of wordsOf(glyphs)) {
    const next = row.length === 0 ? word : [...row, ...gap, ...word]
    if (widthOfAll(next) <= width) {
      row = next
      continue
    }
    end()
    const pieces = broken(word, width)
    rows.push(...pieces.slice(0, -1))
    row = pieces.at(-1) ?? []
  }
  end()
  return rows
}

/** Words with the spaces before each. */
function wordsOf(glyphs: readonly Glyph[]): { gap: Glyph[]; word: Glyph[] }[] {
  const words: { gap: Glyph[]; word: Glyph[] }[] = []
  let gap: Glyph[] = []
  let isInWord = false
  for (const glyph of glyphs) {
    if (isSpace(glyph)) {
      gap = isInWord ? [glyph] : [...gap, glyph]
      isInWord = false
    } else if (isInWord) words.at(-1)?.word.push(glyph)
    else {
      words.push({ gap, word: [glyph] })
      gap = []
      isInWord = true
    }
  }
  return words
}

/** A row in its place: `fill` stands where nothing else does. `isLast`: of a paragraph, which is not stretched. */
export function aligned(
  row: readonly Glyph[],
  width: number,
  { align, fill, isLast = true }: { align: Alignment; fill: string; isLast?: boolean },
): Glyph[] {
  const free = width - widthOfAll(row)
  if (free <= 0) return [...row]
  const pad = (count: number): Glyph[] => repeated(fill, count)
  switch (align) {
    case 'right':
      return [...pad(free), ...row]
    case 'center': {
      const before = Math.floor(free / 2)
      return [...pad(before), ...row, ...pad(free - before)]
    }
    case 'justify':
      return isLast ? [...row, ...pad(free)] : stretched(row, free)
    default:
      return [...row, ...pad(free)]
  }
}

/** What is free goes between the words, the first gaps get more. */
function stretched(row: readonly Glyph[], free: number): Glyph[] {
  const words = wordsOf(row)
  const gaps = words.length - 1
  if (gaps < 1) return [...row, ...repeated(' ', free)]
  return words.flatMap(({ gap, word }, index) => {
    if (index === 0) return word
    const more = Math.floor(free / gaps) + (index <= free % gaps ? 1 : 0)
    return [...gap, ...repeated(' ', more), ...word]
  })
}

/** Without the spaces at its end that nobody sees. */
export function withoutTail(row: readonly Glyph[]): Glyph[] {
  let end = row.length
  const isSeen = (glyph: Glyph | undefined): boolean =>
    glyph !== undefined && (!isSpace(glyph) || glyph.style.reverse || glyph.style.underline)
  while (end > 0 && !isSeen(row[end - 1])) end -= 1
  return row.slice(0, end)
}
