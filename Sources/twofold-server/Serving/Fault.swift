import Foundation
import NIOCore
import ServerCore
import ServerHTTP

/// Puts what goes wrong below into words for whoever runs the server.
enum Fault {
    /// - Parameters:
    ///   - folder: the data folder.
    ///   - backup: the file that is read from, if one is.
    ///   - target: the file that is written to, if one is.
    static func explaining<Value>(
        in folder: String, from backup: String? = nil, to target: String? = nil, _ body: () throws -> Value
    ) throws -> Value {
        do { return try body() } catch let error as StoreError {
            throw ServerFault(error.words(folder: folder, from: backup, to: target))
        }
    }

    static func explaining(listening plan: ServePlan, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as IOError {
            let address = "\(plan.host):\(plan.port)"
            throw ServerFault(
                POSIXErrorCode(rawValue: error.errnoCode) == .EADDRINUSE
                    ? "Something else listens on \(address) already."
                    : "It cannot listen on \(address) (error \(error.errnoCode)).")
        }
    }
}
