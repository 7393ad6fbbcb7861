import {
  barcode,
  bold,
  br,
  center,
  doc,
  large,
  line,
  np,
  pageCut,
  pair,
  qrCode,
  tall,
  together,
} from '../build.ts'
import type { Document } from '../document.ts'
import { heading, stamp } from './heading.ts'
import { type PaperSetting, say } from './paper-setting.ts'

/** Everything that a printer should be able to do, on one page. */
export const testPage = (setting: PaperSetting, printer: { name: string; width: number }): Document =>
  doc([
    heading(setting, 'test'),
    line(),
    pair(say(setting, 'printer'), printer.name),
    pair(say(setting, 'width'), String(printer.width)),
    stamp(setting, 'printed', setting.now),
    line('='),
    together(say(setting, 'alphabet'), br),
    together(tall(say(setting, 'alphabet')), br),
    together(large('1234567890'), br),
    bold('bold'),
    ' ',
    { tag: 'plain', emphasis: { underline: true }, content: ['underline'] },
    ' ',
    { tag: 'plain', emphasis: { reverse: true }, content: ['reverse'] },
    br,
    center(qrCode('https://example.org/'), np, barcode('4600000000013')),
    pageCut,
  ])
