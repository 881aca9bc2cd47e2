import Application
import Logging
import ServiceLifecycle
import Web

/// Each minute, looks whether an open company is due for the backup of the day.
struct BackupSchedule: Service {
  let home: NodeHome
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(60))
        guard !Task.isCancelled else { return }
        for backup in await home.makeDueBackups() {
          switch backup.outcome {
          case .success(let record): logger.info("backup of \(backup.siren) made: \(record.path)")
          case .failure(let error): logger.error("no backup of \(backup.siren): \(Words.of(error: error).text)")
          }
        }
      }
    }
  }
}
