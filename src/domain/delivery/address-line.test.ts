import { describe, expect, test } from 'vitest'
import { aCatalog } from '../reference/testing/a-catalog.ts'
import { ids } from '../reference/testing/catalog-ids.ts'
import { readAddressLine } from './address-line.ts'

const catalog = aCatalog()
const street = catalog.find('street', ids.street)?.body.name ?? ''
const city = catalog.find('city', catalog.find('street', ids.street)?.body.cityId)?.body.name ?? ''
const read = (line: string) => readAddressLine(catalog, line)

describe('an address in one line [cloud-api §4.4]', () => {
  test.each([
    [`${city}, ${street}, 17`, '17'],
    [`${city}, ул. ${street}, д. 17к2, кв. 5`, '17к2'],
    [`${street} 5A`, '5a'],
    [`${street.toUpperCase()} street, house 3`, '3'],
    [street, null],
    [`${street}, вход со двора`, null],
  ])('%s', (line, house) => {
    expect(read(line)).toMatchObject({ streetId: ids.street, house })
  })

  test('a street that the dictionary does not have', () => {
    expect(read(`${city}, ${street}ская, 17`)).toBeNull()
    expect(read('')).toBeNull()
  })
})
