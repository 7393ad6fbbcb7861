import { noon } from './an-order.ts'
import { type Cases, changes, global, tells } from './isolation-case.ts'
import { loginOf } from './two-tenants.ts'

/** Logins to the back office. */
export const backOfficeCases: Pick<Cases, 'backOfficeLogins'> = {
  backOfficeLogins: {
    byLogin: global('a login leads to its tenant', (tx, own) => tx.backOfficeLogins.byLogin(own.mark)),
    list: tells((tx, own) => tx.backOfficeLogins.list(own.tenantId)),
    save: changes((tx, own) => tx.backOfficeLogins.save({ ...loginOf(own), passwordHash: 'other' }, noon)),
    remove: changes((tx, own) => tx.backOfficeLogins.remove(own.tenantId, own.adminId)),
  },
}
