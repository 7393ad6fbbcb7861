import type { DeliveryRestrictions, DeliveryZone, RestrictionRow } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { FieldProblem } from './problems.ts'

const nameMax = 100
const zonesMax = 200
const rowsMax = 1000
const cornersMax = 500

type Check = { catalog: Catalog; organizationId: Uuid }
type Add = (field: string, ru: string, en: string) => void

/** Everything by which zones, schedules and conditions contradict themselves or the books, field by field. */
export function checkRestrictions(settings: DeliveryRestrictions, check: Check): FieldProblem[] {
  const problems: FieldProblem[] = []
  const add: Add = (field, ru, en) => {
    problems.push({ field, text: { ru, en } })
  }
  const { deliveryZones: zones, restrictions: rows } = settings
  if (zones.length > zonesMax) add('deliveryZones', `не больше ${zonesMax} зон`, `at most ${zonesMax} zones`)
  if (rows.length > rowsMax) add('restrictions', `не больше ${rowsMax} правил`, `at most ${rowsMax} rules`)
  for (const [i, zone] of zones.entries()) checkZone(zone, i, settings, check, add)
  for (const [i, row] of rows.entries()) checkRow(row, i, settings, check, add)
  const chargeId = settings.defaultDeliveryServiceProductId
  if (chargeId !== null && !check.catalog.living('product', chargeId))
    add('defaultDeliveryServiceProductId', 'такого блюда нет', 'there is no such product')
  return problems
}

function checkZone(
  zone: DeliveryZone,
  i: number,
  { deliveryZones, zonesMode }: DeliveryRestrictions,
  { catalog }: Check,
  add: Add,
): void {
  const at = `deliveryZones[${i}]`
  if (zone.name.trim() === '') add(`${at}.name`, 'назовите зону', 'give the zone a name')
  if (zone.name.length > nameMax)
    add(`${at}.name`, `не длиннее ${nameMax} знаков`, `at most ${nameMax} characters`)
  if (deliveryZones.findIndex(({ name }) => name === zone.name) !== i)
    add(`${at}.name`, 'зона с таким названием уже есть', 'there is already a zone of this name')
  const corners = zone.coordinates.length
  if ((corners > 0 && corners < 3) || corners > cornersMax)
    add(
      `${at}.coordinates`,
      `у контура от 3 до ${cornersMax} углов`,
      `an outline has from 3 to ${cornersMax} corners`,
    )
  if (zonesMode === 0 && corners === 0 && zone.addresses.length === 0)
    add(`${at}.coordinates`, 'нарисуйте контур зоны', 'draw the outline of the zone')
  if (zonesMode === 1 && zone.addresses.length === 0)
    add(`${at}.addresses`, 'добавьте хотя бы одну улицу', 'add at least one street')
  zone.addresses.forEach(({ streetId, houses }, j) => {
    const line = `${at}.addresses[${j}]`
    if (!catalog.living('street', streetId))
      add(`${line}.streetId`, 'выберите улицу из справочника', 'choose a street of the directory')
    if (houses.type === 'specific' && houses.specificNumbers.length === 0)
      add(`${line}.houses.specificNumbers`, 'перечислите дома', 'list the houses')
    if (houses.type !== 'specific' && !houses.isUnlimitedRange && houses.maxNumber < houses.startingNumber)
      add(`${line}.houses.maxNumber`, 'меньше первого дома', 'is less than the first house')
  })
}

function checkRow(
  row: RestrictionRow,
  i: number,
  { deliveryZones, zonesMode }: DeliveryRestrictions,
  { catalog, organizationId }: Check,
  add: Add,
): void {
  const at = `restrictions[${i}]`
  if (catalog.living('terminalGroup', row.terminalGroupId)?.organizationId !== organizationId)
    add(
      `${at}.terminalGroupId`,
      'выберите группу терминалов этого ресторана',
      'choose a terminal group of this restaurant',
    )
  if (zonesMode !== 2 && row.zone !== null && !deliveryZones.some(({ name }) => name === row.zone))
    add(`${at}.zone`, 'такой зоны нет', 'there is no such zone')
  if (row.weekMap === 0) add(`${at}.weekMap`, 'выберите хотя бы один день', 'choose at least one day')
  const chargeId = row.deliveryServiceProductId
  if (chargeId !== null && !catalog.living('product', chargeId))
    add(`${at}.deliveryServiceProductId`, 'такого блюда нет', 'there is no such product')
}
