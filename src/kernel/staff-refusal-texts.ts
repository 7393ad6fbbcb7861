/** What can be refused about the personal shifts of the staff. */
export const staffRefusals = {
  'personal-shift.courier-unknown': {
    en: 'Courier {id} has never opened a session in this organization',
    ru: 'Курьер {id} ни разу не открывал смену в этой организации',
  },
  'personal-shift.role-required': {
    en: 'The restaurant uses roles: field {field} must name a role of the employee',
    ru: 'В ресторане заведены должности: в поле {field} нужна должность сотрудника',
  },
  'personal-shift.role-foreign': {
    en: '{employee} does not have role {roleId}',
    ru: 'У сотрудника {employee} нет должности {roleId}',
  },
  'personal-shift.till-silent': {
    en: 'Terminal group {terminalGroupId} does not answer',
    ru: 'Группа терминалов {terminalGroupId} не отвечает',
  },
  'personal-shift.not-open': {
    en: '{employee} has no open personal shift',
    ru: 'У сотрудника {employee} не открыта личная смена',
  },
} as const
