import { removeMenuImages, saveMenuImage } from '../../../../app/server/products/menu-images.ts'
import { CardRefused } from '../../../../app/server/products/product-draft.ts'
import { imageMaxBytes } from '../../../../domain/menu/image.ts'
import { malformed, notFound } from '../../errors.ts'
import type { Image, ImageIds } from '../../generated/types.ts'
import type { Handlers } from '../../operation.ts'
import { failure, scopeOf, success } from '../writing.ts'

const base64 = /^[A-Za-z0-9+/]*={0,2}$/

/** Base64 as clients send it: in lines, too. Longer ones are cut off, so that the size is refused and not read. */
function bytesOf(data: string): Buffer {
  const text = data.replace(/\s+/g, '')
  const longest = Math.ceil(imageMaxBytes / 3) * 4 + 4
  if (text === '' || !base64.test(text)) throw malformed("Wrong value of 'data': Base64 is expected")
  return Buffer.from(text.slice(0, longest), 'base64')
}

const onWire = ({ id, bytes }: { id: string; bytes: Buffer }): Image => ({
  id,
  data: bytes.toString('base64'),
})

/** Images of nomenclature (server-api §11.5). */
export const imageHandlers: Handlers = {
  'GET /v2/images/load': async ({ app, caller, query }) => {
    const image = await app.storage.now.menuImages.find(caller.tenantId, query.imageId)
    if (!image) throw notFound('Image', query.imageId)
    return onWire(image)
  },
  'POST /v2/images/save': async (call) =>
    success(onWire(await saveMenuImage(call.app, scopeOf(call), bytesOf(call.body.data)))),
  'POST /v2/images/delete': async (call) => {
    const items = call.body.items.map(({ id }) => ({ id }))
    const response: ImageIds = { items }
    try {
      await removeMenuImages(
        call.app,
        scopeOf(call),
        items.map(({ id }) => id),
      )
      return success(response)
    } catch (error) {
      if (!(error instanceof CardRefused)) throw error
      return failure(error.problems, response)
    }
  },
}
