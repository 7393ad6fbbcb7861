// npm run generate: the published cloud document → types, operation table, JSON Schemas, the readable document and its
// Postman collection (src/api/cloud/generated); our descriptions of iikoServer → types, tables and an OpenAPI document
// (src/api/server/generated); the document of the Front Web API (src/api/front/generated); the operations of the front →
// their types for authors of plugins (sdk/plugin/src/generated) and the pages about them (src/api/docs/generated); the
// lines between nodes → pictures in docs/delivery-schemes.md.
// Offline and deterministic: the committed output must equal what this writes.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { serverGroups } from '../spec/server/index.ts'
import { generate } from './generate/build.ts'
import { printFrontDocument } from './generate/front-document.ts'
import { readSignatures } from './generate/front-signatures/signatures.ts'
import { printOlapColumns } from './generate/olap-columns.ts'
import { printPluginDocs } from './generate/plugin-docs.ts'
import { printPluginOperations } from './generate/plugin-operations.ts'
import { withPictures } from './generate/route-pictures.ts'
import { printServerOperations, printServerTypes } from './generate/server-code.ts'
import { printServerDocument } from './generate/server-document.ts'
import { serverModel } from './generate/server-model.ts'

const root = new URL('..', import.meta.url)

function write(family: string, files: ReadonlyMap<string, string>, place = `src/api/${family}`): void {
  const folder = new URL(`${place}/generated/`, root)
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of files) writeFileSync(new URL(name, folder), text)
  console.log(`${family}: generated ${[...files.keys()].join(', ')}`)
}

const startedAt = performance.now()
write('cloud', generate(readFileSync(new URL('spec/cloud/openapi.json', root), 'utf8')))
const front = readFileSync(new URL('spec/front/operations.json', root), 'utf8')
const signatures = readSignatures()
write('plugins', new Map([['operations.ts', printPluginOperations(front, signatures)]]), 'sdk/plugin/src')
write('docs', new Map([['plugin-docs.json', printPluginDocs(front, signatures)]]))
const model = serverModel(serverGroups)
const olapTable = (name: string) => readFileSync(new URL(`spec/server/olap/${name}.tsv`, root), 'utf8')
write(
  'server',
  new Map([
    ['types.ts', printServerTypes(model)],
    ['operations.ts', printServerOperations(model)],
    ['server-openapi.json', printServerDocument(model)],
    [
      'olap-columns.ts',
      printOlapColumns({
        sales: olapTable('sales'),
        transactions: olapTable('transactions'),
        stock: olapTable('stock'),
        tags: olapTable('tags'),
      }),
    ],
  ]),
)
write('front', new Map([['front-openapi.json', printFrontDocument()]]))
const schemes = new URL('docs/delivery-schemes.md', root)
writeFileSync(schemes, withPictures(readFileSync(schemes, 'utf8')))
console.log(`in ${Math.round(performance.now() - startedAt)} ms`)
