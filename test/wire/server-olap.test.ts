import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { salesColumns, transactionColumns } from '../../src/api/server/generated/olap-columns.ts'
import { measureOf, sharesOfTotals } from '../../src/app/reports/measures.ts'
import { salesKeys } from '../../src/storage/reports/sales-columns.ts'
import { transactionKeys } from '../../src/storage/reports/transaction-columns.ts'
import { olapStory } from './olap-story.ts'

olapStory('sql')

test('columns that nothing fills are those that the ledger of parity names', () => {
  const empty = (type: 'SALES' | 'TRANSACTIONS', columns: object, keys: object): string =>
    `${type}: ${Object.keys(columns)
      .filter((name) => !(name in keys || measureOf(type, name) || name in sharesOfTotals))
      .join(', ')}`
  const ledger = JSON.parse(readFileSync(new URL('../../spec/parity-server.json', import.meta.url), 'utf8'))
  const { notes } = ledger['POST /v2/reports/olap']
  expect(notes).toContain(empty('SALES', salesColumns, salesKeys))
  expect(notes).toContain(empty('TRANSACTIONS', transactionColumns, transactionKeys))
})
