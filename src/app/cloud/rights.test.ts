import { expect, test } from 'vitest'
import { hasRight } from './rights.ts'

const create = 'api/1/deliveries/create'

test.each([
  ['everything is allowed that is not denied', {}, true],
  ['denied by its path', { deniedRights: ['api/1/deliveries/create'] }, false],
  ['denied by its short path in any letter case', { deniedRights: ['/Deliveries/Create'] }, false],
  ['denied with its group', { deniedRights: ['deliveries/*'] }, false],
  ['another group is denied', { deniedRights: ['order/*', 'deliveries'] }, true],
  ['allowed by name', { allowedRights: ['deliveries/create'] }, true],
  ['allowed with its group', { allowedRights: ['deliveries/*'] }, true],
  ['not among the allowed', { allowedRights: ['organizations'] }, false],
  ['nothing is allowed', { allowedRights: [] }, false],
  ['allowed and denied', { allowedRights: ['*'], deniedRights: ['deliveries/create'] }, false],
])('%s', (_, rights, expected) => {
  expect(hasRight({ allowedRights: null, deniedRights: [], ...rights }, create)).toBe(expected)
})

test('rights of other versions are named whole', () => {
  expect(hasRight({ deniedRights: ['2/menu', 'menu'] }, 'api/2/menu')).toBe(true)
  expect(hasRight({ deniedRights: ['api/2/*'] }, 'api/2/menu')).toBe(false)
})
