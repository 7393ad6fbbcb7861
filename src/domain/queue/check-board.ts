import type { QueueBoard } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'

export type BoardProblem = {
  field: keyof QueueBoard | 'advertisement.image'
  text: { ru: string; en: string }
}

const colour = /^#[0-9a-f]{6}$/i
const address = /^(https:\/\/|\/)[^\s]{1,500}$/

/** Everything by which a board contradicts itself or the books, field by field. */
export function boardProblems(board: QueueBoard, catalog: Catalog): BoardProblem[] {
  const found: BoardProblem[] = []
  const add = (field: BoardProblem['field'], ru: string, en: string) =>
    found.push({ field, text: { ru, en } })
  const group = catalog.living('terminalGroup', board.terminalGroupId)
  if (board.name.trim() === '' || board.name.length > 60)
    add('name', 'от 1 до 60 знаков', 'from 1 to 60 characters')
  if (!group) add('terminalGroupId', 'такой группы терминалов нет', 'there is no such terminal group')
  if (board.orderTypeIds.some((id) => !isShownType(catalog.living('orderType', id)?.body.serviceType)))
    add('orderTypeIds', 'такого типа заказов в очереди не бывает', 'no such type of orders stands in a queue')
  const isOwnHall = (id: string): boolean =>
    catalog.living('restaurantSection', id)?.body.terminalGroupId === board.terminalGroupId
  if (!board.sectionIds.every(isOwnHall))
    add('sectionIds', 'такого зала у кассы нет', 'the till has no such hall')
  if (board.prefix.length > 6) add('prefix', 'не длиннее 6 знаков', 'at most 6 characters')
  for (const shade of [board.colours.cooking, board.colours.ready])
    if (shade !== null && !colour.test(shade))
      add('colours', 'цвет записывают как #1a7f5a', 'a colour is written as #1a7f5a')
  const { lines, image } = board.advertisement
  if (lines.length > 10 || lines.some((line) => line.length > 120))
    add('advertisement', 'не больше 10 строк по 120 знаков', 'at most 10 lines of 120 characters')
  if (image !== null && !address.test(image))
    add('advertisement.image', 'нужен адрес https://…', 'an address https://… is needed')
  return found
}

const isShownType = (service: string | undefined): boolean =>
  service === 'Common' || service === 'DeliveryByClient'
