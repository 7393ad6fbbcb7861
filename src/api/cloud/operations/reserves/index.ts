import type { Handlers } from '../../operation.ts'
import { availableOrganizations, availableSections, availableTerminalGroups } from './available.ts'
import { changes } from './changes.ts'
import { create } from './create.ts'
import { statusById, workload } from './retrieve.ts'

/** Reserves and banquets (cloud-api §8.5–8.6). */
export const reserveHandlers = {
  '/api/1/reserve/available_organizations': availableOrganizations,
  '/api/1/reserve/available_terminal_groups': availableTerminalGroups,
  '/api/1/reserve/available_restaurant_sections': availableSections,
  '/api/1/reserve/restaurant_sections_workload': workload,
  '/api/1/reserve/create': create,
  '/api/1/reserve/status_by_id': statusById,
  ...changes,
} satisfies Handlers
