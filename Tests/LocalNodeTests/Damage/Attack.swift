import Foundation
import Testing

/// One row of the attack table of docs/sealed-sqlite.md: what is done to the files, and what the program must say.
struct Attack: Sendable, CustomTestStringConvertible {
  /// What the commands answer, beside never giving a figure that was not so at some moment.
  enum Answer: Sendable {
    /// `verify` ends with 3 (or 1, where it is a list of what it found) and says so.
    case refused(String)
    /// The books open, and every command says this.
    case told(String)
    /// Every command says one of these: which one hangs on the pages that differ.
    case seen([String])
    /// What a power cut may leave as well: the books as they were after some commit, and nothing to say.
    case ordinary
    /// Not noticed, because it changes nothing that is read.
    case harmless
  }

  let name: String
  let moment: AttackedCompany.Moment
  let answer: Answer
  /// Opens by password in the place of the key file.
  var byPassword = false
  let change: @Sendable (AttackedFiles) throws -> Void

  var testDescription: String { name }

  init(
    _ name: String, _ moment: AttackedCompany.Moment, _ answer: Answer, byPassword: Bool = false,
    change: @escaping @Sendable (AttackedFiles) throws -> Void
  ) {
    self.name = name
    self.moment = moment
    self.answer = answer
    self.byPassword = byPassword
    self.change = change
  }

  static let altered = "Données altérées"
  static let older = "ramenés en arrière"
  static let log = "books.db-wal) a été modifié hors du programme"

  // MARK: The file

  static let file =
    [0, 3, 15, 16, 17, 20, 21, 23, 24, 60, 100, 2_000, 4_047, 4_048, 4_071, 4_072, 4_088, 4_095].map { place in
      Attack("one bit of byte \(place) of page 1", .new, .refused(altered)) {
        try $0.flip(AttackedFiles.books, at: place)
      }
    } + [
      Attack("one bit in the middle", .new, .refused(altered)) { files in
        try files.flip(AttackedFiles.books, at: files.bytes(AttackedFiles.books).count / 2)
      },
      Attack("two pages swapped", .new, .refused(altered)) {
        try $0.alter(AttackedFiles.books) { file in
          let (second, third) = (Array(file[AttackedFiles.page(2)]), Array(file[AttackedFiles.page(3)]))
          file.replaceSubrange(AttackedFiles.page(2), with: third)
          file.replaceSubrange(AttackedFiles.page(3), with: second)
        }
      },
      Attack("a page erased", .new, .refused(altered)) {
        try $0.alter(AttackedFiles.books) { file in
          file.replaceSubrange(AttackedFiles.page(3), with: repeatElement(0, count: AttackedFiles.pageSize))
        }
      },
      Attack("a page of another file of the same root key", .new, .refused(altered)) { files in
        let other = try files.bytes("g000002/books.db", at: .rebuilt)
        try files.alter(AttackedFiles.books) {
          $0.replaceSubrange(AttackedFiles.page(3), with: other[AttackedFiles.page(3)])
        }
      },
      Attack("another file of the same root key", .new, .refused(altered)) { files in
        try files.write(files.bytes("g000002/books.db", at: .rebuilt), to: AttackedFiles.books)
      },
      Attack("the file of another company", .new, .refused(altered)) { files in
        try files.write(files.strange(AttackedFiles.books), to: AttackedFiles.books)
      },
      Attack("cut by a page", .new, .refused(altered)) {
        try $0.alter(AttackedFiles.books) { $0.removeLast(AttackedFiles.pageSize) }
      },
      Attack("cut in the middle of a page", .new, .refused(altered)) {
        try $0.alter(AttackedFiles.books) { $0.removeLast(100) }
      },
      Attack("cut to page 1", .new, .refused(altered)) {
        try $0.alter(AttackedFiles.books) { $0.removeLast($0.count - AttackedFiles.pageSize) }
      },
      Attack("emptied", .new, .refused(altered)) { try $0.write([], to: AttackedFiles.books) },
      Attack("removed", .new, .refused(altered)) { try $0.remove(AttackedFiles.books) },
      Attack("extended by a page that is not ours", .new, .refused(altered)) {
        try $0.alter(AttackedFiles.books) { $0 += Array(repeating: 7, count: AttackedFiles.pageSize) }
      },
      Attack("old pages of the same file: its signed log and its tables no longer agree", .new, .refused(older)) {
        files in
        let old = try files.bytes(AttackedFiles.books, at: .old)
        try files.alter(AttackedFiles.books) { file in
          for page in 1...old.count / AttackedFiles.pageSize where page % 3 == 0 {
            file.replaceSubrange(AttackedFiles.page(page), with: old[AttackedFiles.page(page)])
          }
        }
      },
      Attack("an old file", .new, .told(older)) { files in
        try files.write(files.bytes(AttackedFiles.books, at: .old), to: AttackedFiles.books)
      },
      Attack("an old folder", .new, .told(older)) { try $0.putBack(.old) },
      Attack("the folder of before a change of key", .rotated, .told(older)) { try $0.putBack(.new) },
    ]

