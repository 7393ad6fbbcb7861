import { expect } from 'vitest'
import { rightOfCommand } from '../../src/api/till/commands.ts'
import { FrontException } from '../../src/app/front/exceptions.ts'
import { type FrontDoor, openFrontDoor } from '../../src/app/front/front-door.ts'
import { type FrontCaller, frontPermissions } from '../../src/app/front/front-operation.ts'
import { frontOperations } from '../../src/app/front/front-operations.ts'
import { productByCode } from '../support/orders.ts'
import type { TestServer } from '../support/start-server.ts'

type Json = any // any: a test looks where it likes

export type Front = {
  door: FrontDoor
  caller: FrontCaller
  /** Calls an operation of the table; the answer as JSON carries it. */
  call(name: string, args?: Record<string, unknown>): Promise<Json>
  /** The exception that an operation rejects with. */
  fails(name: string, args?: Record<string, unknown>): Promise<FrontException>
  /** Submits actions as one session. */
  edit(actions: [name: string, args: Record<string, unknown>][], session?: string): Promise<Json>
  editFails(
    actions: [name: string, args: Record<string, unknown>][],
    session?: string,
  ): Promise<FrontException>
  dish(code: string): string
  as(changes: Partial<FrontCaller>): Front
}

/** The table of operations over a till of a started node, as a plugin with every permission calls it. */
export function frontOf(server: TestServer, code = 'pokrovka'): Front {
  const local = [...server.node.tills.values()].find((one) => one.code === code)
  if (!local) throw new Error(`no till ${code}`)
  const door = openFrontDoor(server.node.app, local, rightOfCommand)
  const caller: FrontCaller = {
    ...local.till,
    name: 'plugin acme',
    permissions: new Set(frontPermissions),
    actor: null,
  }
  return front(server, door, caller)
}

function front(server: TestServer, door: FrontDoor, caller: FrontCaller): Front {
  const call = async (name: string, args: Record<string, unknown> = {}): Promise<Json> => {
    const operation = frontOperations.get(name)
    if (!operation) throw new Error(`no operation ${name}`)
    const answer = await operation.run(door, caller, args)
    return answer === undefined ? undefined : JSON.parse(JSON.stringify(answer))
  }
  const fails = async (name: string, args: Record<string, unknown> = {}): Promise<FrontException> => {
    const failure = await call(name, args).then(
      (answer) => ({ answer }),
      (error: unknown) => error,
    )
    expect(failure, JSON.stringify(failure)).toBeInstanceOf(FrontException)
    return failure as FrontException
  }
  const recorded = (actions: [string, Record<string, unknown>][], session: string = crypto.randomUUID()) => ({
    session,
    actions: actions.map(([name, args]) => ({ name, args })),
  })
  return {
    door,
    caller,
    call,
    fails,
    edit: (actions, session) => call('submitChanges', recorded(actions, session)),
    editFails: (actions, session) => fails('submitChanges', recorded(actions, session)),
    dish: (code) => productByCode(server.chain, code),
    as: (changes) => front(server, door, { ...caller, ...changes }),
  }
}
