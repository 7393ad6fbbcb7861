import type { Tx } from '../../src/app/ports.ts'
import type { MenuImage } from '../../src/domain/menu/image.ts'
import { noon } from './an-order.ts'
import type { Own } from './two-tenants.ts'

/** Under an id that both tenants have. */
export const imageOf = ({ employeeId, mark }: Own): MenuImage => ({
  id: employeeId,
  mediaType: 'image/png',
  bytes: Buffer.from(mark),
})

export async function fillImages(tx: Tx, own: Own): Promise<void> {
  await tx.menuImages.save(own.tenantId, imageOf(own), noon)
  await tx.menuImages.save(own.tenantId, { ...imageOf(own), id: own.ownId }, noon)
}
