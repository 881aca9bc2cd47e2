import Formats
import Model
import Sync
import Synchronization

/// One import under way: what the desk knows of it, and what its status page reads at any moment.
final class ImportJob: Sendable {
  let id: Identifier<Import>
  let fileName: String
  private let state: Mutex<State>

  private struct State {
    var stage: ImportStatus.Stage
    /// What the file says by itself, and that held against the years around it.
    var controlled: FECPreview?
    var preview: FECPreview?
    var plan: FECReadingPlan?
    var fileHash: Hash256
    var byteCount: Int
    var isCancelled = false
  }

  init(
    id: Identifier<Import>, fileName: String, fileHash: Hash256, byteCount: Int = 0,
    stage: ImportStatus.Stage = .controlling(permille: 0)
  ) {
    self.id = id
    self.fileName = fileName
    state = Mutex(State(stage: stage, fileHash: fileHash, byteCount: byteCount))
  }

  var status: ImportStatus {
    state.withLock { state in
      let isControlled = if case .controlling = state.stage { false } else { true }
      return ImportStatus(
        id: id, fileName: fileName, stage: state.stage, preview: isControlled ? state.preview : nil)
    }
  }

  var stage: ImportStatus.Stage { state.withLock { $0.stage } }
  var preview: FECPreview? { state.withLock { $0.preview } }
  var plan: FECReadingPlan? { state.withLock { $0.plan } }
  var fileHash: Hash256 { state.withLock { $0.fileHash } }
  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  func move(to stage: ImportStatus.Stage) { state.withLock { $0.stage = stage } }

  func cancel() {
    state.withLock { state in
      state.isCancelled = true
      state.stage = .cancelled
    }
  }

  /// Called by the control after each piece.
  func noteControlled(bytes: Int) {
    state.withLock { state in
      guard case .controlling = state.stage else { return }
      state.stage = .controlling(permille: state.byteCount == 0 ? 0 : min(1000, bytes * 1000 / state.byteCount))
    }
  }

  /// Called at the end of the control: what the file says by itself.
  func noteControlled(_ controlled: FECPreview, _ plan: FECReadingPlan?) {
    state.withLock { state in
      guard !state.isCancelled else { return }
      state.controlled = controlled
      state.plan = plan
    }
  }

  /// What the file says by itself, while it waits for a decision or is about to.
  var waiting: FECPreview? {
    state.withLock { state in
      switch state.stage {
      case .controlling, .ready: state.controlled
      default: nil
      }
    }
  }

  /// What the file says by itself, as long as the books do not say it: an accepted year counts before it shows.
  var neighbour: FECPreview? {
    state.withLock { state in
      switch state.stage {
      case .controlling, .ready, .importing: state.controlled
      default: nil
      }
    }
  }

  /// A person has it to decide, or will have.
  var isUndecided: Bool {
    switch stage {
    case .controlling, .ready: true
    default: false
    }
  }

  /// Called when the years around the file change while it waits.
  func hold(_ held: FECPreview) {
    state.withLock { state in
      switch state.stage {
      case .controlling, .ready: state.preview = held
      default: break
      }
    }
  }

  /// Called once it was held against them: a person may decide.
  func becomeReady() {
    state.withLock { state in
      guard !state.isCancelled, case .controlling = state.stage else { return }
      state.stage = .ready
    }
  }

  /// Called after each transaction of the import.
  func noteImported(entries: Int) {
    state.withLock { state in
      guard case .importing(let done, let count) = state.stage else { return }
      state.stage = .importing(entriesDone: done + entries, entryCount: count)
    }
  }

  func keep(_ plan: FECReadingPlan) { state.withLock { $0.plan = plan } }
}