  // MARK: The logs

  private static func middleFrame(_ log: [UInt8]) -> Int {
    let frames = (log.count - AttackedFiles.logHeader) / AttackedFiles.frame
    return AttackedFiles.logHeader + frames / 3 * AttackedFiles.frame
  }

  static let logs =
    [0, 5, 10, 14, 18, 26].map { place in
      Attack("one bit of byte \(place) of the header of the write-ahead log", .killed, .told(log)) {
        try $0.flip(AttackedFiles.log, at: place)
      }
    }
    + [
      ("header", 3), ("payload", 500), ("nonce", AttackedFiles.frame - 40), ("tag", AttackedFiles.frame - 20),
    ].map { part, place in
      Attack("one bit of the \(part) of a frame", .killed, .told(log)) { files in
        try files.flip(AttackedFiles.log, at: middleFrame(files.bytes(AttackedFiles.log)) + place)
      }
    } + [
      Attack("a frame erased", .killed, .told(log)) {
        try $0.alter(AttackedFiles.log) { log in
          let start = middleFrame(log)
          log.replaceSubrange(start..<start + AttackedFiles.frame, with: repeatElement(0, count: AttackedFiles.frame))
        }
      },
      Attack("two frames swapped", .killed, .told(log)) {
        try $0.alter(AttackedFiles.log) { log in
          let start = middleFrame(log)
          let next = start + AttackedFiles.frame
          let (one, two) = (Array(log[start..<next]), Array(log[next..<next + AttackedFiles.frame]))
          log.replaceSubrange(start..<next + AttackedFiles.frame, with: two + one)
        }
      },
      Attack("the last frame torn", .killed, .ordinary) {
        try $0.alter(AttackedFiles.log) { $0.removeLast(1_000) }
      },
      Attack("the log cut in the last transactions", .killed, .ordinary) {
        try $0.alter(AttackedFiles.log) { $0.removeLast(3 * AttackedFiles.frame) }
      },
      Attack("the log cut to a third: behind what was noted", .killed, .told(older)) {
        try $0.alter(AttackedFiles.log) { $0.removeLast($0.count - middleFrame($0)) }
      },
      Attack("the log removed: behind what was noted", .killed, .told(older)) { try $0.remove(AttackedFiles.log) },
      Attack("an old log on a newer file", .later, .seen([older, "Données altérées"])) { files in
        try files.write(files.bytes(AttackedFiles.log, at: .killed), to: AttackedFiles.log)
      },
      Attack("the log of a copy that went its own way", .new, .told("ne sont pas la suite")) { files in
        try files.write(files.bytes(AttackedFiles.log, at: .killed), to: AttackedFiles.log)
      },
      Attack("noise as a log", .new, .harmless) {
        try $0.write((0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }, to: AttackedFiles.log)
      },
      Attack("the index of the log spoilt", .killed, .harmless) {
        try $0.write(
          (0..<32_768).map { UInt8(truncatingIfNeeded: $0 &* 31) }, to: AttackedFiles.log.dropLast(3) + "shm")
      },
      Attack("noise as a rollback journal", .new, .harmless) {
        try $0.write((0..<9_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }, to: AttackedFiles.books + "-journal")
      },
      Attack("a forged rollback journal that asks for the file to be cut", .new, .harmless) {
        try $0.write(forgedJournal(pages: 3), to: AttackedFiles.books + "-journal")
      },
    ]

