import {
  bool,
  choice,
  type Group,
  json,
  list,
  type Members,
  noted,
  optional,
  revisionFrom,
  text,
  type,
  uuid,
  xml,
} from '../describe.ts'

const items = xml('corporateItemDtoes', list(type('CorporateItem'), 'corporateItemDto'))
const groups = xml('groupDtoes', list(type('SectionGroup'), 'groupDto'))
const terminals = xml('terminalDtoes', list(type('Terminal'), 'terminalDto'))

const regex = (what: string) => noted(`Regular expression, found anywhere in ${what}`, optional(text))

const read = (summary: string, answer: typeof items, since: string, query: Members = {}) => ({
  summary,
  known: 'documented' as const,
  since,
  source: '§5',
  query,
  answer,
})

const terminalSearch = {
  name: regex('the name'),
  computerName: regex('the name of the computer'),
  anonymous: noted('false: of the front, true: of the back office', optional(bool)),
}

/** The corporation and what belongs to it (server-api §5). */
export const corporation: Group = {
  area: 'Corporation',
  operations: {
    'GET /corporation/departments': read('The hierarchy of the corporation', items, '3.9', { revisionFrom }),
    'GET /corporation/stores': read('Stores', items, '3.9', { revisionFrom }),
    'GET /corporation/groups': read('Groups of tills with their sections', groups, '4.3', { revisionFrom }),
    'GET /corporation/terminals': read('Terminals', terminals, '4.3', { revisionFrom }),
    'GET /corporation/departments/search': read('Departments by code', items, '3.9', {
      code: regex('the code'),
    }),
    'GET /corporation/stores/search': read('Stores by code', items, '3.9', { code: regex('the code') }),
    'GET /corporation/groups/search': read('Groups by name or department', groups, '4.3', {
      name: regex('the name'),
      departmentId: optional(uuid),
    }),
    'GET /corporation/terminals/search': read('Terminals by name', terminals, '4.3', terminalSearch),
    'GET /corporation/terminal/search': {
      ...read('Terminals by name; the reference writes the word in both numbers', terminals, '4.3'),
      query: terminalSearch,
    },
    'GET /corporation/groupById/{id}': {
      summary: 'One group',
      known: 'wadl',
      source: '§5',
      answer: xml('groupDto', type('SectionGroup')),
    },
    'GET /v2/corporation/settings': {
      summary: 'Settings of the corporation',
      known: 'documented',
      since: '6.2',
      source: '§5',
      right: 'B_ADM',
      answer: json(type('CorporationSettings')),
    },
  },
  types: {
    CorporateItem: {
      id: uuid,
      parentId: optional(uuid),
      code: optional(text),
      name: optional(text),
      type: choice(
        'CORPORATION',
        'JURPERSON',
        'ORGDEVELOPMENT',
        'DEPARTMENT',
        'MANUFACTURE',
        'CENTRALSTORE',
        'CENTRALOFFICE',
        'SALEPOINT',
        'STORE',
      ),
      taxpayerIdNumber: noted('Empty where it is no legal entity', optional(text)),
    },
    SectionGroup: {
      id: uuid,
      name: text,
      departmentId: optional(uuid),
      groupServiceMode: choice('FAST_FOOD', 'TABLE_SERVICE', 'PETROLEUM'),
      pointOfSaleDtoes: list(type('PointOfSale'), 'pointOfSaleDto'),
      restaurantSectionInfos: list(type('IdAndName'), 'restaurantSectionInfo'),
    },
    PointOfSale: { id: uuid, name: text, main: bool, cashRegisterInfo: optional(type('IdAndName')) },
    IdAndName: { id: uuid, name: text },
    Terminal: {
      id: uuid,
      name: text,
      computerName: optional(text),
      anonymous: bool,
      groupInfo: optional(type('IdAndName')),
      restaurantSectionIds: optional(list(uuid)),
    },
    CorporationSettings: { vatAccounting: choice('VAT_INCLUDED_IN_PRICE', 'VAT_NOT_INCLUDED_IN_PRICE') },
  },
}
