import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openPlainLogs } from './plain-logs.ts'

test('lines of plugins stand in files of their own, as iikoFront writes them', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-logs-'))
  const logs = openPlainLogs({
    ...{ dataDir, limits: { bytesMax: 10_000, filesMax: 2 }, zone: 'Europe/Moscow' },
    now: () => Date.UTC(2018, 1, 10, 19, 9, 10, 945),
    report: (error) => {
      throw error
    },
  })
  logs.write('plugin-acme.log', 'info', 'started')
  logs.write('plugin-acme.log', 'error', 'two\nlines')
  logs.write('api.log', 'warn', 'x'.repeat(5000))
  await logs.settle()
  const read = (name: string) => readFileSync(join(dataDir, 'CashServer/Logs', name), 'utf8')
  expect(read('plugin-acme.log')).toBe(
    '[2018-02-10 22:09:10,945]  INFO [ 1] - started\n[2018-02-10 22:09:10,945] ERROR [ 1] - two lines\n',
  )
  expect(read('api.log')).toHaveLength(4040)
  rmSync(dataDir, { recursive: true })
})
