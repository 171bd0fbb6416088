// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: "Stemma\(name)", dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], _ resources: [String] = [])
  -> Target
{
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies, exclude: resources, swiftSettings: settings)
}

// One folder a room; the room above knows the order of steps. `Tests/HouseTests` holds every
// `import` line against the table in CONTRIBUTING.md.
let package = Package(
  name: "stemma",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "stemma", targets: ["StemmaCommand"]),
    .library(name: "Stemma", targets: ["StemmaRun", "StemmaExport", "StemmaTeacher"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams.git", exact: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client.git", exact: "1.37.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache.git", exact: "2.1.1"),
    .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras.git", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl.git", exact: "2.37.6"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibgit2", pkgConfig: "libgit2",
      providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CCmark", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(
      name: "CMimalloc", providers: [.apt(["libmimalloc-dev"]), .brew(["mimalloc"])]),

    // What of libraries in C++ is wanted, for C.
    .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
    .target(name: "CCLD2", linkerSettings: [.linkedLibrary("cld2")]),

    // SHA-256 of several messages side by side.
    .target(name: "CSHA256"),
    // In no product but the program: it changes what libgit2 does at its start.
    .target(name: "CNoCertificates"),

    room("Record", ["CSHA256", .product(name: "Crypto", package: "swift-crypto")]),
    room("Text", ["StemmaRecord"]),
    room("Task", ["StemmaRecord", "StemmaText"]),
    room("Embedded", ["StemmaRecord", "StemmaText"]),
    room(
      "Experiment", ["StemmaRecord", "StemmaTask", .product(name: "Yams", package: "Yams")]),
    room("Filter", ["StemmaRecord", "StemmaText", "CRE2", "CCLD2"]),
    room("Statistics", ["StemmaRecord", "StemmaText"]),
    room(
      "Teacher",
      [
        "StemmaRecord", "StemmaProgram",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    room("Document", ["StemmaRecord", "StemmaText", "CCmark"]),
    room("Program", []),
    room("Conversion", ["StemmaRecord", "StemmaProgram", "CZlib"]),
    room("Lineage", ["StemmaRecord", .product(name: "GRDB", package: "GRDB.swift")]),
    room("History", ["StemmaRecord", "CLibgit2"]),
    room("Store", ["StemmaRecord", "StemmaLineage", "StemmaHistory", "CZstd"]),
    room(
      "Run",
      [
        "StemmaRecord", "StemmaText", "StemmaTask", "StemmaEmbedded", "StemmaExperiment",
        "StemmaFilter", "StemmaStatistics", "StemmaDocument", "StemmaTeacher", "StemmaStore",
      ]),
    room("Export", ["StemmaRecord", "StemmaTask", "StemmaStatistics", "StemmaStore"]),
    room(
      "Page",
      ["StemmaRecord", "StemmaStatistics", .product(name: "Mustache", package: "swift-mustache")]),
    room(
      "Dashboard",
      [
        "StemmaRecord", .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .executableTarget(
      name: "StemmaCommand",
      dependencies: [
        "StemmaRecord", "StemmaText", "StemmaTask", "StemmaExperiment", "StemmaStatistics",
        "StemmaConversion", "StemmaProgram", "StemmaStore", "StemmaRun", "StemmaExport",
        "StemmaPage", "StemmaDashboard", "CMimalloc", "CNoCertificates",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // In no product: what the tests of several rooms need.
    room("Testing", ["StemmaRecord", "StemmaStore"]),
    tests("House", ["StemmaTesting"]),
    tests("StemmaRecord", ["StemmaTesting", "StemmaRecord"], ["SuiteFailures.txt"]),
    tests("StemmaText", ["StemmaRecord", "StemmaText"]),
    tests("StemmaTask", ["StemmaTesting", "StemmaRecord", "StemmaTask"]),
    tests("StemmaEmbedded", ["StemmaRecord", "StemmaText", "StemmaEmbedded"]),
    tests("StemmaExperiment", ["StemmaTesting", "StemmaRecord", "StemmaExperiment"]),
    tests("StemmaFilter", ["StemmaRecord", "StemmaText", "StemmaFilter"]),
    tests(
      "StemmaStatistics", ["StemmaTesting", "StemmaRecord", "StemmaText", "StemmaStatistics"]),
    tests(
      "StemmaTeacher",
      [
        "StemmaTesting", "StemmaRecord", "StemmaTeacher",
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ]),
    tests(
      "StemmaConversion", ["StemmaTesting", "StemmaRecord", "StemmaDocument", "StemmaConversion"]),
    tests("StemmaDocument", ["StemmaRecord", "StemmaDocument"]),
    tests(
      "StemmaLineage",
      [
        "StemmaTesting", "StemmaRecord", "StemmaLineage",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests("StemmaHistory", ["StemmaTesting", "StemmaRecord", "StemmaHistory"]),
    tests(
      "StemmaStore",
      ["StemmaTesting", "StemmaRecord", "StemmaHistory", "StemmaLineage", "StemmaStore"]),
    tests("StemmaPage", ["StemmaRecord", "StemmaStatistics", "StemmaPage"]),
    tests("StemmaDashboard", ["StemmaRecord", "StemmaDashboard"]),
    tests("StemmaPlan", ["StemmaTesting", "StemmaRecord", "StemmaTask", "StemmaExperiment"]),
    tests(
      "StemmaRun",
      [
        "StemmaTesting", "StemmaRecord", "StemmaText", "StemmaTask", "StemmaExperiment",
        "StemmaStatistics", "StemmaStore", "StemmaTeacher", "StemmaRun", "StemmaExport",
      ], ["Golden"]),
    tests(
      "StemmaCommand", ["StemmaTesting", "StemmaCommand", "StemmaRecord", "StemmaStore"],
      ["Golden"]),
    tests("StemmaFault", ["StemmaTesting", "StemmaCommand", "StemmaRecord", "StemmaStore"]),
    tests(
      "StemmaProse", ["StemmaTesting", "StemmaCommand", "StemmaRecord", "StemmaDocument"],
      ["Verdicts-manuals.json", "Verdicts-pages.json", "Verdicts-strangers.json"]),
    tests("Docs", ["StemmaTesting", "StemmaCommand"]),
  ],
  swiftLanguageModes: [.v6]
)
