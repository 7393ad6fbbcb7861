import { toFault } from '../faults.ts'
import { RpcFault, rpcCodes } from './json-rpc.ts'

/** Of the codes that the specification leaves to servers: an exception of the front, which `data` names. */
const exceptionCode = -32000

/** An exception of the front as an error of JSON-RPC; what is a failure of ours stays as it is. */
export function rpcFaultOf(thrown: unknown): unknown {
  if (thrown instanceof RpcFault) return thrown
  const fault = toFault(thrown, 'en')
  if (!fault) return thrown
  const code = fault.code === 'ArgumentException' ? rpcCodes.invalidParams : exceptionCode
  return new RpcFault(code, fault.message, { exception: fault.code, status: fault.status, ...fault.extra })
}
