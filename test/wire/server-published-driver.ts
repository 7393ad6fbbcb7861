import { expect, test } from 'vitest'
import type { ServerKey } from '../../src/api/server/generated/operations.ts'
import { operations } from '../../src/api/server/generated/operations.ts'
import type { XmlAnswer } from '../support/back-office.ts'
import { compareJson, compareXml } from '../support/server-samples/compare.ts'

export type Published = {
  /** The published sample in words of our own: XML, JSON, or an expression that a plain text matches. */
  sample: unknown
  ask: () => Promise<XmlAnswer>
  /** Places of the sample that our answer leaves empty or has not, and why in the ledger's notes. */
  silent?: string[]
  missing?: string[]
  /** Places of ours that the sample has not; the field table of the chapter has them, or a recording. */
  added?: string[]
}

/** A part of the sample is a guess, such as the name of the root: our answer is like it, and stays at level 2. */
export const unverified = (published: Published): Published => published

/** Level 3 of the parity ledger: each answer has all that its published sample has, of its kind and in its order. */
export function holdAgainstSamples(table: Partial<Record<ServerKey, Published>>): void {
  for (const [key, { sample, ask, missing = [], silent = [], added = [] }] of Object.entries(table))
    test(`${key} answers what is published, element by element`, async () => {
      const answer = await ask()
      expect([200, 201], answer.text).toContain(answer.status)
      const as = operations[key as ServerKey].answer?.as
      if (as === 'text' || as === 'nothing') expect(answer.text).toMatch(sample as RegExp)
      else {
        const found =
          as === 'xml' ? compareXml(answer.text, sample as string) : compareJson(answer.json, sample)
        expect(found, answer.text.slice(0, 3000)).toEqual({ missing, unlike: [], silent, added })
      }
    })
}
