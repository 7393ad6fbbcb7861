/**
 * A reader of heavy reports, a process of its own: asks for one after the other until it is told to end, and reads them to
 * the last byte without keeping them. Arguments: address of the report, its body. Says when it begins, and how many it read.
 */
import { standBack } from '../../src/storage/columnar/stand-back.ts'

// Readers sit at machines of their own; here they only share the cores.
standBack()
const [url = '', body = ''] = process.argv.slice(2)
process.stdout.write('reading\n')
let isOver = false
let reports = 0
let bytes = 0
process.on('SIGTERM', () => {
  isOver = true
})
while (!isOver) {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  for await (const piece of answer.body ?? []) bytes += (piece as Uint8Array).length
  reports += 1
}
process.stdout.write(`${reports} ${bytes}\n`)
