/** What can be refused about drafts of orders. */
export const draftRefusals = {
  'draft.disabled': {
    en: 'Order drafts are switched off in the delivery settings of organization {organizationId}',
    ru: 'Черновики заказов выключены в настройках доставки организации {organizationId}',
  },
  'draft.locked': {
    en: 'Draft {orderId} is being edited by employee {employeeId}',
    ru: 'Черновик {orderId} редактирует сотрудник {employeeId}',
  },
  'draft.changed': {
    en: 'Draft {orderId} was changed meanwhile; read it again',
    ru: 'Черновик {orderId} за это время изменили; прочитайте его заново',
  },
  'draft.on-its-way': {
    en: 'Draft {orderId} is on its way to the till; wait for the answer',
    ru: 'Черновик {orderId} отправлен на кассу; дождитесь ответа',
  },
} as const
