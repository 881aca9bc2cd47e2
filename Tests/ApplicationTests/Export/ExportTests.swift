import Formats
import Foundation
import Model
import Testing

@testable import Application

@Suite("Exporting a FEC")
struct ExportTests {
  @Test("what comes out is what went in, field by field")
  func roundTrip() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let file = try await books.exportFEC(yearEnd: Workbench.year.end, toFolder: bench.folder)
    #expect(file.fileName == "732829320FEC20261231.txt")
    #expect(file.lineCount == 10)
    #expect(try String(contentsOfFile: file.path, encoding: .utf8) == SampleFEC.year2026)
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    await home.closeAll()
  }

  @Test("a file exported, imported elsewhere and exported again is the same to the byte")
  func stable() async throws {
    let first = try Workbench()
    let (home, books) = try await first.books()
    let shuffled = SampleFEC.text([
      "VE|Ventes|2|20260216|411000|Clients|C1|Parc|FA2|20260216|Facture 2|5,00|0,00|||20260301||",
      "VE|Ventes|1|20260215|411000|Clients|C1|Parc|FA1|20260215|Facture 1|-3,00|0,00|||20260228||",
      "VE|Ventes|2|20260216|707000|Ventes|||FA2|20260216|Autre libellé|0,00|5,00|||20260301||",
      "VE|Ventes|1|20260215|707000|Ventes|||FA1|20260215|Facture 1|0,00|-3,00|||20260228||",
    ])
    try await books.take(books.control(shuffled))
    let once = try await books.exportFEC(yearEnd: Workbench.year.end, toFolder: first.folder)
    let text = try String(contentsOfFile: once.path, encoding: .utf8)
    let second = try Workbench()
    let (otherHome, otherBooks) = try await second.books()
    try await otherBooks.take(otherBooks.control(text))
    let twice = try await otherBooks.exportFEC(yearEnd: Workbench.year.end, toFolder: second.folder)
    #expect(try String(contentsOfFile: twice.path, encoding: .utf8) == text)
    #expect(once.hash == twice.hash)
    await home.closeAll()
    await otherHome.closeAll()
  }

  @Test("a label that changed from one year to the next comes out as each file had it")
  func changedLabels() async throws {
    func file(_ year: String, _ journal: String, _ account: String, _ party: String) -> String {
      SampleFEC.text([
        "VE|\(journal)|1|\(year)0215|411000|\(account)|D|\(party)|F1|\(year)0215|Un|5,00|0,00|||\(year)0301||",
        "VE|\(journal)|1|\(year)0215|707000|Ventes|||F1|\(year)0215|Un|0,00|5,00|||\(year)0301||",
      ])
    }
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let wrong = file("2026", "Faux", "Faux", "Faux")
    let taken = try await books.take(books.control(wrong))
    try await books.withdrawImport(taken.id, reason: "mauvais fichier")
    let sources = [
      "2025": file("2025", "Ventes div.", "Clients", "Dupont SARL"),
      "2026": file("2026", "Ventes", "Clients France", "Dupont SAS"),
    ]
    for (year, text) in sources.sorted(by: { $0.key < $1.key }) {
      try await books.take(books.control(text, name: "732829320FEC\(year)1231.txt"))
    }
    for (year, text) in sources {
      let exported = try await books.exportFEC(yearEnd: Workbench.date("\(year)-12-31"), toFolder: bench.folder)
      #expect(try String(contentsOfFile: exported.path, encoding: .utf8) == text)
    }
    let balance = try await books.trialBalance(yearEnd: Workbench.date("2025-12-31"), at: nil)
    #expect(balance.rows.map(\.label) == ["Clients", "Ventes"])
    #expect(try await books.verify { _ in }.isSound)
    await home.closeAll()
  }

  @Test(
    "books of receipts and payments keep their four columns, through a rebuild too, and a notice goes with the file")
  func cashBooks() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let head = SampleFEC.header + "\tDateRglt\tModeRglt\tNatOp\tIdClient"
    let text =
      [
        head,
        "BQ|Banque|1|20260310|512000|Banque|||V1|20260310|Vente|1200,00|0,00|||20260331|||20260310|CB|vente|Durand",
        "BQ|Banque|1|20260310|706000|Honoraires|||V1|20260310|Vente|0,00|1200,00|||20260331||||||",
      ].joined(separator: "\r\n").replacing("|", with: "\t") + "\r\n"
    let taken = try await books.take(books.control(text))
    #expect(taken.preview?.anomalyCounts[.cashColumns] == 1)
    let once = try await books.exportFEC(yearEnd: Workbench.year.end, toFolder: bench.folder)
    #expect(try String(contentsOfFile: once.path, encoding: .utf8) == text)
    #expect(try await books.verify { _ in }.isSound)
    try await books.rebuild { _ in }
    let again = try await books.exportFEC(yearEnd: Workbench.year.end, toFolder: bench.folder)
    #expect(again.hash == once.hash)

    let notice = try String(contentsOfFile: bench.folder + "/" + once.noticeName, encoding: .utf8)
    #expect(once.noticeName == "notice-732829320-20261231.txt" && Array(notice.utf8) == once.notice)
    for words in ["19. DateRglt : date", "BQ : Banque, 1 écriture, 2 lignes", "du 01/01/2026 au 31/12/2026", "code 9"] {
      #expect(notice.contains(words), "\(words)")
    }
    await home.closeAll()
  }

  @Test("a year that the books do not know is refused, and leaves no file")
  func unknownYear() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    await #expect(throws: ReportRefusal.unknownYear("2020-12-31")) {
      try await books.exportFEC(yearEnd: Workbench.date("2020-12-31"), toFolder: bench.folder)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: bench.folder)
    #expect(names == ["companies"])
    await home.closeAll()
  }
}
