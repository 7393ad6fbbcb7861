import { describe, expect, test } from 'vitest'
import type { Login } from '../../../../app/cloud/login.ts'
import { ids } from '../../../../domain/reference/testing/catalog-ids.ts'
import { WireError } from '../../errors.ts'
import { requireFreshRevision, visibleSourceKeys } from './order-search.ts'

const loginWith = (sourceKey: string | null): Login => ({
  appId: null,
  key: {
    id: ids.guest,
    tenantId: ids.tenant,
    name: 'site',
    isActive: true,
    expiresAt: null,
    settings: {
      organizationIds: [ids.organization],
      terminalGroupIds: null,
      deniedRights: [],
      sourceKey,
      externalMenuNumbers: [],
      priceCategoryIds: [],
      email: null,
    },
  },
})

describe('source keys', () => {
  test.each<[string | null, string[] | undefined, string[] | null]>([
    [null, undefined, null],
    [null, [], null],
    [null, ['site', 'app'], ['site', 'app']],
    ['site', undefined, ['site']],
    ['site', [], ['site']],
    ['site', ['app', 'site'], ['site']],
    ['site', ['app'], []],
  ])('a login with key %j that asks for %j sees %j', (own, asked, seen) => {
    expect(visibleSourceKeys(loginWith(own), asked)).toEqual(seen)
  })
})

describe('the age of a revision', () => {
  const now = Date.UTC(2026, 2, 13)
  const hours = 3_600_000
  test('is three hours at most', () => {
    expect(() => requireFreshRevision((now - 3 * hours) * 1000, now)).not.toThrow()
    expect(() => requireFreshRevision(now * 1000, now)).not.toThrow()
  })
  test.each([0, -1, (now - 3 * hours) * 1000 - 1])(
    '%d is refused, with the oldest that is good',
    (revision) => {
      try {
        requireFreshRevision(revision, now)
      } catch (error) {
        expect(error).toBeInstanceOf(WireError)
        expect(error).toMatchObject({
          status: 400,
          error: 'REVISION_TOO_OLD',
          message: 'Passed revision is too old',
        })
        expect((error as WireError).headers).toEqual({
          'X-Oldest-Revision': String((now - 3 * hours) * 1000),
        })
        return
      }
      throw new Error('not refused')
    },
  )
})
