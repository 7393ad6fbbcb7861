import type { Fields } from './fields.ts'
import { invalid } from './problems.ts'
import type { ConsoleRoute } from './route.ts'
import type { ClockControl, Sandbox } from './services.ts'

const advanceMsMax = 366 * 86_400_000
const speedMax = 10_000
/** Instants that every calendar of ours can write. */
const years = { from: Date.UTC(2000, 0, 1), to: Date.UTC(2100, 0, 1) }

export const clockRoutes = (sandbox: Sandbox): ConsoleRoute[] => [
  {
    method: 'GET',
    path: '/clock',
    text: { en: 'the sandbox’s time', ru: 'время песочницы' },
    handle: async () => clockView(sandbox.clock),
  },
  {
    method: 'POST',
    path: '/clock',
    text: {
      en: 'freeze, advance, to, speed, reset; answers when all that became due is done',
      ru: 'freeze, advance, to, speed, reset; отвечает, когда наступившее сделано',
    },
    async handle({ fields }) {
      await setClock(sandbox, readClock(fields, sandbox.clock))
      const settled = await sandbox.settle()
      return { ...clockView(sandbox.clock), settled }
    },
  },
]

type ClockChange = { reset: boolean; speed: number | null; to: number | null }

function readClock(fields: Fields, clock: ClockControl): ClockChange {
  const reset = fields.flag('reset') ?? false
  const freeze = fields.flag('freeze')
  const speed = fields.number('speed', { min: 0, max: speedMax })
  const to = fields.instant('to')
  const advance = fields.duration('advance', { maxMs: advanceMsMax })
  fields.end()
  if (to !== null && advance !== null)
    throw invalid('advance', { en: 'give either to or advance', ru: 'либо to, либо advance' })
  if (freeze !== null && speed !== null)
    throw invalid('speed', { en: 'give either freeze or speed', ru: 'либо freeze, либо speed' })
  if (to !== null && (to < years.from || to > years.to))
    throw invalid('to', { en: 'must lie between 2000 and 2100', ru: 'должно быть между 2000 и 2100 годом' })
  if (!reset && freeze === null && speed === null && to === null && advance === null)
    throw invalid('body', {
      en: 'give one of freeze, advance, to, speed, reset',
      ru: 'нужно одно из freeze, advance, to, speed, reset',
    })
  const start = reset ? Date.now() : clock.now()
  return {
    reset,
    // A clock that runs keeps its speed when it is told not to stand.
    speed: freeze === null ? speed : freeze ? 0 : clock.speed || 1,
    to: advance === null ? to : start + advance,
  }
}

async function setClock({ clock, moveClock }: Sandbox, { reset, speed, to }: ClockChange): Promise<void> {
  if (reset) clock.reset()
  // Standing first, so that a jump lands exactly where it should.
  if (speed === 0) clock.setSpeed(0)
  if (to !== null) await moveClock(to)
  if (speed !== null) clock.setSpeed(speed)
}

function clockView(clock: ClockControl) {
  const now = clock.now()
  const wall = Date.now()
  return {
    now: new Date(now).toISOString(),
    wall: new Date(wall).toISOString(),
    offsetMs: now - wall,
    speed: clock.speed,
    isFrozen: clock.speed === 0,
  }
}
