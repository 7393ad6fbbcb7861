// npm run generate: the published cloud document → types, operation table, JSON Schemas, the readable
// document and its Postman collection (src/api/cloud/generated).
// Offline and deterministic: the committed output must equal what this writes.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { generate } from './generate/build.ts'

const root = new URL('..', import.meta.url)
const outputFolder = new URL('src/api/cloud/generated/', root)

const startedAt = performance.now()
const files = generate(readFileSync(new URL('spec/cloud/openapi.json', root), 'utf8'))
mkdirSync(outputFolder, { recursive: true })
for (const [name, text] of files) writeFileSync(new URL(name, outputFolder), text)
console.log(`generated ${[...files.keys()].join(', ')} in ${Math.round(performance.now() - startedAt)} ms`)
