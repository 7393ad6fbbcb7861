import { expect, test } from 'vitest'
import { Refused, TillApi, Unreachable } from './till-api.ts'

/** A link that loses so many answers; what was asked is kept. */
function aLink(losesAnswers: number, answer: () => Response) {
  const asked: { url: string; id: unknown }[] = []
  const pausesMs: number[] = []
  const api = new TillApi('a', {
    fetch: async (input, init) => {
      asked.push({ url: String(input), id: init?.body ? JSON.parse(String(init.body)).id : null })
      if (asked.length <= losesAnswers) throw new TypeError('connection reset')
      return answer()
    },
    sleep: async (ms) => void pausesMs.push(ms),
  })
  return { api, asked, pausesMs }
}

test('a question whose answer got lost is asked again, twice at most', async () => {
  const patient = aLink(2, () => Response.json([]))
  expect(await patient.api.receipts(false)).toEqual([])
  expect(patient.asked).toHaveLength(3)
  const gone = aLink(9, () => Response.json([]))
  await expect(gone.api.receipts(false)).rejects.toBeInstanceOf(Unreachable)
  expect(gone.asked).toHaveLength(3)
  expect(gone.pausesMs).toEqual([400, 800])
})

test('a till that says nothing is not waited for three times', async () => {
  let asked = 0
  const api = new TillApi('a', {
    fetch: () => {
      asked += 1
      return Promise.reject(new DOMException('signal timed out', 'TimeoutError'))
    },
    sleep: async () => {},
  })
  await expect(api.receipts(false)).rejects.toBeInstanceOf(Unreachable)
  expect(asked).toBe(1)
})

test('a paper whose answer got lost is printed under the same id', async () => {
  const { api, asked } = aLink(1, () => Response.json({ ok: true }))
  await api.doWithPrintJob('job', 'again')
  expect(asked).toHaveLength(2)
  expect(new Set(asked.map(({ id }) => id)).size).toBe(1)
})

test('what the till refuses is not asked again', async () => {
  const { api, asked } = aLink(0, () => Response.json({ code: 'guest.unknown' }, { status: 409 }))
  await expect(api.guest('phone', '79005550103')).rejects.toBeInstanceOf(Refused)
  expect(asked).toHaveLength(1)
})
