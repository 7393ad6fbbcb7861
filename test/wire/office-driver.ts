import { expect } from 'vitest'
import { walletId } from '../../src/seed/demo/loyalty.ts'
import { outletId } from '../../src/seed/demo/outlets.ts'
import type { AdminPage } from '../support/admin-page.ts'
import type { Answer, TestServer } from '../support/start-server.ts'
import { loyaltyOf } from './loyalty-driver.ts'

export type Json = Answer['json']

/** An address of the office in one restaurant of the demo chain. */
export const at = (path: string, query: Record<string, string> = {}): string =>
  `/loyalty${path}?${new URLSearchParams({ organization: outletId('pokrovka'), ...query })}`
export const fieldsOf = ({ json }: Answer): string[] => json.fields.map(({ field }: Json) => field)
/** Wherever the demo chain is, it is this day there. */
export const todayOf = ({ node }: TestServer): string =>
  new Date(node.clock.now() + 3 * 3_600_000).toISOString().slice(0, 10)

export const aMovement = (more: Json = {}): Json => ({
  ...{ key: crypto.randomUUID(), walletId: walletId('bonuses'), deed: 'topUp', sum: '250.50' },
  ...{ comment: 'Долго ждали', ...more },
})
export const aProgram = (more: Json = {}): Json => ({
  ...{
    name: 'Обеды',
    nameEn: 'Lunches',
    description: '',
    type: 3,
    isActive: true,
    from: '2024-01-01',
    to: null,
  },
  ...{ notifiesAboutBalance: false, organizationIds: [outletId('pokrovka')], ...more },
})
const allLines = { productIds: [], categoryIds: [] }
export const percent = (percentHundredths: number): Json => ({
  ...{ id: crypto.randomUUID(), kind: 'percentDiscount', percentHundredths, lines: allLines, limit: null },
})
export const aRule = (actions: Json[], conditions: Json[] = []): Json => ({
  ...{ id: crypto.randomUUID(), stopsFurtherExecution: false, conditions, actions },
})
/** Ten percent off everything, before all others. */
export const aCampaign = (more: Json = {}): Json => ({
  ...{
    name: 'Минус десять',
    nameEn: 'Ten off',
    description: '',
    isActive: true,
    from: '2024-01-01',
    to: null,
  },
  ...{ order: 1, exclusiveGroup: null, needsCertificate: false, registrationBindings: [] },
  ...{ orderBindings: [aRule([percent(1000)])], ...more },
})

/** What an administrator does in the office. */
export function officeOf(server: TestServer, page: AdminPage) {
  const { newPhone } = loyaltyOf(server)
  async function told(path: string, query: Record<string, string> = {}): Promise<Json> {
    const answer = await page.get(at(path, query))
    expect(answer.status, answer.text).toBe(200)
    return answer.json
  }
  async function done(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: Json): Promise<Json> {
    const answer = await page.send(method, at(path), body)
    expect(answer.status, answer.text).toBe(200)
    return answer.json
  }
  const aProfile = (more: Json = {}): Json => ({
    ...{ phone: newPhone(), name: 'Алёна', surname: 'Орлова', middleName: '', birthday: '1990-04-05' },
    ...{ email: null, sex: 2, comment: null, wantsLoyaltyInfo: true, wantsPromotions: false, ...more },
  })
  return {
    told,
    done,
    aProfile,
    /** Somebody with the 300 bonuses of the welcome. */
    aGuest: (more: Json = {}): Promise<Json> => done('PUT', `/guests/${crypto.randomUUID()}`, aProfile(more)),
    guestOf: (id: string): Promise<Json> => told(`/guests/${id}`),
    program: async (id: string): Promise<Json> =>
      (await told('/programs')).programs.find((one: Json) => one.id === id),
  }
}
export type Office = ReturnType<typeof officeOf>
