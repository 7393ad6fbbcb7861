import { mountTillScreen } from '../kit/mount.tsx'
import { WaiterApp } from './app.tsx'

mountTillScreen(<WaiterApp />)
