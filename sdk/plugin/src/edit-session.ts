/** Edit sessions (front-api §2.4, §10.5): recorded here, done by the till all or nothing. */
import { createHash, randomUUID } from 'node:crypto'
import type { Stub } from './arguments.ts'
import {
  type Client,
  createdBy,
  type DeliveryOrder,
  type EditActionName,
  type OperationTypes,
  type Order,
  type OrderCombo,
  type OrderCompoundItemComponent,
  type OrderGuest,
  type OrderItem,
  type OrderModifierItem,
  type PaymentItem,
  type Reserve,
} from './generated/operations.ts'
import { EntityModifiedError, EntityStubUsingError } from './wire/errors.ts'

/** What each kind of stub becomes. */
type Entities = {
  Order: Order
  DeliveryOrder: DeliveryOrder
  Reserve: Reserve
  Client: Client
  Guest: OrderGuest
  Item: OrderItem
  Component: OrderCompoundItemComponent
  Modifier: OrderModifierItem
  Payment: PaymentItem
  Combo: OrderCombo
}
export type StubKind = keyof Entities

type Created = typeof createdBy
type ArgsOf<Name extends EditActionName> = OperationTypes[Name]['args']
type Made<Name extends EditActionName> = Name extends keyof Created ? Stub<Created[Name]> : undefined
type Recorder<Name extends EditActionName> =
  Partial<ArgsOf<Name>> extends ArgsOf<Name>
    ? (args?: ArgsOf<Name>) => Made<Name>
    : (args: ArgsOf<Name>) => Made<Name>

/** Records actions in their order; nothing happens before the session is submitted. `id` of what is made may be said. */
export type EditSession = { readonly [Name in EditActionName]: Recorder<Name> }

/** The result of a session with every stub replaced by the entity that it became. */
export type Committed<Result> =
  Result extends Stub<infer Kind extends StubKind>
    ? Entities[Kind]
    : Result extends readonly unknown[]
      ? { [Index in keyof Result]: Committed<Result[Index]> }
      : Result extends Record<string, unknown>
        ? { [Member in keyof Result]: Committed<Result[Member]> }
        : Result

export type EditOptions = {
  /** Its id: a session that is sent again with the same id and the same actions is done once. Made up by default. */
  session?: string
  /** Of an employee, in whose name it is done: what `authenticateByPin` gave. */
  credentials?: string | null
  signal?: AbortSignal
}

/**
 * Records what `work` says and submits it in one call: all of it is done, or nothing. Resolves to what `work` returned,
 * with entities in the place of stubs. Rejects with the exceptions of §6: EntityModifiedError for what somebody changed
 * since it was read, EntityStubUsingError for a stub of another session.
 */
export type Edit = <Result>(
  work: (session: EditSession) => Result,
  options?: EditOptions,
) => Promise<Committed<Result>>

type Recorded = { name: string; args: Readonly<Record<string, unknown>> }
type Submitted = { created: string[]; entities: object[] }
type Submit = (args: Readonly<Record<string, unknown>>, signal?: AbortSignal) => Promise<unknown>

/** Stubs by the session that will make them. */
const owners = new WeakMap<object, Recording>()

/** One session while it is recorded. */
class Recording {
  readonly id: string
  readonly actions: Recorded[] = []
  readonly stubs: Stub[] = []
  #isOver = false

  constructor(id: string) {
    this.id = id
  }

  /** The recorder that `work` is given. */
  get recorder(): EditSession {
    return new Proxy({} as EditSession, {
      get: (_own, name) => {
        if (typeof name !== 'string' || name === 'then') return undefined
        return (args: Readonly<Record<string, unknown>> = {}) => this.#record(name, args)
      },
    })
  }

  close(): void {
    this.#isOver = true
  }

  #record(name: string, args: Readonly<Record<string, unknown>>): Stub | undefined {
    if (this.#isOver) throw new EntityStubUsingError(`${name}: the session was submitted already`)
    const written = this.#written(args) as Record<string, unknown>
    const kind = (createdBy as Readonly<Record<string, StubKind>>)[name]
    if (!kind) {
      this.actions.push({ name, args: written })
      return undefined
    }
    // The id follows from the session unless it is said, so that a repeat makes the same things.
    const id = typeof args['id'] === 'string' ? args['id'] : derivedId(`${this.id} ${this.actions.length}`)
    const stub: Stub = Object.freeze({ stub: id, kind })
    owners.set(stub, this)
    this.stubs.push(stub)
    this.actions.push({ name, args: { ...written, id: stub.stub } })
    return stub
  }

  /** As it goes over the line: stubs of this session only, of entities what names them. */
  #written(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map((one) => this.#written(one))
    if (isStub(value)) {
      if (owners.get(value) !== this)
        throw new EntityStubUsingError('a stub is good in its own session only', {
          data: { entityId: value.stub },
        })
      return { stub: value.stub }
    }
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== null) return value
    if ('id' in value && 'revision' in value) return { id: value.id, revision: value.revision }
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.#written(one)]))
  }
}

const isStub = (value: object): value is Stub => 'stub' in value && 'kind' in value

/** `edit` over something that submits. */
export const editThrough =
  (submit: Submit): Edit =>
  async (work, { session = randomUUID(), credentials, signal } = {}) => {
    const recording = new Recording(session)
    const result = work(recording.recorder)
    if (result instanceof Promise)
      throw new TypeError(
        'a session is recorded without waiting: read before it, and use what it resolves to',
      )
    recording.close()
    const { actions, stubs } = recording
    const answer = (await submit(
      { session, actions, ...(credentials ? { credentials } : {}) },
      signal,
    )) as Submitted
    return committed(result, stubs, answer) as Committed<typeof result>
  }

function committed(value: unknown, stubs: readonly Stub[], answer: Submitted): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (isStub(value)) {
    // The cloud gives guests their ids: what was made is told in the order of the stubs.
    const id = answer.created[stubs.indexOf(value)] ?? value.stub
    return withId(answer.entities, id) ?? value
  }
  if (Array.isArray(value)) return value.map((one) => committed(one, stubs, answer))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, committed(one, stubs, answer)]))
}

/** The first thing with an id, orders first, then what is in them. */
function withId(things: readonly unknown[], id: string): unknown {
  const next: unknown[] = []
  for (const thing of things) {
    if (typeof thing !== 'object' || thing === null) continue
    if ('id' in thing && thing.id === id) return thing
    next.push(...(Array.isArray(thing) ? thing : Object.values(thing)))
  }
  return next.length === 0 ? undefined : withId(next, id)
}

function derivedId(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/**
 * Does it again, at most so many times, when somebody else changed what it had read (EntityModifiedError): `work` has to
 * read anew each time.
 */
export async function retryOnConflict<Result>(
  work: () => Promise<Result>,
  { times = 3 }: { times?: number } = {},
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof EntityModifiedError) || attempt >= times) throw error
    }
  }
}
