import Foundation

/// Measures one FEC in shared tables: the import through Application beside a raw COPY of the same lines, then the
/// questions of the pages beside the same ones in a sealed file. Prints Markdown tables.
let arguments = CommandLine.arguments
guard arguments.count == 5 else {
  say("usage: SharedBench FEC TYPED EARLIER FOLDER")
  exit(64)
}
do {
  try await SharedBench(
    file: arguments[1], typed: arguments[2], earlier: arguments[3], folder: arguments[4]
  ).run(say)
} catch {
  say("failed: \(error)")
  exit(1)
}

func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
