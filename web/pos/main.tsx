import { mountTillScreen } from '../kit/mount.tsx'
import { PosApp } from './app.tsx'

mountTillScreen(<PosApp />)
