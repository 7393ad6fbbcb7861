import { Args } from '../arguments.ts'
import { notFound } from '../exceptions.ts'
import { type FrontDoor, placeOf } from '../front-door.ts'
import type { FrontCaller, FrontOperation, FrontPermission } from '../front-operation.ts'
import type { TillPlace } from '../model/till-place.ts'
import type { Entity } from '../model/values.ts'

/** One call of an operation. */
export type Asking = { door: FrontDoor; caller: FrontCaller; args: Args; place: TillPlace }

/** An operation that looks at the books of its moment. */
export const operation = (
  name: string,
  needs: FrontPermission | null,
  answer: (asking: Asking) => unknown,
): FrontOperation => ({
  name,
  needs,
  run: async (door, caller, given) =>
    answer({ door, caller, args: new Args(given), place: await placeOf(door) }),
})

type Directory<T extends Entity> = {
  /** Name of the entity in the original, without `I`. */
  entity: string
  /** Name of the getter of all; null: the original has none. */
  list: string | null
  needs: FrontPermission | null
  /** What the list shows. */
  all(asking: Asking): readonly T[] | Promise<readonly T[]>
  /** Absent: what is not in the list is unknown; else more than that may be asked for by id, as what is deleted. */
  byId?(asking: Asking, id: string): T | undefined | Promise<T | undefined>
}

/** `getXs`, `getXById` (rejects) and `tryGetXById` (gives nothing) of a row of the directory (front-api §2.5). */
export function directory<T extends Entity>({
  entity,
  list,
  needs,
  all,
  byId,
}: Directory<T>): FrontOperation[] {
  const find = async (asking: Asking): Promise<T | undefined> => {
    const id = asking.args.id('id')
    return byId ? byId(asking, id) : (await all(asking)).find((one) => one.id === id)
  }
  const found = operation(`get${entity}ById`, needs, async (asking) => {
    const one = await find(asking)
    if (!one) throw notFound(entity, asking.args.id('id'))
    return one
  })
  const tried = operation(`tryGet${entity}ById`, needs, find)
  return list ? [operation(list, needs, all), found, tried] : [found, tried]
}
