import { describe, expect, test } from 'vitest'
import { ServerSessions } from './sessions.ts'

const session = (token: string, endsAt: number) => ({
  token,
  tenantId: 't',
  employeeId: 'e',
  organizationId: null,
  login: 'l',
  passwordHash: 'h',
  checkedAt: 0,
  seats: new Map(),
  endsAt,
})

describe('sessions', () => {
  test('end by time, by closing, and all at once', () => {
    const sessions = new ServerSessions()
    sessions.open(session('a', 10), 0)
    sessions.open(session('b', 20), 0)
    expect(sessions.find('a', 9)?.token).toBe('a')
    expect(sessions.find('a', 10)).toBeNull()
    sessions.close('b')
    expect(sessions.find('b', 0)).toBeNull()
    sessions.closeAll()
    expect(sessions.find('a', 0)).toBeNull()
  })
  test('those that ended are forgotten when another one opens', () => {
    const sessions = new ServerSessions()
    sessions.open(session('a', 10), 0)
    sessions.open(session('b', 30), 15)
    // Even by a clock that was set back.
    expect(sessions.find('a', 5)).toBeNull()
  })
  test('do what is asked with one token in its order, of others at once, failures included', async () => {
    const sessions = new ServerSessions()
    const log: string[] = []
    let finish: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      finish = resolve
    })
    const slow = sessions.inTurn('a', async () => {
      await held
      log.push('slow')
      throw new Error('failed')
    })
    const quick = sessions.inTurn('a', async () => void log.push('quick'))
    await sessions.inTurn('b', async () => void log.push('other'))
    finish()
    await expect(slow).rejects.toThrow('failed')
    await quick
    expect(log).toEqual(['other', 'slow', 'quick'])
  })
})
