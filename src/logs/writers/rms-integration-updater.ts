import { booksSavedKind } from '../../app/books/save-books.ts'
import { saidOf } from '../entry-view.ts'
import type { LogWriter } from './writer.ts'

/**
 * `rms-integration-updater.log`: what is exported to the cloud anew: dictionaries, menus and stop lists. There is no
 * connector of ours that updates itself, which the file of the same name tells of elsewhere (cloud-api §11.4).
 */
export const rmsIntegrationUpdater: LogWriter = {
  path: 'Server/Tomcat9/logs/rms-integration-updater.log',
  message: (view) =>
    view.entry.kind === booksSavedKind || view.entry.kind === 'stopList.changed'
      ? `Exported: ${saidOf(view)}`
      : null,
}
