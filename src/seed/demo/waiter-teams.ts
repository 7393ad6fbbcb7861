/** Teams of waiters: the large restaurant has two, the others serve as one. */
import { demoId, type SeedItem, seedItem } from './demo-chain.ts'
import { type OutletKey, outletId } from './outlets.ts'
import { employeeId } from './staff.ts'

type Row = readonly [code: string, name: string, nameEn: string, pins: readonly string[]]

const teams: Partial<Record<OutletKey, readonly Row[]>> = {
  pokrovka: [
    ['1', 'Первая бригада', 'First team', ['4444']],
    ['2', 'Вторая бригада', 'Second team', ['4445', '5558']],
  ],
  baumana: [['1', 'Бригада зала', 'Hall team', ['4446']]],
}

export const waiterTeams = (): SeedItem[] =>
  Object.entries(teams).flatMap(([outlet, rows]) => {
    const organizationId = outletId(outlet as OutletKey)
    const key = (code: string): string => `${outlet}/${code}`
    const assignments = rows.flatMap(([code, , , pins]) =>
      pins.map((pin) => ({ employeeId: employeeId(pin), teamId: demoId('waiterTeam', key(code)) })),
    )
    return [
      ...rows.map(([code, name, nameEn]) =>
        seedItem('waiterTeam', key(code), { code, name, nameEn }, { organizationId }),
      ),
      {
        book: 'waiterTeamAssignments',
        id: organizationId,
        organizationId,
        isDeleted: false,
        body: { assignments },
      },
    ]
  })
