import type { ConsoleRoute } from './route.ts'
import type { CloudDoorControl } from './services.ts'

const view = ({ limits, v1Tokens }: CloudDoorControl) => ({
  limits: limits.profile,
  v1Tokens: v1Tokens.isAccepted,
})

/** How the cloud's API meets its clients: budgets of restriction groups, and tokens of the first version. */
export const cloudDoorRoutes = (door: CloudDoorControl): ConsoleRoute[] => [
  {
    method: 'GET',
    path: '/cloud',
    text: { en: 'limits and tokens of the cloud API', ru: 'лимиты и токены облачного API' },
    handle: async () => view(door),
  },
  {
    method: 'POST',
    path: '/cloud',
    text: {
      en: 'limits: off, iiko-like or strict; v1Tokens: are tokens of the first version good',
      ru: 'limits: off, iiko-like или strict; v1Tokens: годятся ли токены первой версии',
    },
    async handle({ fields }) {
      const limits = fields.choice('limits', door.limits.profiles)
      const v1Tokens = fields.flag('v1Tokens')
      fields.end()
      if (limits !== null) door.limits.setProfile(limits)
      if (v1Tokens !== null) door.v1Tokens.accept(v1Tokens)
      return view(door)
    },
  },
]
