/** Roles and people. A PIN says the role by its first digits and is easy to remember. */
import type { BackOfficeRight, Employee, Permission, Role } from '../../domain/reference/books.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { demoId, type SeedBackOfficeLogin, type SeedItem, type SeedPin, seedItem } from './demo-chain.ts'
import { type OutletKey, outletId, outletKeys } from './outlets.ts'

const everything: Permission[] = [
  'deliveries.edit',
  'deliveries.cancel',
  'deliveries.close',
  'deliveries.send',
  'deliveries.confirm',
  'stop-list.edit',
  'shift.open',
  'shift.close',
  'shift.move-cash',
  'kitchen.reprint',
  'kitchen.bump',
  'orders.discount',
  'orders.price-category',
  'orders.cancel-bill',
  'orders.on-the-house',
  'deliveries.bypass-restrictions',
  'tables.edit',
  'tables.close',
  'tables.cancel',
  'tables.delete-printed',
  'tables.comment-printed',
  'tables.move',
  'tables.change-waiter',
  'reserves.edit',
  'orders.return',
  'orders.return-to-stock',
  'orders.return-again',
  'shift.report',
  'personal-shifts.manage',
  'till.promote',
  'call-centre.work',
]

const backOfficeRights: BackOfficeRight[] = ['B_EN', 'B_VTJ', 'B_ADM', 'B_QMENU', 'B_APIO', 'F_APIO']

/** By code; the people of the demo have one or two of them. */
export const demoRoles = {
  MNGR: { name: 'Менеджер', nameEn: 'Manager', permissions: everything, backOfficeRights },
  CASH: {
    name: 'Кассир',
    nameEn: 'Cashier',
    permissions: [
      'deliveries.edit',
      'deliveries.close',
      'deliveries.send',
      'deliveries.confirm',
      'shift.open',
      'shift.close',
      'shift.move-cash',
      'kitchen.reprint',
      'orders.discount',
      'orders.price-category',
      'orders.cancel-bill',
      'tables.edit',
      'tables.move',
      'tables.close',
      'reserves.edit',
      'shift.report',
    ],
  },
  COOK: { name: 'Повар', nameEn: 'Cook', permissions: ['kitchen.bump', 'stop-list.edit'] },
  WAIT: {
    name: 'Официант',
    nameEn: 'Waiter',
    permissions: ['deliveries.edit', 'tables.edit', 'tables.move', 'reserves.edit'],
  },
  COUR: { name: 'Курьер', nameEn: 'Courier', permissions: ['deliveries.send'] },
  OPER: {
    name: 'Оператор',
    nameEn: 'Operator',
    permissions: ['deliveries.edit', 'deliveries.confirm', 'deliveries.cancel', 'call-centre.work'],
  },
  // Of devices that stand where guests are: nothing else opens with their PIN.
  DEVI: {
    name: 'Устройство в зале',
    nameEn: 'Device for guests',
    permissions: ['kiosk.run', 'queue-board.run'],
  },
} satisfies Record<string, Pick<Role, 'name' | 'permissions' | 'backOfficeRights'> & { nameEn: string }>
type RoleCode = keyof typeof demoRoles
const roleId = (code: RoleCode): Uuid => demoId('role', code)

type Person = readonly [
  pin: string,
  firstName: string,
  lastName: string,
  roles: readonly RoleCode[],
  at: readonly OutletKey[],
]

