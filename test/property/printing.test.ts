/** Papers nobody would ever print: no line is wider than the paper, no word is lost, markup says what the tree says. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printable } from '../../src/domain/printing/code-page.ts'
import type { Cell, Column, Content } from '../../src/domain/printing/document.ts'
import { escPos } from '../../src/domain/printing/esc-pos.ts'
import { layOut } from '../../src/domain/printing/lay-out.ts'
import type { Line } from '../../src/domain/printing/lines.ts'
import { readEscPos } from '../../src/domain/printing/read-esc-pos.ts'
import { readMarkup } from '../../src/domain/printing/read-markup.ts'
import { writeMarkup } from '../../src/domain/printing/write-markup.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
console.info(`printing: SEED=${seed}`)
const check = <T>(arbitrary: fc.Arbitrary<T>, promise: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, promise), { seed, numRuns: 400 })

const letter = fc.constantFrom(...'абвЖё №1xyz', ' ', ' ')
const anyText = fc.string({ unit: letter, minLength: 1, maxLength: 40 })
const side = fc.constantFrom('left', 'center', 'right', 'justify' as const)
const column: fc.Arbitrary<Column> = fc.oneof(
  fc.constant({}),
  fc.record({ isAuto: fc.constant(true as const), align: side }),
  fc.record({ width: fc.integer({ min: 1, max: 60 }), formatter: fc.constantFrom('split', 'wrap' as const) }),
  fc.record({
    minWidth: fc.integer({ min: 1, max: 9 }),
    maxWidth: fc.integer({ min: 1, max: 9 }),
    align: side,
  }),
  fc.constant({ isSpace: true as const }),
)
const documentOf = (text: fc.Arbitrary<string>) => {
  const { content } = fc.letrec<{ content: Content }>((tie) => {
    const inside = fc.array(tie('content'), { maxLength: 4 })
    const cell: fc.Arbitrary<Cell> = fc.record({
      kind: fc.constant('text' as const),
      content: inside,
      colspan: fc.constantFrom(null, 1, 2, 3),
    })
    return {
      content: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        text,
        fc.record({ tag: fc.constantFrom('br', 'np' as const) }),
        fc.record({
          tag: fc.constantFrom(
            'f0',
            'f1',
            'f2',
            'left',
            'center',
            'right',
            'justify',
            'split',
            'wrap',
            'plain' as const,
          ),
          content: inside,
        }),
        fc.record({
          tag: fc.constant('pair' as const),
          left: text,
          right: text,
          fit: fc.constantFrom('left', 'right' as const),
        }),
        fc.record({
          tag: fc.constant('table' as const),
          cellSpacing: fc.integer({ min: 0, max: 3 }),
          columns: fc.array(column, { maxLength: 5 }).map((columns) => [{}, ...columns]),
          cells: fc.array(cell, { maxLength: 6 }),
        }),
      ),
    }
  })
  return fc.array(content, { maxLength: 6 }).map((all) => ({ bell: false, content: all }))
}
const document = documentOf(anyText)
/** White space of markup is one space: texts have no other. */
const tidyText = anyText.map((text) => text.trim().replaceAll(/ +/g, ' ')).filter((text) => text !== '')
const width = fc.integer({ min: 1, max: 64 })

const textOf = (line: Line): string =>
  line.kind === 'text' ? line.spans.map((span) => span.text).join('') : ''
const widthOf = (line: Line): number =>
  line.kind === 'text'
    ? line.spans.reduce(
        (sum, { text: own, style }) => sum + [...own].length * (style.font === 'f2' ? 2 : 1),
        0,
      )
    : 0
/** All letters in order of the alphabet: tables put them beside each other. */
const letters = (texts: readonly string[]): string =>
  [...texts.join('').replaceAll(/\s/g, '')].sort().join('')

function wordsOf(of: Content): string[] {
  if (typeof of === 'string') return [of]
  if (of.tag === 'pair') return [of.left, of.right]
  if (of.tag === 'table') return of.cells.flatMap((cell) => cell.content.flatMap(wordsOf))
  return 'content' in of ? of.content.flatMap(wordsOf) : []
}

test('no line is wider than the paper, and no letter is lost or made up', () => {
  check(fc.tuple(document, width), ([doc, columns]) => {
    const lines = layOut(doc, columns)
    expect(Math.max(0, ...lines.map(widthOf))).toBeLessThanOrEqual(columns)
    expect(letters(lines.map(textOf))).toBe(letters(doc.content.flatMap(wordsOf)))
  })
})

test('a printer shows the lines that were laid out for it', () => {
  check(fc.tuple(document, width), ([doc, columns]) => {
    const lines = layOut(doc, columns, printable)
    expect(readEscPos(escPos(lines, columns))).toEqual(lines.map(textOf))
  })
})

test('written as markup and read again a document looks the same', () => {
  check(fc.tuple(documentOf(tidyText), width), ([doc, columns]) => {
    expect(layOut(readMarkup(writeMarkup(doc)), columns)).toEqual(layOut(doc, columns))
  })
})

test('markup of anybody is taken or refused, and never breaks', () => {
  const scrap = fc.constantFrom(
    '<doc>',
    '</doc>',
    '<f1>',
    '</f1>',
    '<table><columns><column/></columns><cells>',
    '</cells></table>',
    '<c>',
    '</c>',
    '<pair left="',
    '"/>',
    '&amp;',
    '&#x41;',
    '&',
    '<![CDATA[',
    ']]>',
    'слово ',
    '<line/>',
    '<',
  )
  check(fc.array(scrap, { maxLength: 20 }), (scraps) => {
    try {
      layOut(readMarkup(scraps.join('')), 20)
    } catch (error) {
      expect(error).toMatchObject({ code: 'printing.markup' })
    }
  })
})
