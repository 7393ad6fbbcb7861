/**
 * Tills of two nodes with waiters at tables (ADR 32, ADR 28, ADR 45). HALL_TILLS, HALL_ORDERS and HALL_HOURS make a seed
 * bigger: six tills, 3000 orders and 72 hours are the whole, as `npm run test:long -- six` plays it.
 */
import { openStage } from '../stage.ts'
import { type Play, playSeeds } from '../theatre.ts'
import { playHallStory } from './story.ts'

const tillCodes = ['pokrovka', 'baumana', 'veranda', 'malysheva', 'taganka', 'kiosk']
const tills = Number(process.env['HALL_TILLS'] ?? 1)
const orders = Number(process.env['HALL_ORDERS'] ?? 60)
const hours = Number(process.env['HALL_HOURS'] ?? 72)
const size = tills > 1 ? `HALL_TILLS=${tills} HALL_ORDERS=${orders} HALL_HOURS=${hours} ` : ''

const halls: Play = {
  name: process.env['HALL_EVIDENCE'] ?? 'simulation-halls',
  replay: `${size}npm test -- --only halls`,
  ...{ seedsUsual: 4, stagesAtATime: tills > 1 ? 1 : 2, ordersPerSeed: orders },
  openStage: () => openStage(tillCodes.slice(0, tills), true),
  story: (stage, seed) => playHallStory(stage, seed, { orders, hours, blows: Math.ceil(orders / 4) }),
}

playSeeds(0, 1, halls)
