// swift-tools-version: 6.2

import PackageDescription

// One section per target with its test target below it, in the order in which data flows:
// readers and probes, evidence, rules, reports, command line.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// What the commands call stays on the main thread: most runs need no other.
let onTheMainThread = strict + [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]

let package = Package(
  name: "flinkdoctor",
  products: [
    .executable(name: "flinkdoctor", targets: ["flinkdoctor"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
  ],
  targets: [
    .systemLibrary(name: "CAres"),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CYAML"),
    .systemLibrary(name: "CZlib"),

    .target(
      name: "FlinkConfiguration",
      dependencies: ["CYAML"],
      swiftSettings: strict,
      linkerSettings: [.linkedLibrary(":libyaml.a")]),
    .testTarget(
      name: "FlinkConfigurationTests",
      dependencies: ["FlinkConfiguration", "TestSupport"],
      swiftSettings: strict),

    .target(
      name: "Evidence",
      swiftSettings: strict),

    .target(
      name: "LogReading",
      dependencies: ["CZlib", "Evidence"],
      swiftSettings: strict,
      linkerSettings: [.linkedLibrary(":libz.a")]),
    .testTarget(
      name: "LogReadingTests",
      dependencies: ["Evidence", "LogReading", "TestSupport"],
      swiftSettings: strict),

    .target(
      name: "Remoting",
      swiftSettings: strict),
    .testTarget(
      name: "RemotingTests",
      dependencies: ["Remoting", "TestSupport"],
      swiftSettings: strict),

    .target(
      name: "Sockets",
      dependencies: [
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "NIOTLS", package: "swift-nio"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SocketsTests",
      dependencies: ["Sockets", "TestSupport"],
      swiftSettings: strict),

    .target(
      name: "Probes",
      dependencies: [
        "CAres",
        "CLinux",
        "CZlib",
        "Evidence",
        "FlinkConfiguration",
        "Remoting",
        "Sockets",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: strict,
      linkerSettings: [.linkedLibrary(":libcares.a"), .linkedLibrary(":libz.a")]),
    .testTarget(
      name: "ProbesTests",
      dependencies: ["Evidence", "Probes", "Remoting", "Sockets", "TestSupport"],
      exclude: ["REST/Recorded"],
      swiftSettings: strict),

    .target(
      name: "Rehearsal",
      dependencies: [
        "Evidence",
        "FlinkConfiguration",
        "Probes",
        "Remoting",
        "Sockets",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "RehearsalTests",
      dependencies: ["Evidence", "Rehearsal", "Remoting", "Sockets", "TestSupport"],
      swiftSettings: strict),

    .target(
      name: "Diagnosis",
      dependencies: ["Evidence", "FlinkConfiguration"],
      swiftSettings: strict),
    .testTarget(
      name: "DiagnosisTests",
      dependencies: ["Diagnosis", "Evidence", "FlinkConfiguration", "TestSupport"],
      swiftSettings: strict),

    .target(
      name: "Rules",
      dependencies: ["Diagnosis", "Evidence", "FlinkConfiguration"],
      exclude: ["README.md"],
      swiftSettings: strict),
    .testTarget(
      name: "RulesTests",
      dependencies: [
        "Diagnosis", "Evidence", "FlinkConfiguration", "LogReading", "Rules", "TestSupport",
      ],
      swiftSettings: strict),

    .target(
      name: "Examining",
      dependencies: [
        "Diagnosis",
        "Evidence",
        "FlinkConfiguration",
        "LogReading",
        "Probes",
        "Rehearsal",
        "Remoting",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: onTheMainThread),
    .testTarget(
      name: "ExaminingTests",
      dependencies: [
        "Diagnosis", "Evidence", "Examining", "FlinkConfiguration", "LogReading", "Probes", "Rules",
        "TestSupport",
      ],
      swiftSettings: strict),

    .target(
      name: "Reports",
      dependencies: ["Diagnosis", "Evidence", "FlinkConfiguration"],
      swiftSettings: strict),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Diagnosis", "Evidence", "FlinkConfiguration", "Reports", "TestSupport"],
      exclude: ["Golden"],
      swiftSettings: strict),

    .executableTarget(
      name: "flinkdoctor",
      dependencies: [
        "Diagnosis",
        "Evidence",
        "Examining",
        "FlinkConfiguration",
        "LogReading",
        "Probes",
        "Rehearsal",
        "Remoting",
        "Reports",
        "Rules",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: onTheMainThread),
    .testTarget(
      name: "flinkdoctorTests",
      dependencies: ["TestSupport", "flinkdoctor"],
      exclude: ["Saved"],
      swiftSettings: strict),

    .target(
      name: "TestSupport",
      path: "Tests/TestSupport",
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// Real Flink on namespaces needs root and minutes; `Tests/run` switches it on.
if Context.environment["FLINKDOCTOR_LAB"] != nil {
  package.targets.append(
    .testTarget(
      name: "Lab",
      dependencies: ["TestSupport"],
      path: "Tests/Lab",
      exclude: [
        "README.md", "RESULTS.md", "addresses", "job", "lab", "machine", "matrix", "rehearsals",
      ],
      swiftSettings: strict))
}
