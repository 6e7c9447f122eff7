// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target of ours: Swift 6 language mode, explicit existentials and imports,
/// and warnings that fail the build.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
  // Debug builds, in which the tests run, keep the checks; they cost 2 % of an analysis.
  .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

/// `MODELGEND_PURE=1 swift test` builds only the pure targets, without any dependency: the
/// fast inner loop of the parsers, the engine and the outputs.
let pureOnly = Context.environment["MODELGEND_PURE"] == "1"

func source(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
  _ name: String,
  _ dependencies: [Target.Dependency],
  exclude: [String] = []
) -> Target {
  .testTarget(
    name: name,
    dependencies: dependencies,
    exclude: exclude,
    swiftSettings: strict
  )
}

let pureTargets: [Target] = [
  source("SourceText"),
  source("Catalog", ["SourceText"]),
  source("SQLParsing", ["SourceText", "Catalog"]),
  source("PHPParsing", ["SourceText", "Catalog"]),
  source("Modeling", ["SourceText", "Catalog"]),
  source("Rendering", ["SourceText", "Catalog", "Modeling"]),
  source(
    "Engine",
    ["SourceText", "Catalog", "SQLParsing", "PHPParsing", "Modeling", "Rendering"]
  ),
]

let pureTests: [Target] = [
  tests(
    "EngineTests",
    ["SourceText", "Catalog", "Engine", "SQLParsing", "Modeling", "Rendering"]
  ),
  tests("CatalogTests", ["SourceText", "Catalog"]),
  tests("SourceTextTests", ["SourceText"]),
  tests("ConventionsTests", ["SourceText", "Catalog", "Engine"]),
  tests("ModelingTests", ["SourceText", "Catalog", "Modeling"], exclude: ["Fixtures"]),
  tests("RenderingTests", ["SourceText", "Catalog", "Modeling", "Rendering"]),
  tests(
    "SQLEvaluationTests",
    ["SourceText", "Catalog", "SQLParsing", "Engine"],
    exclude: ["Cases", "Scripts"]
  ),
  tests("PHPParsingTests", ["SourceText", "Catalog", "PHPParsing"], exclude: ["Cases"]),
  .testTarget(
    name: "ConformanceTests",
    dependencies: ["SourceText", "Catalog", "PHPParsing", "Engine", "Rendering"],
    path: "Tests/Conformance",
    exclude: ["Cases"],
    swiftSettings: strict
  ),
]

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let lifecycle: Target.Dependency = .product(
  name: "ServiceLifecycle",
  package: "swift-service-lifecycle"
)
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let toml: Target.Dependency = .product(name: "TOMLKit", package: "TOMLKit")

let edgeTargets: [Target] = [
  .systemLibrary(
    name: "CSystemd",
    pkgConfig: "libsystemd",
    providers: [.apt(["libsystemd-dev"])]
  ),
  .systemLibrary(name: "CHiredis", pkgConfig: "hiredis", providers: [.apt(["libhiredis-dev"])]),
  source("UserTemplates", ["SourceText", "Catalog", "Modeling", "Rendering", mustache]),
  source("Settings", ["SourceText", "Catalog", toml]),
  .systemLibrary(name: "CLinux"),
  source("Linux", ["CLinux", "CSystemd", logging]),
  source("Cache", ["SourceText", "Catalog", crypto, grdb]),
  source(
    "Projects",
    [
      "SourceText", "Catalog", "Modeling", "Rendering", "Engine", "Settings", "Linux", crypto,
    ]
  ),
  source("Queue", ["SourceText", "Catalog", "Modeling", "Rendering", "UserTemplates", "CHiredis"]),
  source("ControlAPI"),
  source(
    "Daemon",
    [
      "SourceText", "Catalog", "Modeling", "Rendering", "Engine", "Settings", "Linux",
      "CLinux", "Cache", "Projects", "Queue", "ControlAPI", hummingbird, hummingbirdCore, lifecycle,
      logging, metrics, nioCore, nioPosix, nioHTTP1, nioHTTPTypes, httpTypes,
    ]
  ),
  .executableTarget(
    name: "modelgend",
    dependencies: [
      "SourceText", "Catalog", "PHPParsing", "Modeling", "Rendering", "Engine", "Settings",
      "Linux", "Projects", "ControlAPI", "Daemon", argumentParser, logging,
    ],
    swiftSettings: strict
  ),
]

let edgeTests: [Target] = [
  tests(
    "CacheTests",
    ["SourceText", "Catalog", "Engine", "Linux", "Projects", "Cache", "CacheWriter"]
  ),
  .executableTarget(
    name: "CacheWriter",
    dependencies: ["SourceText", "Catalog", "Cache"],
    path: "Tests/CacheWriter",
    swiftSettings: strict
  ),
  tests("CommandLineTests", ["modelgend"]),
  tests(
    "LoopTests",
    [
      "SourceText", "Catalog", "ControlAPI", "Cache", "Daemon", "Linux", "Projects", "Rendering",
      "Settings", "Engine", logging,
    ]
  ),
  tests("FaultTests", ["modelgend", "Projects", "Rendering"], exclude: ["fault.c"]),
  tests("LinuxTests", ["CLinux", "Linux", logging]),
  tests(
    "ControlTests",
    ["ControlAPI", "Daemon", "Linux", "modelgend", httpTypes, logging, nioCore]
  ),
  tests(
    "ProjectsTests",
    ["SourceText", "Catalog", "Engine", "Rendering", "Linux", "Projects", "Cache"]
  ),
  tests("SettingsTests", ["Catalog", "Settings"]),
]

/// `MODELGEND_FUZZ=1` adds the fuzzers; see the comment at the head of each.
let fuzzers: [Target] =
  Context.environment["MODELGEND_FUZZ"] == "1"
  ? [
    .executableTarget(
      name: "FuzzPHP",
      dependencies: ["SourceText", "Catalog", "PHPParsing"],
      path: "Fuzz/PHP",
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]
    ),
    .executableTarget(
      name: "FuzzSQL",
      dependencies: ["SourceText", "Catalog", "SQLParsing", "Engine"],
      path: "Fuzz/SQL",
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]
    ),
  ] : []

/// `MODELGEND_BENCH=1` adds what `make bench` measures stages with.
let benchmarks: [Target] =
  Context.environment["MODELGEND_BENCH"] == "1"
  ? [
    .executableTarget(
      name: "Timing",
      dependencies: ["SourceText", "Catalog", "SQLParsing", "Engine", "Linux"],
      path: "Benchmarks/Timing",
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]
    )
  ] : []

let package = Package(
  name: "modelgend",
  products: pureOnly ? [] : [.executable(name: "modelgend", targets: ["modelgend"])],
  dependencies: pureOnly
    ? []
    : [
      .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
      .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
      .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
      .package(url: "https://github.com/apple/swift-nio-extras", from: "1.30.0"),
      .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
      .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
      .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
      .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
      .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
      .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
      .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
      .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
  targets: pureTargets + pureTests + fuzzers + benchmarks
    + (pureOnly ? [] : edgeTargets + edgeTests)
)
