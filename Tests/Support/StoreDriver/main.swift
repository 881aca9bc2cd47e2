import Foundation
import Model
import Storage

/// A second process for the tests and measurements of the store: it is held, killed, or measured.
let arguments = Array(CommandLine.arguments.dropFirst())
do {
  switch (arguments.first, arguments.count) {
  case ("measure", 5): try await Measure.run(Array(arguments.dropFirst()))
  case ("costs", 4): try await StoreCosts(arguments[1], lines: arguments[2], kind: arguments[3]).run()
  case ("hold", 2):
    let vault = try await DriverBooks.create(arguments[1])
    say("held")
    try await Task.sleep(for: .seconds(60))
    try await vault.close()
  case ("commit", 4):
    try await Commits.run(arguments[1], seed: arguments[2], entries: arguments[3])
  case ("commit-shared", 7):
    try await Commits.run(shared: Array(arguments[1...4]), seed: arguments[5], entries: arguments[6])
  case ("swap", 4):
    try await Swaps.run(arguments[1], seed: arguments[2], entries: arguments[3])
  case ("rotate", 2): try await Rotations.run(arguments[1])
  case ("backup", 3): try await DriverBackups.run(arguments[1], arguments[2])
  case ("restore", 3): try await DriverBackups.runRestoring(arguments[1], arguments[2])
  case ("plain", 3): try await PlainBooks.write(arguments[1], text: arguments[2])
  case ("slots", 2): try SlotCorpus.write(arguments[1])
  case ("ddl", 2):
    let tables = PostgreSQLDDL(partitions: Int(arguments[1]) ?? 1).statements(Schema.tables)
    say(tables.map { $0 + ";" }.joined(separator: "\n"))
  default:
    say("usage: StoreDriver measure FOLDER LINES BATCH plain|sealed | hold FOLDER | commit FOLDER SEED ENTRIES")
    say("       | costs FOLDER LINES plain|sealed")
    say("       | swap FOLDER SEED ENTRIES | rotate FOLDER | plain FOLDER TEXT | ddl PARTITIONS | slots FOLDER")
    say("       | backup FOLDER TARGET | restore FILE FOLDER")
    say("       | commit-shared HOST DATABASE ROLE COMPANY SEED ENTRIES")
    exit(64)
  }
} catch {
  say("failed: \(error)")
  exit(1)
}
