import { Refusal } from '../../kernel/refusals.ts'
import type { Printer } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'
import { readPiece } from './read-markup.ts'

export type PrinterProblem = { field: keyof Printer | 'address.host'; text: { ru: string; en: string } }

/** Letters, digits, dots, hyphens and colons: names of hosts and addresses of both kinds. */
const hostName = /^[A-Za-z\d]([A-Za-z\d.:-]{0,251}[A-Za-z\d])?$/

/** Everything by which a printer contradicts itself or the books, field by field. */
export function printerProblems(printer: Printer, catalog: Catalog): PrinterProblem[] {
  const found: PrinterProblem[] = []
  const add = (field: PrinterProblem['field'], ru: string, en: string) =>
    found.push({ field, text: { ru, en } })
  const { name, terminalGroupId, kind, address } = printer
  if (name.trim() === '' || name.length > 60) add('name', 'от 1 до 60 знаков', 'from 1 to 60 characters')
  if (!catalog.living('terminalGroup', terminalGroupId))
    add('terminalGroupId', 'такой группы терминалов нет', 'there is no such terminal group')
  if (kind === 'network' && !(address && hostName.test(address.host)))
    add('address.host', 'нужно имя или адрес в сети', 'a name or an address in the network is needed')
  if (printer.duties.length === 0) add('duties', 'принтер ничего не печатает', 'the printer prints nothing')
  if (!printer.cookingPlaceIds.every((id) => catalog.living('cookingPlace', id)))
    add('cookingPlaceIds', 'такого места приготовления нет', 'there is no such station')
  const isOwnHall = (id: string): boolean =>
    catalog.living('restaurantSection', id)?.body.terminalGroupId === terminalGroupId
  if (!printer.sectionIds.every(isOwnHall))
    add('sectionIds', 'такого зала у кассы нет', 'the till has no such hall')
  for (const field of ['header', 'footer'] as const) {
    const problem = markupProblem(printer[field])
    if (problem !== null)
      add(field, `разметка не читается: ${problem}`, `the markup cannot be read: ${problem}`)
  }
  return found
}

function markupProblem(text: string): string | null {
  try {
    readPiece(text)
    return null
  } catch (error) {
    if (error instanceof Refusal) return String(error.params['problem'] ?? error.message)
    throw error
  }
}
