import { envelope, type Group, json, list, noted, type Operation, text, type, uuid } from '../describe.ts'

const of = (summary: string, more: Partial<Operation>): Operation => ({
  summary,
  known: 'documented',
  since: '6.2',
  source: '§11.5',
  right: 'B_EN',
  ...more,
})

/** Images of nomenclature, which menus of the cloud and tills show too (server-api §11.5). */
export const images: Group = {
  area: 'Images',
  operations: {
    'GET /v2/images/load': of('An image', { query: { imageId: uuid }, answer: json(type('Image')) }),
    'POST /v2/images/save': of('Keeps an image', {
      body: json(type('ImageDraft')),
      answer: json(type('SavedImage')),
    }),
    'POST /v2/images/delete': of('Deletes images', {
      body: json(type('ItemsToDelete')),
      answer: json(type('DeletedImages')),
    }),
  },
  types: {
    Image: { id: uuid, data: noted('Base64', text) },
    ImageDraft: { data: noted('Base64 of a PNG, JPEG, GIF, WebP or BMP', text) },
    ImageIds: { items: list(type('DeletedItem')) },
    ...envelope('SavedImage', type('Image')),
    ...envelope('DeletedImages', type('ImageIds')),
  },
}
