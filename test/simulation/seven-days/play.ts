import { writePaper } from './keep-store.ts'
import { bringBack, bringGoods, changeShift, type Deed, deliver, payWithBonuses, serveTable } from './sell.ts'
import { dayMs, daysMax, firstMoment, type House, type World } from './world.ts'

/** How much happens in one restaurant on one day. */
export type Pace = { tables: number; deliveries: number; papers: number }

type Step = { at: number; deed: Deed }
const minuteMs = 60_000

/** Something that is done in a moment. */
async function* atOnce(work: () => Promise<void>): Deed {
  yield* []
  await work()
}

/** Everything of a week, in the order of its moments. */
function diary(world: World, { tables, deliveries, papers }: Pace): Step[] {
  const { chance, houses } = world
  const steps: Step[] = []
  for (let day = 0; day < daysMax; day++)
    for (const house of houses) {
      const somewhen = (deedOf: (world: World, house: House) => Deed, times: number): void => {
        for (let time = 0; time < times; time++)
          steps.push({ at: firstMoment + day * dayMs + chance.int(dayMs), deed: deedOf(world, house) })
      }
      somewhen(serveTable, tables)
      somewhen(deliver, deliveries)
      somewhen(bringBack, Math.ceil(tables / 3))
      somewhen(bringGoods, Math.ceil(tables / 6))
      somewhen(() => atOnce(() => writePaper(world, house)), papers)
      somewhen(() => atOnce(() => changeShift(world, house)), 1)
      if (house.body.code === '1') somewhen(() => atOnce(() => payWithBonuses(world, house)), 1)
    }
  return steps.sort((a, b) => a.at - b.at)
}

/** Plays seven days of five restaurants through the same use cases that people use; the last shifts are closed. */
export async function playWeek(world: World, pace: Pace): Promise<void> {
  const { clock } = world.server
  const steps = diary(world, pace)
  for (let step = steps.shift(); step; step = steps.shift()) {
    clock.jumpTo(Math.max(clock.now(), step.at))
    const { value: minutes, done } = await step.deed.next()
    if (done) continue
    const next = { at: step.at + (minutes as number) * minuteMs, deed: step.deed }
    const behind = steps.findIndex(({ at }) => at > next.at)
    steps.splice(behind < 0 ? steps.length : behind, 0, next)
  }
  clock.jumpTo(Math.max(clock.now(), firstMoment + daysMax * dayMs))
  for (const house of world.houses) await changeShift(world, house)
  await world.server.settle()
}
