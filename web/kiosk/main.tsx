import { DeviceEntrance } from '../kit/device/device.tsx'
import { mountDevice } from '../kit/device/mount-device.tsx'
import { KioskApp } from './app.tsx'

mountDevice(
  <DeviceEntrance use="kiosk" streamPath="/kiosk/stream" title="Trapeza · kiosk">
    <KioskApp />
  </DeviceEntrance>,
)
