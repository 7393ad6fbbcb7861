/** Words to write documents in: each makes one element of the markup (front-api §2.15.2). */
import type { Cell, Column, Container, Content, Document, Emphasis } from './document.ts'

type Contents = readonly (Content | null | false)[]
const present = (content: Contents): Content[] =>
  content.filter((one): one is Content => one !== null && one !== false)

/** A whole document; nulls are left out. `bell` rings where dishes are cooked. */
export const doc = (content: Contents, { bell = false } = {}): Document => ({
  bell,
  content: present(content),
})

const container =
  (tag: Container) =>
  (...content: Contents): Content => ({ tag, content: present(content) })

export const center = container('center')
export const large = container('f2')
export const tall = container('f1')
/** Several elements as one. */
export const together = container('plain')
export const bold = (...content: Contents): Content => ({
  tag: 'plain',
  emphasis: { bold: true },
  content: present(content),
})

/** Ends the line; where it is empty already, leaves an empty one. */
export const np: Content = { tag: 'np' }
export const br: Content = { tag: 'br' }
export const pageCut: Content = { tag: 'pagecut' }
/** Opens the drawer that hangs on the printer. */
export const pulse: Content = { tag: 'pulse' }
export const line = (symbols = '-'): Content => ({ tag: 'line', symbols })
export const section = (name: string, data = ''): Content => ({ tag: 'section', name, data })

/** Two values at both ends of a line; the right one keeps its width. */
export const pair = (left: string, right: string, emphasis?: Emphasis): Content => ({
  ...{ tag: 'pair', left, right, fit: 'right' },
  ...(emphasis ? { emphasis } : {}),
})

export const cell = (...content: Contents): Cell => ({
  kind: 'text',
  content: present(content),
  colspan: null,
})
export const table = (columns: Column[], rows: readonly Cell[][]): Content => ({
  tag: 'table',
  cellSpacing: 1,
  columns,
  cells: rows.flat(),
})
export const qrCode = (text: string): Content => ({
  ...{ tag: 'qrcode', text, align: 'center', size: 'normal', correction: 'medium' },
})
export const barcode = (text: string): Content => ({
  ...{ tag: 'barcode', text, align: 'center', hri: true, heightRatio: 1 },
})
