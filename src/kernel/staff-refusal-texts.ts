/** What can be refused about the personal shifts of the staff. */
export const staffRefusals = {
  'personal-shift.courier-unknown': {
    en: 'Courier {id} has never opened a session in this organization',
    ru: 'Курьер {id} ни разу не открывал смену в этой организации',
  },
  'personal-shift.role-required': {
    en: 'The restaurant uses roles: field roleId must name a role of {employee}',
    ru: 'В ресторане заведены должности: в поле roleId нужна должность сотрудника {employee}',
  },
  'personal-shift.roles-unused': {
    en: 'The restaurant uses no roles: field roleId must be null',
    ru: 'В ресторане нет должностей: поле roleId должно быть пустым',
  },
  'personal-shift.role-foreign': {
    en: '{employee} does not have role {roleId}',
    ru: 'У сотрудника {employee} нет должности {roleId}',
  },
  'personal-shift.till-silent': {
    en: 'Terminal group {terminalGroupId} does not answer',
    ru: 'Группа терминалов {terminalGroupId} не отвечает',
  },
  'personal-shift.open-elsewhere': {
    en: 'The personal shift of {employee} is open at {terminalGroup}',
    ru: 'Личная смена сотрудника {employee} открыта в группе {terminalGroup}',
  },
  'personal-shift.not-open': {
    en: '{employee} has no open personal shift',
    ru: 'У сотрудника {employee} не открыта личная смена',
  },
} as const