/** The first of each role is the one to try; the manager's PIN opens every till of the chain. */
const people: readonly Person[] = [
  ['1111', 'Анна', 'Смирнова', ['MNGR'], outletKeys],
  ['1112', 'Рустам', 'Галиев', ['MNGR'], ['baumana']],
  ['1113', 'Ирина', 'Уварова', ['MNGR', 'CASH'], ['malysheva']],
  ['2222', 'Елена', 'Кузнецова', ['CASH'], ['pokrovka']],
  ['2223', 'Тимур', 'Сафин', ['CASH'], ['baumana']],
  ['2224', 'Полина', 'Зырянова', ['CASH', 'WAIT'], ['malysheva']],
  ['2225', 'Олег', 'Носов', ['CASH'], ['pokrovka']],
  ['3333', 'Пётр', 'Гаврилов', ['COOK'], ['pokrovka']],
  ['3334', 'Марат', 'Юсупов', ['COOK'], ['baumana']],
  ['3335', 'Светлана', 'Бирюкова', ['COOK'], ['malysheva']],
  ['3336', 'Дмитрий', 'Лаптев', ['COOK'], ['pokrovka']],
  ['4444', 'Мария', 'Орлова', ['WAIT'], ['pokrovka']],
  ['4445', 'Артём', 'Белов', ['WAIT'], ['pokrovka']],
  ['4446', 'Алия', 'Хасанова', ['WAIT'], ['baumana']],
  ['4447', 'Никита', 'Шилов', ['WAIT'], ['malysheva']],
  ['5555', 'Сергей', 'Волков', ['COUR'], ['pokrovka']],
  ['5556', 'Азамат', 'Каримов', ['COUR'], ['pokrovka']],
  ['5557', 'Виктор', 'Зайцев', ['COUR'], ['pokrovka']],
  ['5558', 'Глеб', 'Тихонов', ['COUR', 'WAIT'], ['pokrovka']],
  ['5559', 'Ильдар', 'Нуриев', ['COUR'], ['baumana']],
  ['5550', 'Камиль', 'Валеев', ['COUR'], ['baumana']],
  ['5551', 'Роман', 'Щукин', ['COUR'], ['baumana']],
  ['6666', 'Наталья', 'Фёдорова', ['OPER'], ['pokrovka', 'baumana']],
  ['6667', 'Диана', 'Ахметова', ['OPER'], ['pokrovka', 'baumana']],
  ['6668', 'Юлия', 'Крылова', ['OPER', 'CASH'], ['pokrovka']],
  ['8888', 'Киоск', 'Табло', ['DEVI'], outletKeys],
]

/** What only some have told of themselves. */
const more: Record<string, Pick<Employee, 'middleName' | 'email'>> = {
  5555: { middleName: 'Игоревич', email: 'volkov@trapeza.example' },
}

export const employeeId = (pin: string): Uuid => demoId('employee', pin)

function employee([pin, firstName, lastName, roleCodes, at]: Person, index: number): Employee {
  return {
    name: `${lastName} ${firstName}`,
    code: String(101 + index),
    firstName,
    lastName,
    ...more[pin],
    phone: `+790055590${String(index).padStart(2, '0')}`,
    roleIds: roleCodes.map(roleId),
    isCourier: roleCodes.includes('COUR'),
    isOperator: roleCodes.includes('OPER'),
    pinHash: null,
    organizationIds: at.map(outletId),
  }
}

/** Left long ago: old orders still name him. */
const gone = employee(['gone', 'Павел', 'Ершов', ['COUR'], ['pokrovka']], 98)

export const staff = (): SeedItem[] => [
  ...(Object.keys(demoRoles) as RoleCode[]).map((code) =>
    seedItem('role', code, { ...demoRoles[code], code, permissions: [...demoRoles[code].permissions] }),
  ),
  ...people.map((person, index) => seedItem('employee', person[0], employee(person, index))),
  seedItem('employee', 'gone', gone, { isDeleted: true }),
]

/** Of the demo's operator at the call centre's screen. */
export const callCentreLogin = 'operator'

/** Who has a login: the first one may do everything in the back office, the second only look, the third answers calls. */
export const backOfficeLogins = (): SeedBackOfficeLogin[] => [
  { employeeId: employeeId('1111'), login: 'manager', password: 'trapeza-demo' },
  { employeeId: employeeId('2222'), login: 'cashier', password: 'trapeza-demo' },
  { employeeId: employeeId('6666'), login: callCentreLogin, password: 'trapeza-demo' },
]

export const staffPins = (): SeedPin[] =>
  people.map(([pin, firstName, lastName, roleCodes]) => ({
    employeeId: employeeId(pin),
    pin,
    // The manager's and the cashier's, to try a reader with.
    ...(pin === '1111' || pin === '2222' ? { card: `TRAPEZA-${pin}` } : {}),
    name: `${lastName} ${firstName}`,
    roleCodes: [...roleCodes],
  }))
