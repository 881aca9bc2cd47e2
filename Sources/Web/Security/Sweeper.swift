import Application
import Model
import ServiceLifecycle

/// Every half minute, forgets the sessions whose time is over, locks the companies that nobody has open any more, and
/// gives back the memory of those that nobody looks at.
struct Sweeper: Service {
  let site: Site

  /// Minutes without a page after which a company's caches are given back. The next page reads them again.
  static let quietMinutes: Int64 = 2

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(30))
        await Self.sweep(site)
      }
    }
  }

  /// A company where an import or a closing is being written stays open until it is done: the key is needed to finish.
  static func sweep(_ site: Site) async {
    for books in await site.sessions.sweep() where await WorkBanner.underWay(books, site) == nil {
      let siren = books.company.siren
      // Someone may have come back meanwhile.
      if await site.sessions.openCompanies()[siren] == nil { await site.home.close(siren) }
      await site.sessions.isLocked(siren)
    }
    for books in await site.sessions.quietCompanies(minutes: quietMinutes)
    where await WorkBanner.underWay(books, site) == nil { books.rest() }
  }
}
