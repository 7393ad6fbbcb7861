import {
  choice,
  type Group,
  int,
  list,
  noted,
  type Operation,
  optional,
  plain,
  siblings,
  text,
  type,
  xml,
} from '../describe.ts'

const login = {
  login: noted('Back-office login', text),
  pass: noted('SHA-1 of the password, hexadecimal', text),
  licenseRequestId: optional(text),
  'client-type': optional(text),
}

const ownOrGiven = noted(
  'Of a session of the same employee; the own one where it is not given',
  optional(text),
)

const takesSeat: Operation = {
  summary: 'Takes a seat of a module for a token; the answer names the seat',
  known: 'wadl',
  source: '§2.4',
  query: { token: ownOrGiven, moduleId: int },
  answer: plain,
}

/** Sessions, licences and what a server says of itself (server-api §2). */
export const session: Group = {
  area: 'Session',
  operations: {
    'GET /auth': {
      summary: 'Opens a session: the token as text and as the cookie `key`',
      known: 'documented',
      source: '§2.1',
      isPublic: true,
      query: login,
      answer: plain,
    },
    'POST /auth': {
      summary: 'The same by a form, so that the hash stays out of logs',
      known: 'documented',
      source: '§2.1',
      isPublic: true,
      query: login,
      answer: plain,
    },
    'GET /logout': {
      summary: 'Closes a session and frees its seat',
      known: 'documented',
      source: '§2.2',
      isPublic: true,
      query: { key: optional(text) },
      answer: plain,
    },
    'POST /logout': {
      summary: 'Closes a session and frees its seat',
      known: 'documented',
      source: '§2.2',
      isPublic: true,
      query: { key: optional(text) },
      answer: plain,
    },
    'GET /licence/info': {
      summary: 'How many seats of a module are free',
      known: 'documented',
      source: '§2.4',
      query: { moduleId: int },
      answer: plain,
    },
    ...siblings('GET POST', '/licence', ['check'], () => ({
      summary: 'Whether a token has a seat that was taken for it: true or false',
      known: 'wadl',
      source: '§2.4',
      query: { token: ownOrGiven, apiToken: text, moduleId: int },
      answer: plain,
    })),
    ...siblings('GET POST', '/licence', ['clean'], () => ({
      summary: 'Gives a seat back that was taken for a token',
      known: 'wadl',
      source: '§2.4',
      query: { token: ownOrGiven, apiToken: text },
      answer: plain,
    })),
    'GET /licence': takesSeat,
    'POST /licence': takesSeat,
    'GET /licence/isModulePresent': {
      summary: 'Whether a module is licensed',
      known: 'wadl',
      source: '§2.4',
      query: { token: optional(text), moduleId: int },
      answer: plain,
    },
    'GET /version': {
      summary: 'The version of the server',
      known: 'wadl',
      source: '§2.6',
      isPublic: true,
      answer: plain,
    },
    'GET /version/test': {
      summary: 'The version of the server, for a test whether it answers',
      known: 'wadl',
      source: '§2.6',
      isPublic: true,
      answer: plain,
    },
    'GET /application.wadl': {
      summary: 'All methods in the words of WADL',
      known: 'wadl',
      source: '§2.6',
      answer: plain,
    },
    'GET /get_server_info.jsp': {
      summary: 'Name, edition, version and state of the server',
      known: 'documented',
      source: '§2.6',
      isPublic: true,
      isOutside: true,
      query: { encoding: optional(text) },
      answer: plain,
    },
  },
  types: {
    CodedError: { code: text, value: optional(text) },
    DeletedItem: { id: { is: 'uuid' } },
    ItemsToDelete: { items: list(type('DeletedItem')) },
  },
}

/** Which part a server plays in its corporation (server-api §6). */
export const replication: Group = {
  area: 'Replication',
  operations: {
    'GET /replication/serverType': {
      summary: 'Which part this server plays',
      known: 'documented',
      since: '5.0',
      source: '§6',
      answer: xml('serverType', choice('CHAIN', 'REPLICATED_RMS', 'STANDALONE_RMS')),
    },
    'GET /replication/statuses': {
      summary: 'When the chain last heard of its restaurants',
      known: 'documented',
      since: '5.0',
      source: '§6',
      answer: xml('replicationStatusDtoes', list(type('ReplicationStatus'), 'replicationStatusDto')),
    },
    'GET /replication/byDepartmentId/{departmentId}/status': {
      summary: 'When the chain last heard of one restaurant',
      known: 'documented',
      since: '5.0',
      source: '§6',
      answer: xml('replicationStatusDto', type('ReplicationStatus')),
    },
  },
  types: {
    ReplicationStatus: {
      departmentId: { is: 'uuid' },
      departmentName: text,
      lastReceiveDate: optional(text),
      lastSendDate: optional(text),
      status: text,
    },
  },
}
