import Application
import HTTPTypes
import Hummingbird
import Model

/// The imports of these books, and the place to drop a new file.
struct ImportListModel: Sendable {
  let mayImport: Bool
  /// Why no file can be dropped now.
  let busyWith: String?
  let action = Address.imports
  let fault: String?
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

  init(_ imports: [ImportStatus], mayImport: Bool, fault: Wording? = nil) {
    self.mayImport = mayImport
    self.fault = fault?.text
    busyWith = imports.first { Self.isUndecided($0.stage) }?.fileName
    hasImports = !imports.isEmpty
    self.imports = imports.map { status in
      Entry(
        fileName: status.fileName, href: Address.imports(status.id), stage: Words.name(of: status.stage),
        pill: Self.pill(status.stage), year: status.summary?.year.name ?? "",
        entries: status.summary.map { French.integer($0.entryCount) } ?? "",
        lines: status.summary.map { French.integer($0.lineCount) } ?? "")
    }
  }

  static func isUndecided(_ stage: ImportStatus.Stage) -> Bool {
    switch stage {
    case .controlling, .ready, .importing: true
    case .completed, .withdrawn, .cancelled, .failed: false
    }
  }

  static func pill(_ stage: ImportStatus.Stage) -> String {
    switch stage {
    case .controlling, .importing: "on"
    case .ready: "warn"
    case .completed: "ok"
    case .withdrawn, .cancelled: ""
    case .failed: "bad"
    }
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
      try await books.imports(), mayImport: books.role.may(.importBooks), fault: fault)
    let frame = FrameRequest(title: "Imports de FEC", here: .imports, hasErrors: fault != nil)
    return try await visit.page("imports", model, books, frame, status: status)
  }
}
