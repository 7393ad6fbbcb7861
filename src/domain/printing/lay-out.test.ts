import { describe, expect, test } from 'vitest'
import { layOut } from './lay-out.ts'
import type { Line } from './lines.ts'
import { readMarkup } from './read-markup.ts'

const plain = (line: Line): string =>
  line.kind === 'text' ? line.spans.map(({ text }) => text).join('') : `[${line.kind}]`
const paper = (markup: string, width = 24): string[] =>
  layOut(readMarkup(`<doc>${markup}</doc>`), width).map(plain)

describe('a document on paper', () => {
  test('breaks words at spaces, anywhere, or trims them', () => {
    const text = 'суп из говядины со сметаной'
    expect(paper(text, 12)).toEqual(['суп из', 'говядины со', 'сметаной'])
    expect(paper(`<wrap>${text}</wrap>`, 12)).toEqual(['суп из говяд', 'ины со смета', 'ной'])
    expect(paper(`<cut>${text}</cut>`, 12)).toEqual(['суп из говяд'])
    expect(paper('https://example.test/x', 8)).toEqual(['https://', 'example.', 'test/x'])
  })
  test('is aligned, filled and stretched', () => {
    expect(paper('<center>чек</center><right>1</right>', 9)).toEqual(['   чек', '        1'])
    expect(paper('<fill symbols="."><center>чек</center></fill>', 9)).toEqual(['...чек...'])
    expect(paper('<justify>a b c dddd</justify>', 8)).toEqual(['a   b  c', 'dddd'])
  })
  test('collapses line breaks, but not paragraphs', () => {
    expect(paper('a<br/><br/>b<np/><np/>c')).toEqual(['a', 'b', '', 'c'])
    expect(paper('a<nobr/>b <nobr/>c', 3)).toEqual(['a b', ' c'])
  })
  test('has lines over its whole width', () => {
    expect(paper('<line/><line symbols="=-"/>', 5)).toEqual(['-----', '=-=-='])
  })
  test('sets two values at the ends of a line, the sum always whole', () => {
    expect(paper('<pair left="ИТОГО" right="420,00"/>', 16)).toEqual(['ИТОГО     420,00'])
    expect(paper('<pair left="Скидка постоянного гостя" right="-42,00"/>', 20)).toEqual([
      'Скидка',
      'постоянного',
      'гостя         -42,00',
    ])
    expect(paper('<pair fit="left" left="Имя" right="очень длинное имя"/>', 12)).toEqual([
      '       очень',
      '     длинное',
      'Имя      имя',
    ])
    expect(paper('<fill symbols="."><pair left="a" right="b"/></fill>', 6)).toEqual(['a....b'])
  })
  test('counts a large letter as two', () => {
    expect(paper('<f2>12345678</f2>', 8)).toEqual(['1234', '5678'])
    expect(paper('<f2>ab</f2>', 1)).toEqual(['a', 'b'])
  })
  test('sets tables out by their columns', () => {
    const table = `<table><columns><column/><column autowidth="" align="right"/><column autowidth="" align="right"/></columns>
      <cells><ct>Блюдо</ct><ct>Кол.</ct><ct>Сумма</ct><linecell/><ct>Борщ с говядиной</ct><ct>2</ct><ct>840,00</ct>
      <c colspan="3"><center>всё</center></c></cells></table>`
    expect(paper(table)).toEqual([
      'Блюдо        Кол.  Сумма',
      '------------------------',
      'Борщ с          2 840,00',
      'говядиной',
      '          всё',
    ])
    // Too narrow for columns: nothing is lost, it stands one under the other.
    expect(paper(table, 2).join('').replaceAll(/[\s-]/g, '')).toBe('БлюдоКол.СуммаБорщсговядиной2840,00всё')
  })
  test('keeps looks together with their words', () => {
    const [line] = layOut(readMarkup('<doc>a <f1 bold="on">b</f1></doc>'), 10)
    expect(
      line?.kind === 'text' && line.spans.map(({ text, style }) => [text, style.font, style.bold]),
    ).toEqual([
      ['a ', 'f0', false],
      ['b', 'f1', true],
    ])
  })
  test('rings, cuts, opens the drawer and draws codes where they stand', () => {
    const lines = layOut(
      readMarkup('<doc bell="on"><pulse/>a<qrcode>x</qrcode><barcode hri="off">1</barcode><pagecut/></doc>'),
      10,
    )
    expect(lines.map(plain)).toEqual(['[bell]', '[pulse]', 'a', '[qrcode]', '[barcode]', '[cut]'])
  })
})
