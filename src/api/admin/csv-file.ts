/** A table as a file that a spreadsheet opens by a double click. */
export type Cell = string | number | null | { decimal: string }

/** A file as the answer of a route, saved by the browser under its name. */
export class CsvFile {
  readonly name: string
  readonly text: string

  /**
   * Russian spreadsheets part columns by semicolons and write decimal commas, English ones commas and points; both know
   * UTF-8 by the mark at its beginning. `name` has Latin letters, digits and hyphens only.
   */
  constructor(name: string, rows: readonly (readonly Cell[])[], language: 'ru' | 'en') {
    const separator = language === 'ru' ? ';' : ','
    const lines = rows.map((row) => row.map((cell) => textOf(cell, language)).join(separator))
    this.name = name
    this.text = `\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`
  }
}

function textOf(cell: Cell, language: 'ru' | 'en'): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'string') return quoted(harmless(cell))
  return language === 'ru' ? cell.decimal.replace('.', ',') : quoted(cell.decimal)
}

const quoted = (text: string): string => (/[;,"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** What a guest wrote must not be computed by whoever opens the file; a phone with its plus is none. */
const harmless = (text: string): string => (/^[=@\t\r]|^[+-](?!\d+$)/.test(text) ? `'${text}` : text)
