import Model

/// A whole report, read page after page, each in a reading of its own: memory does not grow with the books, and who
/// takes the pages slowly holds nothing of the store.
public struct ReportWalk<Page: Sendable>: Sendable {
  /// Read already, so that what is refused is refused before anything is sent.
  public let first: Page
  /// Lines of all pages.
  public let lineCount: Int
  let next: @Sendable (Page) async throws -> Page?
  let check: @Sendable () async throws -> Void

  /// Hands every page over, in order.
  /// - Throws: also ``ReportRefusal`` `.changedMeanwhile`, when an import of the year was accepted or withdrawn, or an
  ///   entry validated in it, meanwhile: the pages are not of one piece then, and what was made of them must not pass
  ///   for whole.
  public func each(_ body: (Page) async throws -> Void) async throws {
    var page: Page? = first
    while let shown = page {
      try await body(shown)
      do {
        page = try await next(shown)
      } catch let refusal as ReportRefusal {
        // What a page asks for went with an import: that it changed is the cause, and the one thing to tell.
        try await check()
        throw refusal
      }
    }
    try await check()
  }
}

/// What somebody wants a whole report for.
public enum WholePurpose: Sendable {
  /// To look at it, or to print it.
  case reading
  /// To take it away as a file.
  case export

  var action: Action {
    switch self {
    case .reading: .readBooks
    case .export: .exportBooks
    }
  }
}
