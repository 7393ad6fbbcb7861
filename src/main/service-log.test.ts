import { expect, test } from 'vitest'
import { createServiceLog, logOf } from './service-log.ts'

function lines() {
  const written: string[] = []
  const log = createServiceLog('info', { write: (line: string) => void written.push(line) })
  return { log, written, last: () => JSON.parse(written[written.length - 1] ?? '') }
}

test('a line is JSON with a level in words and a time', () => {
  const { log, last } = lines()
  logOf(log)('warn', 'the cloud is out of reach', { tries: 3 })
  expect(last()).toMatchObject({ level: 'warn', msg: 'the cloud is out of reach', tries: 3 })
  expect(Date.parse(last().time)).toBeGreaterThan(0)
  logOf(log)('info', 'started')
  expect(last()).toMatchObject({ level: 'info', msg: 'started' })
})

test('lower levels are not written', () => {
  const { log, written } = lines()
  log.debug('details')
  expect(written).toEqual([])
})

test('secrets and phones are hidden in texts, members, errors and bindings', () => {
  const { log, written } = lines()
  log.error(new Error('no guest +79005550133'))
  log.error({
    err: Object.assign(new Error('x'), { detail: 'Key (phone)=(+79005550134)' }),
    url: '/a?access_token=s3cret',
  })
  log
    .child({ url: '/b?key=s3cret' })
    .error({ headers: { authorization: 'Bearer s3cret' } }, 'called by 79005550135')
  const all = written.join('')
  expect(written).toHaveLength(3)
  expect(all).not.toMatch(/90055501|s3cret/)
  expect(all).toContain('no guest ***33')
  expect(JSON.parse(written[0] ?? '').err.stack).toContain('service-log.test')
})
