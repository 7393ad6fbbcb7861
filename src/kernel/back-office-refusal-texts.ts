/** What the back office refuses beyond documents; clients match on iiko's English words, where those are known. */
const same = <const Text extends string>(text: Text) => ({ en: text, ru: text })

export const backOfficeRefusals = {
  'back-office.login-invalid': {
    en: 'Login {login}: from 1 to 64 letters, digits, spaces and . _ @ - are expected',
    ru: 'Логин {login}: нужно от 1 до 64 букв, цифр, пробелов и знаков . _ @ -',
  },
  'back-office.login-taken': { en: 'Login {login} is taken', ru: 'Логин {login} занят' },
  'back-office.employee-unknown': { en: 'Employee {id} is not found', ru: 'Сотрудник {id} не найден' },
  'back-office.entity-unknown': same('Entity of class {entity} not found by id ({id})'),
  'back-office.category-name-empty': same('Category name is not specified or consist of whitespaces'),
  'back-office.category-deleted': same('Could not delete already deleted product category: [{id}].'),
  'back-office.category-not-deleted': same('Could not restore not deleted product category: [{id}]'),
} as const
