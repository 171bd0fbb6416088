// swift-tools-version: 6.1
import PackageDescription

// How fast near duplicates are found, and how many of them. A package of its own, so that stemma's
// builds and tests know nothing of it.
let package = Package(
  name: "near-duplicates-benchmark",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "stemma", path: "../..")],
  targets: [
    .executableTarget(
      name: "NearDuplicatesBenchmark", dependencies: [.product(name: "Stemma", package: "stemma")])
  ],
  swiftLanguageModes: [.v6]
)
