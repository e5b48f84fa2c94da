import Foundation
import Wire

extension ErrorCode {
    /// Every code that its source file declares, in ascending order. Empty if the source can't be read.
    static var declared: [ErrorCode] {
        let file = GoldenFolder.repository.appending(path: "Shared/Wire/Problems/ErrorCode.swift")
        guard let source = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return source.matches(of: /static let \w+: ErrorCode = "(\w+)"/).map { ErrorCode(rawValue: String($0.1)) }
            .sorted { $0.rawValue < $1.rawValue }
    }
}
