import { DeviceEntrance } from '../kit/device/device.tsx'
import { mountDevice } from '../kit/device/mount-device.tsx'
import { BoardApp } from './app.tsx'

/** `?board=` chooses one of several boards of a till. */
const board = new URLSearchParams(location.search).get('board')
const streamPath = board ? `/queue/stream?board=${encodeURIComponent(board)}` : '/queue/stream'

mountDevice(
  <DeviceEntrance use="board" streamPath={streamPath} title="Trapeza · board">
    <BoardApp />
  </DeviceEntrance>,
)
