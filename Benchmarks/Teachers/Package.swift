// swift-tools-version: 6.1
import PackageDescription

// How many requests a second a teacher answers. A package of its own, so that stemma's builds and
// tests know nothing of it.
let package = Package(
  name: "teacher-benchmark",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "stemma", path: "../..")],
  targets: [
    .executableTarget(
      name: "TeacherBenchmark", dependencies: [.product(name: "Stemma", package: "stemma")])
  ],
  swiftLanguageModes: [.v6]
)
