/** Fixed keys of the demo chain. They open nothing but made-up data, and only on loopback (corrections 5). */
import { demoId, type SeedAdmin, type SeedApiKey, type SeedApp } from './demo-chain.ts'
import { priceCategoryId } from './menu/dictionaries.ts'
import { menuNumbers } from './menu/external-menus.ts'
import { outletId, outletKeys } from './outlets.ts'

const full: Omit<SeedApiKey, 'id' | 'name' | 'apiLogin'> = {
  isActive: true,
  expiresAt: null,
  organizationIds: outletKeys.map(outletId),
  terminalGroupIds: null,
  deniedRights: [],
  sourceKey: null,
  externalMenuNumbers: Object.values(menuNumbers),
  priceCategoryIds: [priceCategoryId('delivery'), priceCategoryId('partners')],
  email: 'integrator@trapeza.example',
}

const key = (name: string, apiLogin: string, differs: Partial<SeedApiKey> = {}): SeedApiKey => ({
  id: demoId('apiKey', apiLogin),
  name,
  apiLogin,
  ...structuredClone(full),
  ...differs,
})

/** The first one is the key of `credentials.json`. */
export const apiKeys = (): SeedApiKey[] => [
  key('Демо', 'de300000-0000-4000-8000-000000000001'),
  key('Сайт Покровки', 'de300000-0000-4000-8000-000000000002', {
    organizationIds: [outletId('pokrovka')],
    sourceKey: 'site-pokrovka',
    externalMenuNumbers: [menuNumbers.site],
    priceCategoryIds: [],
  }),
  key('Выключенный', 'de300000-0000-4000-8000-000000000003', { isActive: false }),
  key('Просроченный', 'de300000-0000-4000-8000-000000000004', { expiresAt: '2024-01-01T00:00:00.000Z' }),
  key('Только чтение', 'de300000-0000-4000-8000-000000000005', { deniedRights: ['deliveries/create'] }),
]

export const apps = (): SeedApp[] => [
  {
    appId: 'a9900000-0000-4000-8000-000000000001',
    clientSecret: 'trapeza-demo-client-secret-0001',
    name: 'Демо-приложение',
  },
]

/** The password is known to everybody: a node that is no sandbox gives the account another one (`main/demo-access.ts`). */
export const admins = (): SeedAdmin[] => [
  { id: demoId('administrator', 'admin'), login: 'admin', password: 'trapeza-demo' },
]
