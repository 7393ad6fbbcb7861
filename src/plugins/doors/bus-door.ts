import {
  ArgumentError,
  DisconnectedError,
  ExternalOperationCallingError,
  NotSupportedError,
} from '../../../sdk/plugin/src/wire/errors.ts'
import { idArgument, textArgument } from '../gate.ts'
import type { PluginSession } from '../session.ts'
import type { PluginWorld } from '../world.ts'

const topicLengthMax = 256
const payloadLengthMax = 32_000

type Call = { method: string; args: unknown[]; signal: AbortSignal; traceId: string | null }

/** Calls and notifications between the plugins of a till (front-api §2.12). The host carries, it does not read. */
export async function busDoor(
  world: PluginWorld,
  session: PluginSession,
  call: Call,
  sessions: () => readonly PluginSession[],
  operationsChanged: (name: string) => void,
): Promise<unknown> {
  const { method, args } = call
  const ofTill = sessions().filter(({ till }) => till.terminalGroupId === session.till.terminalGroupId)
  switch (method) {
    case 'handle': {
      const name = textArgument(args[0], 'name', topicLengthMax)
      const isTaken = ofTill.some(
        ({ manifest, busHandlers }) =>
          manifest.moduleId === session.manifest.moduleId && busHandlers.has(name),
      )
      if (isTaken)
        throw new ArgumentError(`${name} is answered already by a plugin of this module`, {
          data: { argument: 'name' },
        })
      session.busHandlers.set(name, String(args[1]))
      return operationsChanged(name)
    }
    case 'call':
      return callOther(world, session, call, ofTill)
    case 'list':
      return ofTill.flatMap(({ manifest, busHandlers }) =>
        [...busHandlers.keys()].map((name) => ({ moduleId: manifest.moduleId, name, plugin: manifest.name })),
      )
    case 'subscribe': {
      const topic = textArgument(args[0], 'topic', topicLengthMax)
      const callbacks = session.topics.get(topic) ?? new Set()
      session.topics.set(topic, callbacks.add(String(args[1])))
      return null
    }
    case 'publish':
      return publish(args, ofTill)
    default:
      throw new NotSupportedError(`bus.${method}`)
  }
}

async function callOther(
  world: PluginWorld,
  session: PluginSession,
  { args, signal, traceId }: Call,
  ofTill: readonly PluginSession[],
): Promise<unknown> {
  const moduleId = idArgument(args[0], 'moduleId')
  const name = textArgument(args[1], 'name', topicLengthMax)
  const other = ofTill.find(
    ({ manifest, busHandlers }) => manifest.moduleId === moduleId && busHandlers.has(name),
  )
  if (!other)
    throw new ExternalOperationCallingError(`no plugin of module ${moduleId} answers ${name}`, {
      reason: 'OperationNotRegistered',
    })
  const { manifest, till } = session
  const caller = { name: manifest.name, moduleId: manifest.moduleId, terminalGroupId: till.terminalGroupId }
  try {
    return await other.callback(other.busHandlers.get(name) ?? '', [args[2], caller], { signal, traceId })
  } catch (error) {
    const { message, stack } = error as Error
    world.files.write('api.log', 'error', `${name} of "${other.manifest.name}": ${stack ?? message}`)
    const reason = error instanceof DisconnectedError ? 'NetworkProblem' : 'OperationFailed'
    throw new ExternalOperationCallingError(message, { reason, cause: error })
  }
}

function publish(args: unknown[], ofTill: readonly PluginSession[]): null {
  const topic = textArgument(args[0], 'topic', topicLengthMax)
  const [, text] = args
  if (typeof text !== 'string' || text.length > payloadLengthMax)
    throw new ArgumentError(`text must have at most ${payloadLengthMax} characters`, {
      data: { argument: 'text' },
    })
  for (const other of ofTill) {
    // Nobody waits for those who listen.
    for (const callback of other.topics.get(topic) ?? [])
      other
        .callback(callback, [text])
        .catch((error: unknown) => other.log('warn', `${topic}: ${String(error)}`))
  }
  return null
}
