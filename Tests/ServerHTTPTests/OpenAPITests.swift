import Foundation
import ServerCore
import ServerHTTP
import Testing
import Wire

@Suite struct OpenAPITests {
    private let document: Set<String>

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/openapi.yaml"), encoding: .utf8)
        document = Set(text.split(separator: "\n").map(String.init))
    }

    @Test(arguments: Route.allCases) func `each route is described`(_ route: Route) {
        #expect(document.contains("  \(route.rawValue):"))
    }

    @Test(arguments: ErrorCode.statuses.map { ($0, $1) })
    func `each code is described with its status`(_ code: ErrorCode, _ status: Int) {
        #expect(document.contains("        \(code): \(status)"))
    }
}
