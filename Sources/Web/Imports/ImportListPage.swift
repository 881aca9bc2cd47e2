import Application
import HTTPTypes
import Hummingbird
import Model

/// The imports of these books, and the place to drop a new file.
struct ImportListModel: Sendable {
  let mayImport: Bool
  /// Files that wait for a decision, and where to take it.
  let waiting: Waiting?
  let action = Address.imports
  /// Where the script goes once it has sent several files.
  let setHref = Address.importSet
  let fault: String?
  let refused: RefusedFiles?
  let imports: [Entry]
  let hasImports: Bool

  struct Entry: Sendable {
    let fileName: String
    let href: String
    let stage: String
    let pill: String
    let year: String
    let entries: String
    let lines: String
  }

  struct Waiting: Sendable {
    let sentence: String
    let href: String
    let label: String

    /// Nil when nothing waits.
    init?(_ imports: [ImportStatus]) {
      let files = imports.filter { ImportListModel.isUndecided($0.stage) }
      guard let first = files.first else { return nil }
      let isOne = files.count == 1
      sentence =
        isOne
        ? "Un fichier attend votre décision : \(first.fileName)."
        : "\(French.integer(files.count)) fichiers attendent votre décision."
      href = isOne ? Address.imports(first.id) : Address.importSet
      label = isOne ? "Voir l’aperçu" : "Les voir ensemble"
    }
  }

  init(
    _ imports: [ImportStatus], mayImport: Bool, fault: Wording? = nil, refused: [RefusedFile] = []
  ) {
    self.mayImport = mayImport
    self.fault = fault?.text
    self.refused = RefusedFiles(refused)
    waiting = mayImport ? Waiting(imports) : nil
    hasImports = !imports.isEmpty
    self.imports = imports.map { status in
      Entry(
        fileName: status.fileName, href: Address.imports(status.id), stage: Self.state(status),
        pill: Self.pill(status), year: status.summary?.year.name ?? "",
        entries: status.summary.map { French.integer($0.entryCount) } ?? "",
        lines: status.summary.map { French.integer($0.lineCount) } ?? "")
    }
  }

  /// Read or being read, and neither accepted nor dropped.
  static func isUndecided(_ stage: ImportStatus.Stage) -> Bool {
    switch stage {
    case .controlling, .ready: true
    case .importing, .completed, .withdrawn, .cancelled, .failed: false
    }
  }

  /// Where the file stands; one that waits says what its control found.
  static func state(_ file: ImportStatus) -> String {
    guard file.stage == .ready, let preview = file.preview else { return Words.name(of: file.stage) }
    return preview.isBlocked ? "bloqué" : preview.needsConsent ? "accord demandé" : Words.name(of: file.stage)
  }

  static func pill(_ file: ImportStatus) -> String {
    switch file.stage {
    case .ready where file.preview?.isBlocked == true: "bad"
    case .controlling, .importing: "on"
    case .ready: "warn"
    case .completed: "ok"
    case .withdrawn, .cancelled: ""
    case .failed: "bad"
    }
  }
}

/// What the last upload could not take in.
struct RefusedFiles: Sendable {
  let heading: String
  let files: [RefusedFile]

  /// Nil when all was taken in.
  init?(_ files: [RefusedFile]) {
    guard !files.isEmpty else { return nil }
    heading =
      files.count == 1
      ? "Un fichier n’a pas été pris." : "\(French.integer(files.count)) fichiers n’ont pas été pris."
    self.files = files
  }
}

/// `/fec/imports`
enum ImportListPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    try await respond(visit, books, fault: nil, status: .ok)
  }

  static func respond(
    _ visit: Visit, _ books: Books, fault: Wording?, status: HTTPResponse.Status
  ) async throws -> Response {
    let model = ImportListModel(
      try await books.imports(), mayImport: books.role.may(.importBooks), fault: fault,
      refused: await visit.refusedFilesOnce())
    let frame = FrameRequest(title: "Imports de FEC", here: .imports, hasErrors: fault != nil)
    return try await visit.page("imports", model, books, frame, status: status)
  }
}

extension Visit {
  /// The files of the last upload that were refused: told on the page at hand, then forgotten.
  func refusedFilesOnce() async -> [RefusedFile] {
    guard !session.refusedFiles.isEmpty else { return [] }
    await remember { $0.refusedFiles = [] }
    return session.refusedFiles
  }
}
