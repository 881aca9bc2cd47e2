import Foundation

/// A disk in memory of a few megabytes, where the machine allows it.
struct SmallDisk {
  let path: String
  private let folder: NodeFolder

  /// Nil where nothing can be mounted.
  init?(_ folder: NodeFolder, kilobytes: Int) async throws {
    path = folder.file("disk")
    self.folder = folder
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let words = ["-t", "tmpfs", "-o", "size=\(kilobytes)k,mode=700", "tmpfs", path]
    guard getuid() == 0, try await Self.system("mount", words, folder) == 0 else { return nil }
  }

  func resize(kilobytes: Int) async throws {
    let status = try await Self.system("mount", ["-o", "remount,size=\(kilobytes)k", path], folder)
    guard status == 0 else { throw Program.Failure(description: "the disk keeps its size") }
  }

  func remove() async throws { _ = try await Self.system("umount", ["-l", path], folder) }

  private static func system(_ name: String, _ words: [String], _ folder: NodeFolder) async throws -> Int32 {
    let program = "/bin/" + name
    guard FileManager.default.isExecutableFile(atPath: program) else { return 127 }
    return try await Program(program, words, said: folder.file(name)).answer(within: 10).status
  }
}