  /// The header of a journal that holds no page, as SQLite writes it: whoever plays it back unseen cuts the file.
  private static func forgedJournal(pages: UInt32) -> [UInt8] {
    var header: [UInt8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]
    for number in [0, 7, pages, 512, UInt32(AttackedFiles.pageSize)] as [UInt32] {
      header += [UInt8(number >> 24), UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255)]
    }
    return header + Array(repeating: 0, count: 512 - header.count)
  }

  // MARK: Keys, CURRENT, anchor

  static let slots = "keys.slots"
  static let stoodIn = "celui d’avant le remplace"

  /// Of both generations of the slots.
  private static func bothSlots(
    _ name: String, _ answer: Answer, change: @escaping @Sendable (inout [UInt8]) -> Void
  ) -> Attack {
    Attack("both key-slot files \(name)", .new, answer) { files in
      for name in [slots, "keys.slots.previous"] { try files.alter(name, change) }
    }
  }

  static let keys =
    [0.0, 0.01, 0.1, 0.2, 0.4, 0.6, 0.8, 0.94, 0.999].map { part in
      bothSlots("changed at \(part)", .refused("keys.slots")) { bytes in
        let place = Int(Double(bytes.count) * part)
        bytes[place] ^= 1 << UInt8(place % 8)
      }
    } + [
      bothSlots("cut", .refused(altered)) { $0.removeLast(7) },
      bothSlots("emptied", .refused(altered)) { $0 = [] },
      bothSlots("extended", .refused(altered)) { $0 += [0] },
      Attack("the key slots damaged: those before stand in", .new, .told(stoodIn), byPassword: true) {
        try $0.flip(slots, at: 100)
      },
      Attack("the key slots removed: those before stand in", .new, .told(stoodIn), byPassword: true) {
        try $0.remove(slots)
      },
      Attack("the key slots damaged, opened by a key made later", .new, .refused("n’ouvre pas cette société")) {
        try $0.flip(slots, at: 100)
      },
      Attack("the key slots of another company", .new, .refused("n’ouvre pas cette société")) { files in
        try files.write(files.strange(slots), to: slots)
      },
      Attack("the key slots of before a change of key", .rotated, .refused(altered)) { files in
        try files.write(files.firstSlots(), to: slots)
      },
      Attack("older key slots of the same root key", .new, .harmless) { files in
        try files.write(files.firstSlots(), to: slots)
      },
      Attack("CURRENT names a generation that is not there", .new, .refused(altered)) {
        try $0.write(Array("g000002\n".utf8), to: "CURRENT")
      },
      Attack("CURRENT names nothing", .new, .refused(altered)) {
        try $0.write(Array("../autre\n".utf8), to: "CURRENT")
      },
      Attack("CURRENT is gone", .new, .refused(altered)) { try $0.remove("CURRENT") },
      Attack("CURRENT goes back to an older generation of before a change of key", .rotated, .refused(altered)) {
        files in
        try FileManager.default.createDirectory(
          atPath: files.company + "/g000001", withIntermediateDirectories: true)
        try files.write(files.bytes(AttackedFiles.books, at: .new), to: AttackedFiles.books)
        try files.write(Array("g000001\n".utf8), to: "CURRENT")
      },
      Attack("a generation under another number", .new, .refused(altered)) { files in
        try FileManager.default.moveItem(atPath: files.company + "/g000001", toPath: files.company + "/g000009")
        try files.write(Array("g000009\n".utf8), to: "CURRENT")
      },
      Attack("the anchor changed", .new, .told("illisible")) { try $0.flip("anchor", at: 60) },
      Attack("the anchor of another company", .new, .told("illisible")) { files in
        try files.write(files.strange("anchor"), to: "anchor")
      },
      Attack("the anchor removed with an old file put back: the machine remembers", .new, .told(older)) { files in
        try files.remove("anchor")
        try files.write(files.bytes(AttackedFiles.books, at: .old), to: AttackedFiles.books)
      },
    ]
}
