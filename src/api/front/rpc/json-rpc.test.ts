import { describe, expect, test } from 'vitest'
import { answerRpc, RpcFault } from './json-rpc.ts'

const reported: unknown[] = []
const done: string[] = []
const ask = async (body: unknown): Promise<unknown> => {
  const answer = await answerRpc(typeof body === 'string' ? body : JSON.stringify(body), {
    async handle({ method, params }) {
      done.push(method)
      if (method === 'sum') return (params as number[]).reduce((sum, one) => sum + one, 0)
      if (method === 'nothing') return undefined
      if (method === 'broken') throw new Error('a secret of the house')
      throw new RpcFault(-32601, `Method not found: ${method}`, { method })
    },
    report: (error) => reported.push(error),
  })
  return answer && JSON.parse(answer)
}
const call = (method: string, more: object = {}) => ({ jsonrpc: '2.0', method, id: 1, ...more })

describe('a call', () => {
  test('is answered with its id, of whatever kind', async () => {
    for (const id of [1, 'a', null, 0.5])
      expect(await ask(call('sum', { id, params: [1, 2] }))).toEqual({ jsonrpc: '2.0', result: 3, id })
    expect(await ask(call('nothing'))).toEqual({ jsonrpc: '2.0', result: null, id: 1 })
  })

  test('without an id is done and not answered, even when it fails', async () => {
    done.length = 0
    expect(await ask({ jsonrpc: '2.0', method: 'sum', params: [] })).toBeNull()
    expect(await ask({ jsonrpc: '2.0', method: 'missing' })).toBeNull()
    expect(done).toEqual(['sum', 'missing'])
  })

  test('that fails tells its error; what is ours alone is reported and not told', async () => {
    expect(await ask(call('missing'))).toEqual({
      jsonrpc: '2.0',
      error: { code: -32601, message: 'Method not found: missing', data: { method: 'missing' } },
      id: 1,
    })
    expect(await ask(call('broken'))).toMatchObject({ error: { code: -32603, message: 'Internal error' } })
    expect(reported).toHaveLength(1)
  })
})

test.each<[string, unknown, number, unknown]>([
  ['no JSON', '{"jsonrpc": "2.0", "method"', -32700, null],
  ['nothing', '', -32600, null],
  ['a text', '"sum"', -32600, null],
  ['another version', { ...call('sum'), jsonrpc: '1.0' }, -32600, 1],
  ['no method', { jsonrpc: '2.0', id: 7 }, -32600, 7],
  ['a method that is no text', call('sum', { method: 1 }), -32600, 1],
  ['params that are a text', call('sum', { params: 'x' }), -32600, 1],
  ['an id that is an object', call('sum', { id: {} }), -32600, null],
  ['an empty batch', [], -32600, null],
  ['too large a batch', Array.from({ length: 101 }, () => call('sum')), -32600, null],
  ['what is nested too deep', `${'['.repeat(40)}${']'.repeat(40)}`, -32700, null],
])('%s is refused', async (_what, body, code, id) => {
  expect(await ask(body)).toMatchObject({ jsonrpc: '2.0', error: { code }, id })
})

test('a batch is answered call by call, without its notifications', async () => {
  const batch = [
    call('sum', { params: [1] }),
    { jsonrpc: '2.0', method: 'sum', params: [5] },
    1,
    call('missing', { id: 'x' }),
  ]
  expect(await ask(batch)).toMatchObject([
    { result: 1, id: 1 },
    { error: { code: -32600 }, id: null },
    { error: { code: -32601 }, id: 'x' },
  ])
  expect(await ask([{ jsonrpc: '2.0', method: 'nothing' }])).toBeNull()
})
