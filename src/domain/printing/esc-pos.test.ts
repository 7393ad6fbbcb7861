import { describe, expect, test } from 'vitest'
import { encoded, printable } from './code-page.ts'
import { escPos } from './esc-pos.ts'
import { layOut } from './lay-out.ts'
import { readEscPos } from './read-esc-pos.ts'
import { readMarkup } from './read-markup.ts'

const bytesOf = (markup: string, width = 20): Uint8Array =>
  escPos(layOut(readMarkup(`<doc>${markup}</doc>`), width, printable), width)
const hex = (bytes: Iterable<number>): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')

const start = '1b 40 1c 2e 1b 74 11'

describe('bytes of ESC/POS', () => {
  test('set the printer up and write Russian by code page 866', () => {
    expect(hex(bytesOf('Чек №1'))).toBe(`${start} 97 a5 aa 20 fc 31 0a`)
  })
  test('put looks on and take them off', () => {
    expect(hex(bytesOf('<f2 bold="on">A</f2><f0 underline="on" reverse="on">B</f0>'))).toBe(
      `${start} 1d 21 11 1b 45 01 41 1d 21 00 1b 45 00 1b 2d 01 1d 42 01 42 1b 2d 00 1d 42 00 0a`,
    )
  })
  test('cut, open the drawer, ring', () => {
    expect(hex(escPos(layOut(readMarkup('<doc bell="on"><pulse/><pagecut/></doc>'), 20), 20))).toBe(
      `${start} 1b 42 03 02 1b 70 00 19 fa 1d 56 42 00`,
    )
  })
  test('draw barcodes and QR codes by the printer', () => {
    expect(hex(bytesOf('<barcode>A{1</barcode>'))).toBe(
      `${start} 1d 68 3c 1d 77 02 1d 48 02 1d 6b 49 06 7b 42 41 7b 7b 31`,
    )
    expect(hex(bytesOf('<qrcode size="tiny" correction="low" align="center">Q</qrcode>'))).toBe(
      `${start} 1b 61 01 1d 28 6b 04 00 31 41 32 00 1d 28 6b 03 00 31 43 02 1d 28 6b 03 00 31 45 30 ` +
        '1d 28 6b 04 00 31 50 30 51 1d 28 6b 03 00 31 51 30 1b 61 00',
    )
  })
  test('draw a picture of one bit a dot', () => {
    // A bitmap of 2 by 2 dots: black and white above, white and black below.
    const bitmap = [
      ...[0x42, 0x4d, 70, 0, 0, 0, 0, 0, 0, 0, 62, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 1, 0],
      ...Array.from({ length: 24 }, () => 0),
      ...[0, 0, 0, 0, 255, 255, 255, 0, 0x80, 0, 0, 0, 0x40, 0, 0, 0],
    ]
    const image = Buffer.from(bitmap).toString('base64')
    expect(hex(bytesOf(`<image>${image}</image>`))).toBe(`${start} 1d 76 30 00 01 00 02 00 80 40`)
    expect(readEscPos(bytesOf('<image>AAAA</image>'))).toEqual(['[image]'])
  })
  test('are read back by an emulated printer', () => {
    const markup =
      '<center>Кафе «Ёж»</center><pair left="Борщ × 2" right="840,00 ₽"/><qrcode>https://example.test/ж</qrcode><barcode>4600000000013</barcode><logo>2</logo><pulse/><pagecut/>'
    expect(readEscPos(bytesOf(markup))).toEqual([
      '     Кафе "Ёж"',
      'Борщ x 2    840,00 р',
      '[qr https://example.test/ж]',
      '[barcode 4600000000013]',
      '[logo 2]',
      '[drawer]',
      '[cut]',
    ])
  })
  test('have a question mark where nothing else helps', () => {
    expect(printable('漢字 naïve — “x”…')).toBe('?? naive - "x"...')
    expect(encoded('漢')).toEqual([63])
  })
})
