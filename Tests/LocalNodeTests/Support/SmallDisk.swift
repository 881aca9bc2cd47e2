import Foundation

/// A disk in memory of a few megabytes, where the machine allows it; it goes away with the test.
final class SmallDisk: Sendable {
  let path: String
  private let folder: NodeFolder

  /// Nil where nothing can be mounted.
  init?(_ folder: NodeFolder, kilobytes: Int) async throws {
    path = folder.file("disk")
    self.folder = folder
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let words = ["-t", "tmpfs", "-o", "size=\(kilobytes)k,mode=700", "tmpfs", path]
    guard getuid() == 0, FileManager.default.isExecutableFile(atPath: "/bin/mount"),
      try await Self.mount(words, folder) == 0
    else { return nil }
  }

  deinit {
    do {
      let ending = try Program("/bin/umount", ["-l", path], said: folder.file("umount"))
      while ending.isRunning { usleep(1000) }
    } catch { print("left mounted: \(path)") }
  }

  func resize(kilobytes: Int) async throws {
    let status = try await Self.mount(["-o", "remount,size=\(kilobytes)k", path], folder)
    guard status == 0 else { throw Program.Failure(description: "the disk keeps its size") }
  }

  private static func mount(_ words: [String], _ folder: NodeFolder) async throws -> Int32 {
    try await Program("/bin/mount", words, said: folder.file("mount")).answer(within: 60).status
  }
}
