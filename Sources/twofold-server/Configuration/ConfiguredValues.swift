import Configuration
import Foundation
import ServerHTTP

/// Configuration values from the environment or, with lower priority, from a file.
struct ConfiguredValues {
    private let reader: ConfigReader

    /// - Parameter path: the path of a JSON file. `nil` for the file that the environment names, if any.
    /// - Throws: `ServerSetUpError` if the file can't be read.
    init(path: String?) async throws {
        let environment = EnvironmentVariablesProvider().prefixKeys(with: "twofold.server")
        guard let path = path ?? ConfigReader(provider: environment).string(forKey: "config") else {
            reader = ConfigReader(provider: environment)
            return
        }
        do {
            let place = ConfigReader(provider: InMemoryProvider(values: ["filePath": ConfigValue(.string(path), isSecret: false)]))
            reader = ConfigReader(providers: [environment, try await FileProvider<JSONSnapshot>(config: place)])
        } catch {
            throw ServerSetUpError("The configuration can't be read: \(path)")
        }
    }

    func string(_ name: String) -> String? { reader.string(forKey: ConfigKey(stringLiteral: name)) }

    func strings(_ name: String) -> [String] { reader.stringArray(forKey: ConfigKey(stringLiteral: name)) ?? [] }

    /// - Throws: `ServerSetUpError` if the value isn't a number.
    func int(_ name: String) throws -> Int? {
        try checked(reader.int(forKey: ConfigKey(stringLiteral: name)), name, "a number")
    }

    /// `nil` also if the value isn't a Boolean.
    func bool(_ name: String) -> Bool? { reader.bool(forKey: ConfigKey(stringLiteral: name)) }

    /// - Throws: `ServerSetUpError` if the value isn't one of the choices.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ name: String) throws -> Choice? {
        try checked(string(name).flatMap(Choice.init), name, "one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }

    private func checked<Value>(_ value: Value?, _ name: String, _ expected: String) throws -> Value? {
        if value == nil, string(name) != nil { throw ServerSetUpError("In the configuration, \(name) must be \(expected).") }
        return value
    }
}
