import { describe, expect, test } from 'vitest'
import { Refusal } from '../../kernel/refusals.ts'
import { doc, np, pair, qrCode } from './build.ts'
import { readMarkup, readPiece } from './read-markup.ts'
import { writeMarkup } from './write-markup.ts'

const refusalOf = (text: string): string => {
  try {
    readMarkup(text)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'printing.markup') return String(error.params['problem'])
    throw error
  }
  return 'taken'
}

describe('receipt markup (front-api §2.15.2)', () => {
  test('is read with its attributes', () => {
    const read = readMarkup(
      `<?xml version="1.0"?>
       <!-- a slip --><doc bell="on"><center bold="on">MEAL &amp; CLUB</center><line symbols="="/><pair left="Bonus" right="120.00"/></doc>`,
    )
    expect(read).toEqual({
      bell: true,
      content: [
        { tag: 'center', emphasis: { bold: true }, content: ['MEAL & CLUB'] },
        { tag: 'line', symbols: '=' },
        { tag: 'pair', left: 'Bonus', right: '120.00', fit: 'right' },
      ],
    })
  })
  test('has tables with columns, lines across them and cells of several columns', () => {
    const [table] = readPiece(
      `<table cellspacing="2"><columns><column formatter="split"/><spacecolumn width="3"/><column autowidth="" align="right"/></columns>
       <cells><ct>&lt;f1&gt;</ct><c font="f1">2</c><linecell symbols="="/><c colspan="2">end</c></cells></table>`,
    )
    expect(table).toEqual({
      tag: 'table',
      cellSpacing: 2,
      columns: [{ formatter: 'split' }, { width: 3, isSpace: true }, { isAuto: true, align: 'right' }],
      cells: [
        { kind: 'text', colspan: null, content: ['<f1>'] },
        { kind: 'text', colspan: null, content: [{ tag: 'f1', content: ['2'] }] },
        { kind: 'line', colspan: null, content: [], symbols: '=' },
        { kind: 'text', colspan: 2, content: ['end'] },
      ],
    })
  })
  test('falls back to plain text where the formatting is not known', () => {
    expect(readPiece('<blink speed="3">now</blink><html><![CDATA[<b>bold</b>]]></html>')).toEqual([
      { tag: 'plain', content: ['now'] },
      ' bold ',
    ])
  })
  test.each([
    ['<receipt/>', 'the root is <receipt>, not <doc>'],
    ['<doc><f1>x</f2></doc>', '</f1> is expected (character 15)'],
    ['<doc>', '</doc> is missing (character 6)'],
    ['<doc>&nbsp;</doc>', '&nbsp; is not known (character 12)'],
    ['<!DOCTYPE doc><doc/>', 'the name of an element is expected (character 2)'],
    ['<doc><doc/></doc>', '<doc> stands inside the document'],
    ['<doc><pair fit="middle"/></doc>', '<pair fit="middle">: one of left, right is expected'],
    ['<doc><f0 bold="yes">x</f0></doc>', '<f0 bold="yes">: on or off is expected'],
    [
      '<doc><qrcode size="huge">x</qrcode></doc>',
      '<qrcode size="huge">: one of tiny, small, normal, large, extralarge is expected',
    ],
    ['<doc><logo>first</logo></doc>', '<logo>first</logo>: a number is expected'],
    ['<doc><image>*</image></doc>', '<image> is not base64'],
    ['<doc><table><columns/></table></doc>', '<table> has no column'],
    ['<doc><table><columns><f1/></columns></table></doc>', '<f1> stands in <columns>'],
    [
      '<doc><table><columns><column width="-1"/></columns></table></doc>',
      '<column width="-1">: 0 to 1000 is expected',
    ],
    [
      `<doc>${'<f1>'.repeat(70)}${'</f1>'.repeat(70)}</doc>`,
      'more than 64 elements inside each other (character 262)',
    ],
  ])('is refused in words: %s', (text, problem) => {
    expect(refusalOf(text)).toBe(problem)
  })
  test('of a document that was built is read as the same document', () => {
    const built = doc(
      [pair('a "quoted" <name>', '1 & 2', { bold: true }), np, qrCode('https://example.test/?a=1&b=2')],
      {
        bell: true,
      },
    )
    expect(readMarkup(writeMarkup(built))).toEqual(built)
  })
})
