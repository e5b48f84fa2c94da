import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ServerCore
import ServerHTTP
import Testing
import Wire

/// `make openapi` checks the same file against every golden document, and a running server against it.
@Suite("The OpenAPI document")
struct OpenAPITests {
    private let text: String
    private let lines: [Substring]

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        text = try String(contentsOf: root.appending(path: "docs/openapi.yaml"), encoding: .utf8)
        lines = text.split(separator: "\n")
    }

    @Test func `the server gives it out as it lies in the repository`() async throws {
        let reply = try await Server().reply(.get, "/v1/openapi.yaml")
        #expect(reply.status == .ok)
        #expect(reply.headers[.contentType] == "application/yaml")
        #expect(reply.text == text)
        #expect(text.contains("openapi: 3.1."))
    }

    @Test func `routes and paths are the same, and so are their methods`() {
        let described = lines.indices.filter { lines[$0].hasPrefix("  /") }.map { index in
            "\(lines[index].dropFirst(2).dropLast()) \(lines[index + 1].dropFirst(4).dropLast())"
        }
        #expect(described.sorted() == Route.allCases.map { "\($0.rawValue) \($0.isPosted ? "post" : "get")" }.sorted())
    }

    @Test func `codes are the same, and so are their statuses`() {
        let described = block(after: "      x-statuses:", indented: 8)
        #expect(Set(described) == Set(ErrorCode.statuses.map { "\($0): \($1)" }))
        #expect(described.count == ErrorCode.statuses.count)
    }

    @Test func `limits are the same, and each is always there`() throws {
        let limits = try WireJSON.decode([String: Int64].self, from: WireJSON.encode(Limits())).keys.sorted()
        let start = try #require(lines.firstIndex(of: "    Limits:"))
        let required = lines[start...].drop { $0 != "      required:" }.dropFirst().prefix { $0.hasPrefix("        - ") }
        #expect(required.map { String($0.dropFirst(10)) }.sorted() == limits)
        let properties = lines[start...].drop { $0 != "      properties:" }.dropFirst().prefix { $0.hasPrefix("        ") }
        #expect(properties.map { String($0.dropFirst(8).prefix { $0 != ":" }) }.sorted() == limits)
    }

    @Test func `codes that a reply is said to have are codes, and have its status`() {
        var status = ""
        for line in lines {
            if line.hasPrefix("        \"") { status = String(line.dropFirst(9).prefix(3)) }
            guard line.hasPrefix("          description: \"`") else { continue }
            for code in line.split(separator: "`").filter({ $0.contains("_") && !$0.contains(" ") }) {
                #expect(ErrorCode.statuses[ErrorCode(rawValue: String(code))].map(String.init) == status, "\(code)")
            }
        }
    }

    private func block(after heading: Substring, indented depth: Int) -> [String] {
        let rest = lines.drop { $0 != heading }.dropFirst()
        return rest.prefix { $0.hasPrefix(String(repeating: " ", count: depth)) }.map { String($0.dropFirst(depth)) }
    }
}
