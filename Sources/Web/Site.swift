import Application
import Logging
import Model

/// What the pages share: the data folder, the sessions, the templates, and the clock.
struct Site: Sendable {
  let home: NodeHome
  let environment: Model.Environment
  let port: BoundPort
  let sessions: SessionStore
  let throttle: AttemptThrottle
  let verifications: VerificationDesk
  let closings: ClosingRuns
  let templates: Templates
  /// Where a file waits, for as long as it takes to open and unlink it.
  let exportFolder: String
  let logger: Logger
}
