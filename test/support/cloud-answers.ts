import { expect } from 'vitest'
import type { CloudPath } from '../../src/api/cloud/generated/operations.ts'
import { operations } from '../../src/api/cloud/generated/operations.ts'
import { createValidators } from '../../src/api/cloud/validation.ts'
import type { DemoChain } from '../../src/seed/demo/index.ts'
import type { Answer, TestServer } from './start-server.ts'

const validators = createValidators()

export const foreignId = 'f0f0f0f0-0000-4000-8000-00000000000f'

/** An answer is right when the document promises exactly it. */
export function expectValid(path: CloudPath, answer: Answer): void {
  expect(validators.answer(path, answer.status, answer.json), answer.text).toEqual([])
}

/** Calls an operation, expects success on schema and gives the answer. */
export async function good(
  server: TestServer,
  path: CloudPath,
  body: unknown = {},
  token?: string,
): Promise<Answer['json']> {
  const { method, successStatus } = operations[path]
  const answer =
    method === 'GET' ? await server.get(path.slice(4), token) : await server.post(path, body, token)
  expect(answer.status, answer.text).toBe(successStatus)
  expectValid(path, answer)
  return answer.json
}

/** The same for a refusal: the status and a part of the text. */
export async function refused(
  server: TestServer,
  path: CloudPath,
  body: unknown,
  { status, text, token }: { status: number; text?: string; token?: string | null },
): Promise<Answer> {
  const answer = await server.post(path, body, token)
  expect(answer.status, answer.text).toBe(status)
  expectValid(path, answer)
  if (text !== undefined) expect(answer.json.errorDescription).toContain(text)
  return answer
}

type Book = DemoChain['items'][number]['book']

/** Items of a book of the demo chain, as it was written. */
export const seeded = <B extends Book>(chain: DemoChain, book: B) =>
  chain.items.filter((item): item is Extract<DemoChain['items'][number], { book: B }> => item.book === book)

/** The only item whose name contains the text. */
export function named<B extends Book>(chain: DemoChain, book: B, text: string) {
  const found = seeded(chain, book).filter(({ body }) => 'name' in body && String(body.name).includes(text))
  const [item, second] = found
  if (!item || second) throw new Error(`${found.length} items of ${book} are named ${text}`)
  return item
}
