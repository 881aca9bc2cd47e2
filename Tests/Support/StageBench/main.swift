import Foundation
import Model

/// Measures the stages of an import apart, on one FEC: what reading costs, what encoding, signing, SQLite and the seal
/// cost. Prints a Markdown table of processor seconds.
let arguments = CommandLine.arguments
guard arguments.count == 3 else {
  say("usage: StageBench FEC FOLDER")
  exit(64)
}
do {
  let bench = try StageBench(file: arguments[1], folder: arguments[2])
  say(try await bench.run())
} catch {
  say("failed: \(error)")
  exit(1)
}

func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
