// swift-tools-version: 6.2
import PackageDescription

/// Whether this build is for `make fuzz`: instrumented, with the program that runs the fuzz targets. Other builds know nothing of it.
let isFuzzed = Context.environment["TWOFOLD_FUZZ"] == "1"
let sanitizers = ["-sanitize=fuzzer,address"]

/// Every target is built with the same strict settings.
let strict: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .treatAllWarnings(as: .error),
    ] + (isFuzzed ? [.unsafeFlags(sanitizers)] : [])

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let metrics: Target.Dependency = .product(name: "CoreMetrics", package: "swift-metrics")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let asn1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let niossl: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let toml: Target.Dependency = .product(name: "TOMLKit", package: "TOMLKit")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "twofold",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "twofold", targets: ["twofold"]),
        .executable(name: "twofold-server", targets: ["twofold-server"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        // MARK: Shared: what both sides agree on. No input, no output.
        .target(name: "Models", dependencies: [crypto], path: "Shared/Models", swiftSettings: strict),
        .target(name: "Wire", dependencies: ["Models"], path: "Shared/Wire", swiftSettings: strict),

        // MARK: Server
        .target(name: "ServerCore", dependencies: ["Models", "Wire", crypto, metrics], path: "Server/Core", swiftSettings: strict),
        .target(name: "StoreSQL", dependencies: ["ServerCore", "Models", crypto], path: "Server/StoreSQL", swiftSettings: strict),
        .target(
            name: "SQLiteStore", dependencies: ["StoreSQL", "ServerCore", "Models", "Wire", grdb, sqlite],
            path: "Server/SQLiteStore", swiftSettings: strict),
        .target(
            name: "PostgresStore", dependencies: ["StoreSQL", "ServerCore", "Models", "Wire", "CPostgres"],
            path: "Server/PostgresStore", swiftSettings: strict),
        .target(
            name: "ServerHTTP",
            dependencies: [
                "ServerCore", "Models", "Wire", crypto, hummingbird, hummingbirdCore, hummingbirdTLS, logging, metrics, x509, asn1,
                niossl, nio, nioHTTPTypes, httpTypes,
            ],
            path: "Server/HTTP", resources: [.embedInCode("Documents/openapi.yaml")], swiftSettings: strict),
        .executableTarget(
            name: "twofold-server",
            dependencies: [
                "ServerHTTP", "SQLiteStore", "PostgresStore", "StoreSQL", "ServerCore", "Models", "Wire", "CProcess",
                argumentParser,
                configuration, logging, metrics, lifecycle, unixSignals, nio,
            ],
            path: "Sources/twofold-server", swiftSettings: strict),

        // MARK: Client
        .target(name: "Vault", dependencies: ["Models", crypto, cryptoExtras], path: "Client/Vault", swiftSettings: strict),
        .target(
            name: "Catalogue", dependencies: ["Models", toml], path: "Client/Catalogue", resources: [.embedInCode("Decks")],
            swiftSettings: strict),
        .target(
            name: "ClientCore", dependencies: ["Models", "Wire", "Vault", "Catalogue"], path: "Client/Core",
            swiftSettings: strict),
        .target(
            name: "LocalStore", dependencies: ["ClientCore", "Catalogue", "Models", "Wire", "Vault", grdb],
            path: "Client/LocalStore",
            swiftSettings: strict),
        .target(
            name: "CurlTransport", dependencies: ["ClientCore", "Models", "Wire", "CCurl"], path: "Client/CurlTransport",
            swiftSettings: strict),
        .target(
            name: "Machine", dependencies: ["Vault", "Models", "Wire", "CCurses", system], path: "Client/Machine",
            swiftSettings: strict),
        .target(
            name: "Presentation", dependencies: ["ClientCore", "Machine", "Catalogue", "Vault", "Models", "Wire", "CQREncode"],
            path: "Client/Presentation", swiftSettings: strict),
        .target(
            name: "Commands",
            dependencies: ["Presentation", "Machine", "ClientCore", "Catalogue", "Vault", "Models", "Wire", argumentParser],
            path: "Client/Commands", swiftSettings: strict),
        .target(
            name: "Composition",
            dependencies: [
                "Commands", "Presentation", "Machine", "LocalStore", "CurlTransport", "ClientCore", "Catalogue", "Vault", "Models",
            ],
            path: "Client/Composition", swiftSettings: strict),
        .executableTarget(
            name: "twofold", dependencies: ["Composition", "Commands", "CProcess"], path: "Sources/twofold", swiftSettings: strict),

        // MARK: C
        .systemLibrary(name: "CProcess", path: "Sources/CProcess"),
        .systemLibrary(name: "CCurl", path: "Sources/CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "CPostgres", path: "Sources/CPostgres"),
        .systemLibrary(name: "CCurses", path: "Sources/CCurses", pkgConfig: "ncursesw", providers: [.apt(["libncurses-dev"])]),
        .systemLibrary(
            name: "CQREncode", path: "Sources/CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),

        // MARK: Benchmarks
        .executableTarget(
            name: "twofold-bench",
            dependencies: [
                "SQLiteStore", "PostgresStore", "ServerCore", "Models", "Wire", "Support", grdb, hummingbird, logging, httpTypes,
                nio,
            ],
            path: "Benchmarks/twofold-bench", swiftSettings: strict),

        .executableTarget(
            name: "twofold-parts",
            dependencies: ["SQLiteStore", "ServerCore", "Vault", "Models", "Wire", "Support"],
            path: "Benchmarks/twofold-parts", swiftSettings: strict),

        .executableTarget(
            name: "twofold-years",
            dependencies: [
                "Commands", "Presentation", "Machine", "ClientCore", "LocalStore", "Catalogue", "Vault", "Models", "Support",
            ],
            path: "Benchmarks/twofold-years", swiftSettings: strict),

        .executableTarget(
            name: "twofold-sync",
            dependencies: ["ClientCore", "LocalStore", "ServerCore", "Catalogue", "Vault", "Models", "Wire", "Support"],
            path: "Benchmarks/twofold-sync", swiftSettings: strict),

        // MARK: Tests
        .target(
            name: "Support",
            dependencies: [
                "Models", "Wire", "ServerCore", "StoreSQL", "SQLiteStore", "PostgresStore", "Vault", "Catalogue", "ClientCore",
                "LocalStore", crypto,
            ],
            path: "Tests/Support", swiftSettings: strict),
        .target(name: "TestTraits", path: "Tests/TestTraits", swiftSettings: strict),
        .executableTarget(
            name: "twofold-simulate",
            dependencies: [
                "Support", "ServerCore", "SQLiteStore", "PostgresStore", "ClientCore", "LocalStore", "Vault", "Catalogue", "Models",
                "Wire",
            ],
            path: "Tests/Simulation", swiftSettings: strict),
        .target(
            name: "FuzzTargets",
            dependencies: ["Models", "Wire", "ServerCore", "Vault", "Catalogue", "ClientCore", "Support", crypto],
            path: "Tests/Fuzz/Targets", swiftSettings: strict),
        .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets", "Models", "Support", "TestTraits"], swiftSettings: strict),
        .target(
            name: "ProgramSupport", dependencies: ["Models", "Wire", "Support", crypto, subprocess], path: "Tests/ProgramSupport",
            swiftSettings: strict),
        .executableTarget(
            name: "twofold-faults", dependencies: ["ProgramSupport", "Support", "Models", "Wire", subprocess, grdb],
            path: "Tests/Faults", swiftSettings: strict),
        .testTarget(name: "ModelsTests", dependencies: ["Models", "Support", crypto], swiftSettings: strict),
        .testTarget(
            name: "WireTests", dependencies: ["Wire", "Models", "Support", crypto], resources: [.copy("Golden")],
            swiftSettings: strict),
        .testTarget(name: "ServerCoreTests", dependencies: ["ServerCore", "Models", "Wire", "Support"], swiftSettings: strict),
        .testTarget(
            name: "SQLiteStoreTests", dependencies: ["SQLiteStore", "StoreSQL", "ServerCore", "Models", "Wire", "Support", grdb],
            resources: [.copy("Fixtures")], swiftSettings: strict),
        .testTarget(
            name: "PostgresStoreTests",
            dependencies: ["PostgresStore", "SQLiteStore", "StoreSQL", "ServerCore", "Models", "Wire", "Support", "TestTraits"],
            swiftSettings: strict),
        .testTarget(
            name: "ServerHTTPTests",
            dependencies: [
                "ServerHTTP", "SQLiteStore", "ServerCore", "Models", "Wire", "Support", "TestTraits", crypto, hummingbird, logging,
                metrics, lifecycle,
                nio,
                niossl, nioHTTPTypes, httpTypes, .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            swiftSettings: strict),
        .testTarget(name: "VaultTests", dependencies: ["Vault", "Models", "Support", crypto], swiftSettings: strict),
        .testTarget(
            name: "ProtocolTests",
            dependencies: ["Models", "Wire", "Vault", "Catalogue", "ClientCore", "Support", "TestTraits", crypto],
            swiftSettings: strict),
        .testTarget(
            name: "CatalogueTests", dependencies: ["Catalogue", "Models"], resources: [.embedInCode("Pairs/reviewed.txt")],
            swiftSettings: strict),
        .testTarget(
            name: "ClientCoreTests",
            dependencies: [
                "ClientCore", "LocalStore", "Catalogue", "Vault", "Models", "Wire", "ServerCore", "Support", "TestTraits",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "LocalStoreTests",
            dependencies: ["LocalStore", "ClientCore", "Catalogue", "Models", "Wire", "Vault", "Support", "TestTraits", grdb],
            resources: [.copy("Fixtures")], swiftSettings: strict),
        .testTarget(
            name: "CurlTransportTests",
            dependencies: [
                "CurlTransport", "ClientCore", "Wire", "Models", "Support", "TestTraits", hummingbird, hummingbirdTLS, logging,
                crypto, x509,
                asn1, niossl,
                nio,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CompatibilityTests",
            dependencies: [
                "ClientCore", "LocalStore", "Catalogue", "Vault", "Models", "Wire", "ServerCore", "SQLiteStore", "Support",
                "TestTraits",
            ],
            path: "Tests/Compatibility", exclude: ["record"], resources: [.copy("Golden")], swiftSettings: strict),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "Commands", "Presentation", "Machine", "Composition", "Catalogue", "ClientCore", "LocalStore", "Vault", "Models",
                "Wire", "ServerCore", "Support", "TestTraits", argumentParser,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "Adversary",
            dependencies: [
                "ClientCore", "LocalStore", "CurlTransport", "Commands", "Presentation", "Machine", "Composition", "Catalogue",
                "Vault", "Models", "Wire", "ServerCore", "SQLiteStore", "ServerHTTP", "Support", "TestTraits", crypto, hummingbird,
                logging, httpTypes,
                nio,
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "EndToEnd",
            dependencies: [
                "Models", "Wire", "Vault", "ClientCore", "LocalStore", "CurlTransport", "ServerCore", "SQLiteStore", "Support",
                "ProgramSupport", "twofold", "twofold-server", subprocess, grdb,
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

if isFuzzed {
    package.targets += [
        .systemLibrary(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
        .executableTarget(
            name: "twofold-fuzz", dependencies: ["FuzzTargets", "Models", "CFuzzer"], path: "Tests/Fuzz/Program",
            swiftSettings: strict,
            // The linker of the toolchain: gold, the default, stumbles over what the address sanitizer leaves in the objects.
            linkerSettings: [.unsafeFlags(sanitizers + ["-use-ld=lld"])]),
    ]
}

// `TWOFOLD_TESTS=ModelsTests,Adversary swift test --filter …` builds no other tests.
if let wanted = Context.environment["TWOFOLD_TESTS"]?.split(separator: ",").map(String.init), !wanted.isEmpty {
    package.targets.removeAll { $0.type == .test && !wanted.contains($0.name) }
}
