import { existsSync } from 'node:fs'
import { cloudCollection, cloudDocument } from '../api/cloud/document.ts'
import type { ApiDocument } from '../api/docs/api-document.ts'
import { frontDocument } from '../api/front/document.ts'
import { serverDocument } from '../api/server/document.ts'

/** The project's folder, from the sources as well as from the build. */
function projectFolder(): URL {
  let folder = new URL('.', import.meta.url)
  while (!existsSync(new URL('package.json', folder)) && folder.pathname !== '/')
    folder = new URL('..', folder)
  return folder
}

/** The machine-readable descriptions of the families that have one. */
export const apiDocuments = (): ApiDocument[] => [
  {
    family: 'cloud',
    title: 'iikoCloud API',
    readable: cloudDocument,
    published: new URL('spec/cloud/openapi.json', projectFolder()),
    postman: cloudCollection,
  },
  { family: 'server', title: 'iikoServer API', readable: serverDocument, published: null, postman: null },
  { family: 'front', title: 'Front Web API', readable: frontDocument, published: null, postman: null },
]
