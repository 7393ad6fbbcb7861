import { mountTillScreen } from '../kit/mount.tsx'
import { KitchenApp } from './app.tsx'

mountTillScreen(<KitchenApp />)
