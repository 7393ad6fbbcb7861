import type { StartPageLink, StartPageOptions } from '../api/http/start-page.ts'
import type { Role } from '../link/roles.ts'
import { demoRoles } from '../seed/demo/index.ts'
import type { Credentials } from './credentials.ts'
import { worksOf } from './works.ts'

const tillScreens: readonly StartPageLink[] = [
  {
    path: '/pos/',
    title: { ru: 'Касса', en: 'Till' },
    hint: { ru: 'доставки, оплата, стоп-лист, смена', en: 'deliveries, payment, stop list, shift' },
  },
  {
    path: '/waiter/',
    title: { ru: 'Официант', en: 'Waiter' },
    hint: { ru: 'столы и заказы на телефоне', en: 'tables and orders on a phone' },
  },
  {
    path: '/kitchen/',
    title: { ru: 'Кухня', en: 'Kitchen' },
    hint: { ru: 'заказы на экране, одно касание', en: 'tickets on a screen, one touch' },
  },
]

/** What stands where guests are. */
const guestScreens: readonly StartPageLink[] = [
  {
    path: '/kiosk/',
    title: { ru: 'Киоск', en: 'Kiosk' },
    hint: { ru: 'гость выбирает и платит сам', en: 'guests choose and pay by themselves' },
  },
  {
    path: '/board/',
    title: { ru: 'Табло очереди', en: 'Queue board' },
    hint: { ru: 'номера: готовится, готово', en: 'numbers: cooking, ready' },
  },
]

const monitor: StartPageLink = {
  path: '/monitor/',
  title: { ru: 'Мониторинг', en: 'Monitoring' },
  hint: { ru: 'кассы, смены, выручка, связь', en: 'tills, shifts, revenue, links' },
}

const admin: StartPageLink = {
  path: '/admin/',
  title: { ru: 'Администрирование', en: 'Administration' },
  hint: { ru: 'ключи, лицензии, вебхуки, зоны доставки', en: 'keys, licences, webhooks, delivery zones' },
}

const office: StartPageLink = {
  path: '/office/',
  title: { ru: 'Бэк-офис', en: 'Back office' },
  hint: { ru: 'гости, бонусы, акции, отчёты', en: 'guests, bonuses, campaigns, reports' },
}

const callCentre: StartPageLink = {
  path: '/callcentre/',
  title: { ru: 'Колл-центр', en: 'Call centre' },
  hint: { ru: 'звонок, гость, адрес, заказ', en: 'a call, a guest, an address, an order' },
}

const documents: readonly StartPageLink[] = [
  {
    path: '/docs/',
    title: { ru: 'Документация API', en: 'API documentation' },
    hint: { ru: 'OpenAPI, можно пробовать здесь же', en: 'OpenAPI, to be tried on the spot' },
  },
  {
    path: '/docs/parity',
    title: { ru: 'Насколько похоже', en: 'How near it is' },
    hint: { ru: 'каждая операция и её тест', en: 'every operation and its test' },
  },
]

/** What stands on the start page of a node; keys and PINs are for sandboxes only. */
export function startPage(roles: ReadonlySet<Role>, demo: Credentials | null): StartPageOptions {
  return {
    screens: [
      ...(roles.has('till') ? [...tillScreens, ...guestScreens] : []),
      ...(worksOf(roles).cloud ? [callCentre] : []),
      ...(roles.has('cloud') ? [monitor, office, admin] : []),
    ],
    documents: roles.has('cloud') ? documents : [],
    logins: demo && { apiLogin: demo.cloud.apiLogin, admin: demo.admin, pins: firstOfEachRole(demo) },
  }
}

/** One PIN a role is enough to try everything; the rest stands in credentials.json. */
function firstOfEachRole({ till }: Credentials): NonNullable<StartPageOptions['logins']>['pins'] {
  return Object.entries(demoRoles).flatMap(([code, { name, nameEn }]) => {
    const owner = till.pins.find(({ roles }) => roles[0] === code)
    return owner ? [{ pin: owner.pin, name: owner.name, role: { ru: name, en: nameEn } }] : []
  })
}
