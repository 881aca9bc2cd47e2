// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is compiled in Swift 6 mode, and a warning there stops the build.
let ours: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
  name: "FinanceManagerPro",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "fmpro-node", targets: ["LocalNode"]),
    // Loaded before the program by its tests.
    .library(name: "WriteRecorder", type: .dynamic, targets: ["WriteRecorder"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CCrack", providers: [.apt(["libcrack2-dev", "cracklib-runtime"])]),
    .target(name: "CProcess"),
    .target(
      name: "CSealedVFS", dependencies: ["CSodium", sqlite], linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "Model", swiftSettings: ours),
    .target(
      name: "Sync", dependencies: ["Model", "CSodium", protobuf],
      exclude: ["Protocol/changeset.proto", "Protocol/events.proto"], swiftSettings: ours),
    .target(
      name: "Storage", dependencies: ["Model", "CLibPQ", "CSodium", "CZstd", "CSealedVFS", grdb, sqlite],
      swiftSettings: ours),
    .target(name: "Formats", dependencies: ["Model"], swiftSettings: ours),
    .target(
      name: "Application", dependencies: ["Model", "Sync", "Storage", "Formats", "CCrack", crypto],
      swiftSettings: ours),
    .target(
      name: "Assets", path: "Resources",
      resources: ["css", "js", "icons", "templates", "data"].map { .embedInCode($0) }, swiftSettings: ours),
    .target(
      name: "Web",
      dependencies: ["Application", "Model", "Assets", "CQREncode", hummingbird, mustache, logging, lifecycle],
      swiftSettings: ours),
    .executableTarget(
      name: "LocalNode",
      dependencies: [
        "Application", "Assets", "CProcess", "CSodium", "Model", "Web", arguments, logging, lifecycle, signals,
      ],
      swiftSettings: ours),
    .executableTarget(
      name: "SealedStoreDriver", dependencies: ["CSealedVFS"], path: "Tests/Support/SealedStoreDriver"),
    .testTarget(
      name: "SealedVFSTests", dependencies: ["CSealedVFS", "CSodium", sqlite, "SealedStoreDriver"],
      exclude: ["Fixtures"], swiftSettings: ours),
    .target(name: "WriteRecorder", path: "Tests/Support/WriteRecorder"),
    .testTarget(name: "LocalNodeTests", dependencies: ["LocalNode"], swiftSettings: ours),
    .testTarget(name: "TidyTests", swiftSettings: ours),
    .testTarget(name: "ModelTests", dependencies: ["Model"], swiftSettings: ours),
    .testTarget(name: "FormatsTests", dependencies: ["Formats", "Model"], swiftSettings: ours),
    .testTarget(name: "SyncTests", dependencies: ["Sync", "Model", protobuf], swiftSettings: ours),
    .executableTarget(
      name: "StageBench", dependencies: ["Formats", "Model", "Storage", "Sync"], path: "Tests/Support/StageBench",
      swiftSettings: ours),
    .target(
      name: "PrivateServer", dependencies: ["Model", "Storage"], path: "Tests/Support/PrivateServer",
      swiftSettings: ours),
    .executableTarget(
      name: "SharedBench", dependencies: ["Application", "Assets", "Model", "PrivateServer", "Storage"],
      path: "Tests/Support/SharedBench", swiftSettings: ours),
    .executableTarget(
      name: "StoreDriver", dependencies: ["Model", "Storage", "CSealedVFS", grdb], path: "Tests/Support/StoreDriver",
      swiftSettings: ours),
    .testTarget(
      name: "StorageTests",
      dependencies: ["Model", "PrivateServer", "Storage", "StoreDriver", "CSodium", "CZstd", grdb],
      swiftSettings: ours),
    .testTarget(
      name: "ApplicationTests",
      dependencies: ["Application", "Assets", "Formats", "Model", "PrivateServer", "Storage", "Sync"],
      swiftSettings: ours),
    .testTarget(
      name: "WebTests", dependencies: ["Web", "Application", "Model", "Sync", "Assets", hummingbird, logging],
      swiftSettings: ours),
  ]
)
