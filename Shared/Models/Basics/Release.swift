/// What both programs say of their version.
package enum Release {
    /// As in [Semantic Versioning](https://semver.org). Packages are named by it.
    package static let version = "0.1.0"

    /// The version of the protocol: the number that the paths of the exchange begin with.
    package static let protocolVersion = 1

    /// What a program prints under `--version`.
    package static func line(of program: String) -> String { "\(program) \(version) (protocol \(protocolVersion))" }
}
