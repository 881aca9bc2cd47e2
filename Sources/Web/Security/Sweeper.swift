import Application
import Model
import ServiceLifecycle

/// Every half minute, forgets the sessions whose time is over and locks the companies that nobody has open any more.
struct Sweeper: Service {
  let site: Site

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(30))
        await Self.sweep(site)
      }
    }
  }

  /// A company where an import is being written stays open until it is done: the key is needed to finish.
  static func sweep(_ site: Site) async {
    for books in await site.sessions.sweep() where await WorkBanner.underWay(books) == nil {
      let siren = books.company.siren
      // Someone may have come back meanwhile.
      if await site.sessions.openCompanies()[siren] == nil { await site.home.close(siren) }
      await site.sessions.isLocked(siren)
    }
  }
}
